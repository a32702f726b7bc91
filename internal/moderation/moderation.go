// Package moderation is what people report, what is decided about it, and appeals.
//
// All that is reported of a thing is one case, until it is decided. A decision that restricts somebody carries
// the statement of reasons that the Digital Services Act asks for (Regulation (EU) 2022/2065, article 17): what
// was done, by which rule or law, on which facts, whether by automated means, and how to appeal. Its author reads
// it and may appeal once, within six months (article 20.1). Somebody else than who decided judges the appeal,
// which the database holds (appeals_other_decider); one that is overturned puts the thing back.
//
// What is hidden is nowhere else but in this package's tables or behind a state that others' reads refuse: the
// text of a hidden comment is moved out of the comment.
package moderation

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Bounds.
const (
	maxReports     = 30 // of one account in a day
	maxGuestNotes  = 50 // of guests, kept for one case; the others are counted
	maxShown       = 50 // reports shown with a case
	maxHistory     = 20 // earlier decisions shown with a case
	appealInMonths = 6
)

// What the audit log tells of moderation.
const (
	Decided         audit.Action = "moderation.decided"
	AppealJudged    audit.Action = "moderation.appeal-decided"
	PolicyChanged   audit.Action = "moderation.policy-changed"
	SettingsChanged audit.Action = "moderation.settings-changed"
)

// Kind is what a thing is.
type Kind string

// The kinds of thing that can be reported.
const (
	Idea         Kind = "idea"
	Comment      Kind = "comment"
	Need         Kind = "need"
	Offer        Kind = "offer"
	Commitment   Kind = "commitment"
	Organisation Kind = "organisation"
	Person       Kind = "person"
)

// weighed reports whether things of a kind are scored for spam, learnt from, and may wait to be read, see [screening].
func (k Kind) weighed() bool { return k == Idea || k == Comment || k == Need || k == Offer }

// Ground is why something is reported, or restricted.
type Ground string

// Other is the ground that needs words.
const Other Ground = "other"

// Action is what is decided.
type Action string

// The actions.
const (
	Keep    Action = "keep"    // nothing is done
	Publish Action = "publish" // what waits is let through
	Hide    Action = "hide"    // seen by its author and moderators alone
	Lock    Action = "lock"    // no more comments or edits
	Warn    Action = "warn"    // the author is told
	Suspend Action = "suspend" // the author does not write for a while
	Restore Action = "restore" // what was restricted is not any more
)

// Restricts reports whether a is against somebody, who must be told why and may appeal.
func (a Action) Restricts() bool { return a != Keep && a != Restore && a != Publish }

// fits reports whether a can be done to things of a kind.
func (a Action) fits(k Kind) bool {
	switch a {
	case Keep, Warn, Restore:
		return true
	case Publish:
		return k.weighed()
	case Hide:
		return k != Person
	case Lock:
		return k == Idea
	case Suspend:
		return k != Organisation
	}
	return false
}

// Actions lists what can be done to a thing of a kind.
func Actions(k Kind) []Action {
	return slices.DeleteFunc([]Action{Keep, Publish, Warn, Lock, Hide, Suspend, Restore}, func(a Action) bool { return !a.fits(k) })
}

// Thing is what a case is about, as it is now.
type Thing struct {
	Kind       Kind
	ID         uuid.UUID
	Title      string          // of the idea or offer, or of the idea that a comment, need or commitment stands under; the name of who is reported
	Text       string          // plain or Markdown, as it was written
	Author     participant.Ref `gorm:"embedded;embeddedPrefix:author_"`
	WriterID   uuid.UUID       // who wrote its present wording
	WriterIDs  postgres.IDs    `gorm:"type:uuid[]"` // of an idea, a need or a commitment, who has a part in its words
	Shared     bool            // others than its author have written of it
	IdeaID     *uuid.UUID      // that a comment, need or commitment stands under
	Public     bool            // everybody can read it, or everybody whose idea an offer fits
	Shown      bool            // a comment, need or commitment that everybody can read once they can read its idea
	Withdrawn  bool            // by its author, who may bring it back
	Waiting    bool            // for a moderator to let it through
	Restricted bool            // hidden or locked, or somebody is suspended for it
	CreatedAt  time.Time
}

// Case is one thing that is to be judged, or was.
type Case struct {
	ID          uuid.UUID
	Kind        Kind
	ThingID     uuid.UUID
	AuthorID    uuid.UUID
	WriterIDs   postgres.IDs `gorm:"type:uuid[]"` // of an idea, a need or a commitment, who has a part in its words
	Title       string
	Cause       string // report, moderator, held or spam
	State       string // open or closed
	ReportCount int
	Reasons     []string         `gorm:"-"` // of the reports, the commonest first
	SpamScore   *int             // 0 to 100 when the case was opened; nil for what is not weighed
	SpamSigns   []screening.Sign `gorm:"-"` // what the score comes from
	TakenBy     *participant.Ref `gorm:"-"`
	Version     int              // of the case, and of the words that it is about
	OpenedAt    time.Time
	ClosedAt    *time.Time
}

// Report is what somebody said of a thing. ReporterID is nil for a guest.
type Report struct {
	ID        uuid.UUID
	Reporter  participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	Reason    Ground
	Note      string
	CreatedAt time.Time
}

// Remark is one of the comments around a reported one, or the need that a commitment is about.
type Remark struct {
	ID        uuid.UUID
	Author    participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	Body      string
	CreatedAt time.Time
}

// File is all that a moderator decides by.
type File struct {
	Case
	Thing   Thing
	Reports []Report   // the earliest, at most maxShown
	Thread  []Remark   // around a comment or a commitment, in order
	History []Decision // earlier ones about the same author, latest first
	Posts   Posts
}

// Actions lists what can be decided about it now: nothing is restored that is not restricted, what is gone is only kept, and what waits is let
// through or hidden.
func (f File) Actions() []Action {
	if f.Thing.ID == uuid.Nil {
		return []Action{Keep}
	}
	if f.Thing.Waiting {
		return []Action{Publish, Hide}
	}
	return slices.DeleteFunc(Actions(f.Kind), f.Thing.pointless(f.AuthorID))
}

// pointless tells which actions do nothing to t now, whose case is about what somebody wrote.
func (t Thing) pointless(writer uuid.UUID) func(Action) bool {
	return func(a Action) bool {
		switch a {
		case Warn, Suspend:
			return !t.alone(writer)
		case Hide:
			return !t.Public && !t.Shown && !t.Withdrawn
		case Lock:
			return !t.Public
		case Restore:
			return !t.Restricted
		case Publish:
			return true
		case Keep:
		}
		return false
	}
}

// Posts is how somebody has taken part.
type Posts struct {
	Ideas    int
	Comments int
	Since    time.Time
}

// Decision is what was decided, with its statement of reasons.
type Decision struct {
	ID           uuid.UUID
	CaseID       uuid.UUID
	Kind         Kind
	ThingID      uuid.UUID
	Title        string
	AuthorID     uuid.UUID
	WriterIDs    postgres.IDs `gorm:"type:uuid[]"` // of an idea, a need or a commitment, who has a part in its words
	Action       Action
	Ground       Ground // empty where nobody is restricted
	Rule         string // the rule or law, in words
	Facts        string
	Cause        string // of its case
	Automated    bool   // found by automated means; deciding is never automated
	DecidedBy    uuid.UUID
	DecidedAt    time.Time
	AppealUntil  *time.Time
	EndsAt       *time.Time
	UndoneAt     *time.Time
	SuspensionID *uuid.UUID // that came of it
	Appeal       *Appeal    `gorm:"-"`
	Matter       *Thing     `gorm:"-"` // what it is about, where one decision is read and it is there
	Thread       []Remark   `gorm:"-"` // around it, for who could judge it
}

// Appeal is somebody's word against a decision, and what came of it.
type Appeal struct {
	ID         uuid.UUID
	DecisionID uuid.UUID
	Words      string
	CreatedAt  time.Time
	Outcome    string // empty until it is judged; upheld or overturned
	Reason     string
	DecidedAt  *time.Time
	Version    int
}
