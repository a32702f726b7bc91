package coauthor

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Accept makes a co-author of a participant who is invited: who it is, or who speaks for the organisation that is. Twice changes
// nothing. The problem is NotFound where there is no invitation that who may know of, and Forbidden where one of both sides has
// blocked the other since.
func (s *Store) Accept(ctx context.Context, who auth.Principal, id, whom uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		i, err := lock(tx, who, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.AcceptCoAuthorship, 0); err != nil {
			return err
		}
		c, err := find(tx, id, whom)
		switch {
		case err != nil:
			return err
		case !c.known(who):
			return errs.New(errs.NotFound)
		case !c.own(who):
			return errs.New(errs.Forbidden)
		case c.State == Accepted:
			return nil
		case i.State != idea.Published || i.Locked:
			return errs.New(errs.IdeaNotPublished)
		}
		apart, err := help.Apart(tx, postgres.IDs{whom, who.ID}, postgres.IDs{i.Author.ID})
		if err == nil && apart {
			err = errs.New(errs.Forbidden)
		}
		if err != nil {
			return err
		}
		return settle(tx, i.ID, whom, whom, who, Accepted)
	})
}

// End declines an invitation, leaves, removes a co-author or takes an invitation back: who is invited or a co-author their own, authors
// any of their idea's. Where there is neither, it changes nothing.
func (s *Store) End(ctx context.Context, who auth.Principal, id, whom uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		i, err := lock(tx, who, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.EndCoAuthorship, who.To(i.Author.ID)|who.To(whom)); err != nil {
			return err
		}
		c, err := find(tx, id, whom)
		if err != nil || c.State == Ended {
			return err
		}
		by := whom
		if !c.own(who) {
			by = i.Author.ID
		}
		return settle(tx, i.ID, whom, by, who, Ended)
	})
}

// settle notes what came of an invitation, in the name of who decided it.
func settle(tx *gorm.DB, id, whom, by uuid.UUID, who auth.Principal, state State) error {
	postgres.Changed(tx, change.Record(id))
	if err := organisation.RecordIdea(tx, by, who.ID, organisation.IdeaEdited, id); err != nil {
		return err
	}
	return tx.Exec(`UPDATE idea_coauthors SET state = ?, settled_at = now() WHERE idea_id = ? AND participant_id = ?`, state, id, whom).Error
}
