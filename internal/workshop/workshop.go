// Package workshop is the meetings that people sign up for: with seats, a waiting list that moves up
// by itself, and a calendar file.
package workshop

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// State is where a workshop is in its life.
type State string

// The states of a workshop.
const (
	Draft     State = "draft"
	Published State = "published"
	Cancelled State = "cancelled"
)

// maxLength is how long a workshop may last. Lists rely on it, see [Store.List].
const maxLength = 30 * 24 * time.Hour

// Fields is what leaders write. Shapes and lengths are the contract's.
type Fields struct {
	Title       string
	Description string // Markdown
	StartsAt    time.Time
	EndsAt      time.Time // after StartsAt, at most 30 days
	Place       *string   // a place or a link is needed
	Link        *string
	Seats       int
	Audience    Audience // who may sign up; everyone when empty
	ChallengeID *uuid.UUID
}

// Summary is a workshop in a list.
type Summary struct {
	ID           uuid.UUID
	Title        string
	StartsAt     time.Time
	EndsAt       time.Time
	Place        *string
	Link         *string
	Seats        int
	SeatedCount  int
	WaitingCount int
	Audience     Audience
	State        State
	UpdatedAt    time.Time
	Challenge    challenge.Ref `gorm:"embedded;embeddedPrefix:of_"` // zero when there is none that the public may see
}

// Workshop is one workshop, whole.
type Workshop struct {
	Summary
	ChallengeID     *uuid.UUID // also when the challenge is a draft
	Description     string
	DescriptionHTML string            `gorm:"-"`
	Leaders         []participant.Ref `gorm:"-"`
	Version         int               // grows with every edit
	CreatedAt       time.Time

	leading []lead.Somebody // all who lead it at present
}

// MayRead reports whether p may see w, as everyone may unless it is a draft.
func MayRead(p auth.Principal, w Workshop) bool {
	return w.State != Draft || p.May(permission.SeeDraftWorkshop, w.standing(p))
}

// standing is what p is to w.
func (w Workshop) standing(p auth.Principal) permission.Standings { return lead.Standing(p, w.leading) }

// SignUpProblem returns why p cannot sign up at the time now, or nil.
func (w Summary) SignUpProblem(p auth.Principal, now time.Time) error {
	switch {
	case w.State != Published:
		return errs.New(errs.WorkshopNotOpen)
	case !w.StartsAt.After(now):
		return errs.New(errs.WorkshopStarted)
	case !w.Audience.Includes(p.Kind):
		return errs.New(errs.WrongAudience)
	}
	return nil
}

// steps are the moves from one state to another.
var steps = map[State][]State{Draft: {Published}, Published: {Cancelled}, Cancelled: {Published}}

// stepping is the action of moving to a state.
func stepping(to State) permission.Action {
	if to == Cancelled {
		return permission.CancelWorkshop
	}
	return permission.PublishWorkshop
}

// StepProblem returns why w cannot move to another state at the time now, or nil. One that has
// started is not published any more, and one that is over is not cancelled.
func (w Summary) StepProblem(to State, now time.Time) error {
	switch {
	case !slices.Contains(steps[w.State], to):
		return errs.New(errs.StateTransition)
	case to == Published && !w.StartsAt.After(now):
		return errs.New(errs.WorkshopStarted)
	case to == Cancelled && !w.EndsAt.After(now):
		return errs.New(errs.StateTransition)
	}
	return nil
}

// check collects what breaks a rule, with what the workshop was before; nil when it is new.
func (f Fields) check(before *Workshop, now time.Time) error {
	var faults errs.Fields
	if moved := before == nil || !before.StartsAt.Equal(f.StartsAt); moved && f.StartsAt.Before(now) {
		faults.Add("startsAt", errs.InThePast)
	}
	if !f.EndsAt.After(f.StartsAt) {
		faults.Add("endsAt", errs.BeforeStart)
	}
	if f.EndsAt.Sub(f.StartsAt) > maxLength {
		faults.Add("endsAt", errs.TooLarge, f.StartsAt.Add(maxLength).UTC().Format(time.RFC3339))
	}
	if f.Place == nil && f.Link == nil {
		faults.Add("place", errs.PlaceOrLink)
	}
	if before != nil && f.Seats < before.SeatedCount {
		faults.Add("seats", errs.BelowSeated, before.SeatedCount)
	}
	return faults.Err()
}
