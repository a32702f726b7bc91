// Package merge makes ideas that say the same into one, with consent: somebody proposes it, the authors of both agree or a moderator
// decides with a reason, and those who voted for the part are asked to move their vote, which never moves without them. The part stays
// to be read at its address, with all that was said; and it can be undone.
package merge

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// What the audit log tells of.
const (
	Decided  audit.Action = "merge.decided"
	Reversed audit.Action = "merge.reversed"
)

// State is how far a proposal has come.
type State string

// The states. Only a proposal that waits becomes another, but for one in force that is undone.
const (
	Proposed  State = "proposed"
	InForce   State = "merged"
	Declined  State = "declined"
	TakenBack State = "taken-back" // by whoever proposed it
	Expired   State = "expired"    // nobody decided in time
	Undone    State = "undone"
)

// Capacity is as what somebody proposes or decides.
type Capacity string

// The capacities; a member's proposal is a suggestion to the authors of both.
const (
	AsAuthor    Capacity = "author"
	AsLeader    Capacity = "leader"
	AsModerator Capacity = "moderator"
	AsMember    Capacity = "member"
)

const (
	// aDay bounds how many proposals a member makes in a day, and manyADay how many anybody does.
	aDay     = 10
	manyADay = 100
)

// End is one of the two ideas. Who may not know of it learns no more than its id.
type End struct {
	ID       uuid.UUID
	Title    string // empty where the reader may not know of it
	AuthorID uuid.UUID
	State    idea.State
}

// Proposal is that one idea becomes part of another.
type Proposal struct {
	ID            uuid.UUID
	Part          End `gorm:"embedded;embeddedPrefix:part_"`
	Whole         End `gorm:"embedded;embeddedPrefix:whole_"`
	State         State
	By            participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	Capacity      Capacity
	Reason        string
	CreatedAt     time.Time
	ExpiresAt     time.Time
	PartAgreedAt  *time.Time // by an author of the part
	WholeAgreedAt *time.Time
	DecidedAs     *Capacity // author or moderator; nil while it waits, and where nobody decided
	DecidedReason *string
	DecidedAt     *time.Time
	UndoneReason  *string
	UndoneAt      *time.Time
	Version       int
}

// authorship is what somebody is to the ideas of p.
func (p Proposal) authorship(who auth.Principal) permission.Standings {
	return who.To(p.Part.AuthorID) | who.To(p.Whole.AuthorID)
}

// party reports whether who wrote either idea or proposed p: as a moderator they leave it to another.
func (p Proposal) party(who auth.Principal) bool { return p.authorship(who) != 0 || who.ID == p.By.ID }

// waits reports whether p can still be decided.
func (p Proposal) waits() bool { return p.State == Proposed && time.Now().Before(p.ExpiresAt) }

// MayAgree reports whether who may agree for an idea whose author has not yet.
func (p Proposal) MayAgree(who auth.Principal) bool {
	missing := permission.If(p.PartAgreedAt == nil, who.To(p.Part.AuthorID)) | permission.If(p.WholeAgreedAt == nil, who.To(p.Whole.AuthorID))
	return p.waits() && missing != 0 && who.May(permission.AnswerMerge, missing)
}

// MayDecline reports whether who may decline p as an author.
func (p Proposal) MayDecline(who auth.Principal) bool {
	return p.waits() && p.authorship(who) != 0 && who.May(permission.AnswerMerge, p.authorship(who))
}

// MayDecide reports whether who may decide on p as a moderator.
func (p Proposal) MayDecide(who auth.Principal) bool {
	return p.waits() && !p.party(who) && who.May(permission.DecideMerge, 0)
}

// MayTakeBack reports whether who may take p back.
func (p Proposal) MayTakeBack(who auth.Principal) bool {
	return p.waits() && who.May(permission.TakeBackMerge, permission.If(who.ID == p.By.ID, permission.Author))
}

// MayUndo reports whether who may undo p: authors what they agreed on, and a moderator who is no party to it.
func (p Proposal) MayUndo(who auth.Principal) bool {
	return p.State == InForce && p.checkUndo(who) == nil
}

func (p Proposal) checkUndo(who auth.Principal) error {
	standing := p.authorship(who)
	if standing == 0 {
		return who.Check(permission.UndoMerge, 0)
	}
	if p.DecidedAs == nil || *p.DecidedAs != AsAuthor {
		return errs.New(errs.Forbidden)
	}
	return who.Check(permission.UndoMerge, standing)
}
