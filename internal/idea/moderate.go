package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Show has an idea that is hidden or waits seen by everybody, or hides one that is, waits or is withdrawn. Whether somebody may is for moderation
// to say, which calls it. An idea that is so already stays so; hiding a draft is StateTransition. One that has never been public is published
// then, and those are told who follow what it is about; one that its author had withdrawn is withdrawn again.
//
// Those that are part of one that is hidden stand by themselves again, by who hides it.
func Show(tx *gorm.DB, by, id uuid.UUID, so bool) error {
	parts, err := HoldParts(tx, id)
	if err != nil {
		return err
	}
	found, err := Summaries(tx, id)
	if err != nil {
		return err
	}
	i := Idea{Summary: found[id]}
	if so {
		return showAgain(tx, i, parts.answers[id])
	}
	if err := parts.Free(tx, by); err != nil {
		return err
	}
	switch i.State {
	case Hidden:
		return nil
	case Waiting:
		return withhold(tx, id, Hidden)
	case Published, Merged, Withdrawn:
		return move(tx, i, parts.answers[id], Hidden)
	case Draft:
	}
	return errs.New(errs.StateTransition)
}

// Hold keeps an idea's words and state, and those of its parts, as they are until the end of the transaction.
func Hold(tx *gorm.DB, id uuid.UUID) error {
	_, err := HoldParts(tx, id)
	return err
}

func showAgain(tx *gorm.DB, i Idea, answers []Answer) error {
	switch {
	case i.State == Draft: // its author took it back just now
		return errs.New(errs.StateTransition)
	case i.State != Waiting && i.State != Hidden:
		return nil
	case i.PublishedAt == nil:
		return letOut(tx, auth.Principal{ID: i.Author.ID}, i.Summary, answers)
	}
	return move(tx, i, answers, Published)
}

// Lock has a published idea take no comments or edits, or take them again.
func Lock(tx *gorm.DB, id uuid.UUID, so bool) error {
	postgres.Changed(tx, change.Record(id), change.Tally(id))
	locked := tx.Exec(`UPDATE idea_stats SET locked = ? WHERE idea_id = ?`, so, id)
	if locked.Error == nil && locked.RowsAffected == 0 {
		return errs.New(errs.StateTransition)
	}
	return locked.Error
}

// MayModerate reports whether p may open a case of i: one that is public or hidden and not their own.
func MayModerate(p auth.Principal, i Summary) bool {
	return p.May(permission.Moderate, 0) && i.standing(p) == 0 && (i.State == Published || i.State == Merged || i.State == Hidden || i.State == Waiting)
}
