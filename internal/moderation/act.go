package moderation

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/people"
)

// do does to a thing what is decided by a decision of an id. It returns the suspension that came of it, if one did.
func (s *Store) do(tx *gorm.DB, who auth.Principal, decision uuid.UUID, t Thing, r Ruling) (*uuid.UUID, error) {
	switch r.Action {
	case Keep, Warn:
		return nil, nil //nolint:nilnil // there is none
	case Publish:
		return nil, show(tx, who, t, true)
	case Hide:
		return nil, show(tx, who, t, false)
	case Lock:
		return nil, idea.Lock(tx, t.ID, true)
	case Suspend:
		id, err := s.people.Suspend(tx, who, t.Author.ID, people.Statement{Decision: decision, Rule: r.Rule, Facts: r.Facts, EndsAt: r.EndsAt})
		return &id, err
	case Restore:
		return nil, s.restore(tx, who, t)
	}
	return nil, errs.Invalid("action", errs.NotAllowedValue)
}

// restore undoes whatever restricts a thing now.
func (s *Store) restore(tx *gorm.DB, who auth.Principal, t Thing) error {
	if !t.Restricted {
		return errs.New(errs.StateTransition)
	}
	var actions []struct {
		Action       Action
		SuspensionID *uuid.UUID
	}
	err := tx.Raw(`SELECT action, suspension_id FROM moderation_decisions WHERE thing_id = ? AND undone_at IS NULL`, t.ID).Scan(&actions).Error
	if err != nil {
		return err
	}
	for _, a := range actions {
		if a.SuspensionID != nil {
			if _, err := s.people.Lift(tx, who, *a.SuspensionID); err != nil {
				return err
			}
		}
	}
	// The idea before its counters, as everywhere.
	if err := show(tx, who, t, true); err != nil || t.Kind != Idea {
		return err
	}
	return idea.Lock(tx, t.ID, false)
}

// show has a thing seen by everybody, or by its author and moderators alone. One that is so already stays so.
func show(tx *gorm.DB, who auth.Principal, t Thing, so bool) error {
	switch t.Kind {
	case Idea:
		return idea.Show(tx, who.ID, t.ID, so)
	case Comment:
		return comment.Show(tx, t.ID, so)
	case Need:
		return help.ShowNeed(tx, t.ID, so)
	case Offer:
		return help.ShowOffer(tx, t.ID, so)
	case Commitment:
		return help.ShowCommitment(tx, t.ID, so)
	case Organisation:
		return organisation.Show(tx, t.ID, so)
	case Person, heldComment:
	}
	return nil
}
