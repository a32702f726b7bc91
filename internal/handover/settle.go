package handover

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Accept makes the idea of an offer whose it was offered to, or, where anybody may take it, of who or an organisation that they speak
// for. Of several at once the first takes it; the others' problem is OfferSettled.
func (s *Store) Accept(ctx context.Context, who auth.Principal, id uuid.UUID, organisation *uuid.UUID) (Offer, error) {
	return s.settle(ctx, who, id, func(tx *gorm.DB, o Offer, i idea.Summary) error {
		to, err := o.taker(who, organisation)
		if err != nil {
			return err
		}
		if err := o.checkWaits(i); err != nil {
			return err
		}
		return take(tx, who, o, to)
	})
}

// Decline is whom an idea was offered to saying no.
func (s *Store) Decline(ctx context.Context, who auth.Principal, id uuid.UUID) (Offer, error) {
	return s.settle(ctx, who, id, func(tx *gorm.DB, o Offer, _ idea.Summary) error {
		switch {
		case o.Kind == ToAny:
			return errs.New(errs.StateTransition)
		case !o.asked(who):
			return errs.New(errs.Forbidden)
		}
		return end(tx, who, o, Declined)
	})
}

// TakeBack ends an offer that nobody has answered, by whoever made it or by the authors.
func (s *Store) TakeBack(ctx context.Context, who auth.Principal, id uuid.UUID) (Offer, error) {
	return s.settle(ctx, who, id, func(tx *gorm.DB, o Offer, _ idea.Summary) error {
		if err := who.Check(permission.TakeBackOffer, o.offering(who)); err != nil {
			return err
		}
		return end(tx, who, o, TakenBack)
	})
}

// taker is whose the idea becomes when who accepts o, or why it does not.
func (o Offer) taker(who auth.Principal, organisation *uuid.UUID) (uuid.UUID, error) {
	if err := who.Check(permission.TakeOverIdea, 0); err != nil {
		return uuid.Nil, err
	}
	if o.Kind == ToAny {
		to, err := who.As(organisation)
		if err == nil && to == o.AuthorID {
			err = errs.New(errs.StateTransition)
		}
		return to, err
	}
	if !o.asked(who) {
		return uuid.Nil, errs.New(errs.Forbidden)
	}
	return o.To.ID, nil
}

func (o Offer) checkWaits(i idea.Summary) error {
	switch {
	case o.State != Offered:
		return errs.New(errs.OfferSettled)
	case i.State != idea.Published || i.Locked:
		return errs.New(errs.IdeaNotPublished)
	}
	return nil
}

// settle does something with an offer while it and its idea are locked, and returns what came of it.
func (s *Store) settle(ctx context.Context, who auth.Principal, id uuid.UUID, do func(*gorm.DB, Offer, idea.Summary) error) (Offer, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		o, err := find(tx, who, id)
		if err != nil {
			return err
		}
		i, err := lock(tx, who, o.IdeaID)
		if err != nil {
			return err
		}
		// Whoever settles an offer holds its idea: it is as it is now.
		if o, err = find(tx, who, id); err != nil {
			return err
		}
		postgres.Changed(tx, change.Record(o.IdeaID))
		return do(tx, o, i)
	})
	if err != nil {
		return Offer{}, err
	}
	return s.Get(ctx, who, id)
}

// take gives an idea to another author. What was written before stays theirs who wrote it.
func take(tx *gorm.DB, who auth.Principal, o Offer, to uuid.UUID) error {
	err := tx.Exec(`UPDATE idea_offers SET state = 'accepted', to_id = ?, settled_by = ?, settled_at = now() WHERE id = ?`, to, who.ID, o.ID).Error
	if err != nil {
		return err
	}
	if err := tx.Exec(`UPDATE ideas SET author_id = ?, version = version + 1, updated_at = now() WHERE id = ?`, to, o.IdeaID).Error; err != nil {
		return err
	}
	err = tx.Exec(`UPDATE idea_stats SET author_kind = (SELECT kind FROM participants WHERE id = ?) WHERE idea_id = ?`, to, o.IdeaID).Error
	if err != nil {
		return err
	}
	postgres.Changed(tx, change.Ideas, change.Record(o.AuthorID), change.Record(to))
	return organisation.RecordIdea(tx, to, who.ID, organisation.IdeaEdited, o.IdeaID)
}

// end notes that nothing came of an offer; one that is settled already stays as it is.
func end(tx *gorm.DB, who auth.Principal, o Offer, state State) error {
	if o.State == state {
		return nil
	}
	if o.State != Offered {
		return errs.New(errs.OfferSettled)
	}
	return tx.Exec(`UPDATE idea_offers SET state = ?, settled_by = ?, settled_at = now() WHERE id = ?`, state, who.ID, o.ID).Error
}
