// Package challenge is the questions that the municipality puts: drafted, published, closed and
// archived by those who lead them.
package challenge

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/focusarea"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/topic"
)

// State is where a challenge is in its life.
type State string

// The states of a challenge. An open one becomes closed by itself when its time is up.
const (
	Draft    State = "draft"
	Open     State = "open"
	Closed   State = "closed"
	Archived State = "archived"
)

// Voting is how people vote on the ideas of a challenge.
type Voting string

// The ways to vote.
const (
	Support Voting = "support" // one yes a person
	Opinion Voting = "opinion" // agree, disagree or pass
)

// Fields is what leaders write. Shapes and lengths are the contract's.
type Fields struct {
	Title       string
	Question    string
	Description string // Markdown
	Voting      Voting
	Voters      Eligible   // on its ideas; an idea in several challenges takes votes from those who may vote in all of them
	Proposers   Eligible   // of ideas, when they are published
	OpensAt     *time.Time // nil: from publication
	ClosesAt    *time.Time // nil: until closed by hand
	ImageID     *uuid.UUID
	ImageAlt    *string     // present exactly when there is an image
	LeaderIDs   []uuid.UUID // at least one, all of whom may lead
	Phases      Plan        // of a new challenge; later they are set by themselves
	FocusAreaID *uuid.UUID  // whose leaders lead it too
	TopicIDs    []uuid.UUID // at most five
}

// Summary is a challenge in a list.
type Summary struct {
	ID                      uuid.UUID
	Title                   string
	Question                string
	Voting                  Voting
	Voters, Proposers       Eligible
	State                   State // as of now: an open one whose time is up is closed
	Phased                  bool  // it has phases, from which the next two follow
	OpensAt                 *time.Time
	ClosesAt                *time.Time
	ImageID                 *uuid.UUID
	ImageAlt                *string
	ImageWidth, ImageHeight int      // pixels, where there is an image
	IdeaCount               int      // published ideas
	Phases                  Plan     `gorm:"-"`
	Open                    Openness `gorm:"embedded;embeddedPrefix:open_"`
	UpdatedAt               time.Time
}

// Challenge is one challenge, whole.
type Challenge struct {
	Summary
	Description     string
	DescriptionHTML string            `gorm:"-"`
	Leaders         []participant.Ref `gorm:"-"`
	Topics          topic.Refs        `gorm:"type:json"`
	FocusArea       focusarea.Ref     `gorm:"embedded;embeddedPrefix:area_"` // zero when it belongs to none
	Answer          AnswerRule        `gorm:"embedded;embeddedPrefix:answer_"`
	Version         int               // grows with every edit
	CreatedAt       time.Time

	leading []lead.Somebody // all who lead it at present
}

// Ref is a challenge as named by an idea or a workshop.
type Ref struct {
	ID     uuid.UUID
	Title  string
	Voting Voting
	Voters Eligible
	State  State
}

// MayRead reports whether p may see c, as everyone may unless it is a draft.
func MayRead(p auth.Principal, c Challenge) bool {
	return c.State != Draft || p.May(permission.SeeDraftChallenge, c.standing(p))
}

// standing is what p is to c.
func (c Challenge) standing(p auth.Principal) permission.Standings {
	return lead.Standing(p, c.leading)
}

// steps are the moves from one state to another.
var steps = map[State][]State{Draft: {Open}, Open: {Closed}, Closed: {Open, Archived}, Archived: {Closed}}

// CanGo reports whether a challenge may move between two states.
func CanGo(from, to State) bool { return slices.Contains(steps[from], to) }

// phasesDecide reports that phases open and close a challenge at their time, and nobody by hand.
func (c Summary) phasesDecide(to State) bool {
	return c.Phased && (c.State == Open && to == Closed || c.State == Closed && to == Open)
}

// stepping is the action of a move between two states.
func stepping(from, to State) permission.Action {
	switch {
	case from == Archived || to == Archived:
		return permission.ArchiveChallenge
	case to == Closed:
		return permission.CloseChallenge
	case to == Open, to == Draft:
	}
	return permission.PublishChallenge
}

// check collects what the database cannot tell field by field.
func (f Fields) check() error {
	var faults errs.Fields
	if f.OpensAt != nil && f.ClosesAt != nil && !f.ClosesAt.After(*f.OpensAt) {
		faults.Add("closesAt", errs.BeforeStart)
	}
	if f.ImageID != nil && f.ImageAlt == nil {
		faults.Add("imageAlt", errs.AltRequired)
	}
	if f.ImageID == nil && f.ImageAlt != nil {
		faults.Add("imageId", errs.Required)
	}
	f.Phases.check(&faults)
	if len(f.Phases) > 0 && (f.OpensAt != nil || f.ClosesAt != nil) {
		faults.Add("phases", errs.NotTogether, "opensAt, closesAt")
	}
	return faults.Err()
}
