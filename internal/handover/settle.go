package handover

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Accept makes the idea of an offer whose it was offered to, or, where anybody may take it, of who or an organisation that they speak
// for. Of several at once the first takes it; the others' problem is PreconditionFailed. HandoverNotNow while somebody looks into the
// idea, Forbidden where one of both sides has blocked the other, and that which keeps who from proposing it, where its challenges say who
// may: what somebody may not propose is not theirs by way of another.
func (s *Store) Accept(ctx context.Context, who auth.Principal, id uuid.UUID, version int, organisation *uuid.UUID) (Offer, error) {
	return s.settle(ctx, who, id, version, func(o Offer) error {
		_, err := o.taker(who, organisation)
		return err
	}, func(tx *gorm.DB, o Offer, i idea.Summary) error {
		if err := checkIdea(tx, i); err != nil {
			return err
		}
		to, err := o.taker(who, organisation)
		if err != nil {
			return err
		}
		fits, err := canTake(tx, postgres.IDs{to, who.ID}, postgres.IDs{i.Author.ID, o.By.ID})
		if err == nil && !fits {
			err = errs.New(errs.Forbidden)
		}
		if err == nil {
			err = idea.CheckProposer(tx, who, i.ID)
		}
		if err != nil {
			return err
		}
		return take(tx, who, o, to)
	})
}

// Decline is whom an idea was offered to saying no.
func (s *Store) Decline(ctx context.Context, who auth.Principal, id uuid.UUID, version int) (Offer, error) {
	return s.settle(ctx, who, id, version, func(o Offer) error {
		switch {
		case o.Kind == ToAny:
			return errs.New(errs.StateTransition)
		case !o.asked(who):
			return errs.New(errs.Forbidden)
		}
		return who.Check(permission.TakeOverIdea, 0)
	}, func(tx *gorm.DB, o Offer, _ idea.Summary) error {
		if err := organisation.RecordIdea(tx, o.To.ID, who.ID, organisation.IdeaEdited, o.IdeaID); err != nil {
			return err
		}
		if err := end(tx, who, o, Declined); err != nil {
			return err
		}
		return tell(tx, notification.HandOverAnswered, who, o)
	})
}

// TakeBack ends an offer that nobody has answered, by whoever made it or by the authors.
func (s *Store) TakeBack(ctx context.Context, who auth.Principal, id uuid.UUID, version int) (Offer, error) {
	return s.settle(ctx, who, id, version, func(o Offer) error { return who.Check(permission.TakeBackHandover, o.offering(who)) },
		func(tx *gorm.DB, o Offer, _ idea.Summary) error {
			if who.ID != o.By.ID {
				if err := organisation.RecordIdea(tx, o.AuthorID, who.ID, organisation.IdeaEdited, o.IdeaID); err != nil {
					return err
				}
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

// settle does something with an offer that waits and still has the given version, while it and its idea are locked, and returns what
// came of it.
func (s *Store) settle(ctx context.Context, who auth.Principal, id uuid.UUID, version int, check func(Offer) error, do func(*gorm.DB, Offer, idea.Summary) error) (Offer, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := pace.Hold(tx, who.ID); err != nil { // what they have proven stays as it is
			return err
		}
		o, err := find(tx, who, id)
		if err != nil {
			return err
		}
		if err := merge.Hold(tx, o.IdeaID); err != nil {
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
		if err := o.checkStep(version, check); err != nil {
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

func (o Offer) checkStep(version int, check func(Offer) error) error {
	if err := check(o); err != nil {
		return err
	}
	switch {
	case o.Version != version:
		return errs.New(errs.PreconditionFailed)
	case o.State != Offered:
		return errs.New(errs.HandoverSettled)
	}
	return nil
}

// take gives an idea to another author. What was written before stays theirs who wrote it, and who writes it with the author stays; what
// the author before had agreed on does not bind the one of now, see [merge.Forget], [coauthor.EndInvitations] and [help.ChangeHands].
func take(tx *gorm.DB, who auth.Principal, o Offer, to uuid.UUID) error {
	o.To = &participant.Ref{ID: to}
	if err := end(tx, who, o, Accepted); err != nil {
		return err
	}
	if err := giveIdea(tx, o.IdeaID, to); err != nil {
		return err
	}
	postgres.Changed(tx, change.Ideas, change.Record(o.AuthorID), change.Record(to))
	if err := merge.Forget(tx, o.IdeaID); err != nil {
		return err
	}
	if err := coauthor.EndInvitations(tx, o.IdeaID); err != nil {
		return err
	}
	helpers, err := help.ChangeHands(tx, o.IdeaID, to)
	if err != nil {
		return err
	}
	if err := organisation.RecordIdea(tx, to, who.ID, organisation.IdeaEdited, o.IdeaID); err != nil {
		return err
	}
	if err := tell(tx, notification.HandOverAnswered, who, o); err != nil {
		return err
	}
	// Beyond as many as one event names, they learn it from the contact, which has ended: another event would tell followers once more.
	return notification.Happened(tx, notification.Event{Kind: notification.IdeaTakenOver, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: o.IdeaID}, To: helpers[:min(len(helpers), notification.MaxTo)]})
}

// giveIdea writes whose an idea is. The author of now is no co-author beside.
func giveIdea(tx *gorm.DB, id, to uuid.UUID) error {
	for _, statement := range []string{
		`UPDATE ideas SET author_id = @to, version = version + 1, updated_at = now() WHERE id = @idea`,
		`DELETE FROM idea_coauthors WHERE idea_id = @idea AND participant_id = @to`,
		`UPDATE idea_stats SET author_kind = (SELECT kind FROM participants WHERE id = @to) WHERE idea_id = @idea`,
	} {
		if err := tx.Exec(statement, map[string]any{"to": to, "idea": id}).Error; err != nil {
			return err
		}
	}
	return nil
}

// end notes what came of an offer.
func end(tx *gorm.DB, who auth.Principal, o Offer, state State) error {
	var to *uuid.UUID
	if o.To != nil {
		to = &o.To.ID
	}
	return tx.Exec(`UPDATE idea_handovers SET state = ?, to_id = ?, settled_by = ?, settled_at = now(), version = version + 1 WHERE id = ?`, state, to, who.ID, o.ID).Error
}

// tell has those told who offered an idea, and whose it was.
func tell(tx *gorm.DB, kind notification.Kind, who auth.Principal, o Offer) error {
	return notification.Happened(tx, notification.Event{Kind: kind, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: o.IdeaID}, To: []uuid.UUID{o.AuthorID, o.By.ID}})
}
