// Package comment is the discussion under ideas, two levels deep.
package comment

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// State is what became of a comment.
type State string

// The states of a comment. A deleted one keeps its place and loses its text at once.
const (
	Published          State = "published"
	Waiting            State = "waiting" // for a moderator to let it through: its author alone sees it, see waiting.go
	DeletedByAuthor    State = "deleted-by-author"
	DeletedByModerator State = "deleted-by-moderator"
)

// Kind says what a comment is, in its author's own judgement.
type Kind string

// The kinds of comments.
const (
	Plain      Kind = "comment"
	Question   Kind = "question"
	Suggestion Kind = "suggestion"
	Concern    Kind = "concern"
	Thanks     Kind = "thanks"
)

const (
	editTime    = 15 * time.Minute
	maxReplies  = 10 // shown with the comment they reply to
	maxOfficial = 3  // more of them, when they are official ones
)

// Comment is one comment. Author and Body are empty when it is deleted.
type Comment struct {
	ID         uuid.UUID
	IdeaID     uuid.UUID
	ParentID   *uuid.UUID      // nil at the first level
	AuthorID   uuid.UUID       // kept when deleted, never shown then
	Author     participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	Kind       Kind
	Official   bool              // said on behalf of the municipality
	Body       string            // plain text; an @ with a participant's id mentions them
	Mentions   []participant.Ref `gorm:"-"` // who of those mentioned are there
	State      State
	CreatedAt  time.Time
	EditedAt   *time.Time
	Thanks     int       `gorm:"column:thanks_count"` // people who thanked for it
	ReplyCount int       // replies in all, deleted ones too: each has its place
	Replies    []Comment `gorm:"-"` // the first of them, and official ones; oldest first
}

// EditableUntil is when the author's time for editing is over.
func (c Comment) EditableUntil() time.Time { return c.CreatedAt.Add(editTime) }

// standing is what p is to c.
func (c Comment) standing(p auth.Principal) permission.Standings { return p.To(c.AuthorID) }

// mayFind reports whether p may know of c, under the idea i: who may read the idea, and its own author.
func mayFind(p auth.Principal, c Comment, i idea.Summary) bool {
	return idea.MayRead(p, i) || p.May(permission.SeeOwnComment, c.standing(p))
}

// MayEdit reports whether p may edit c, under the idea i, at the time now.
func MayEdit(p auth.Principal, c Comment, i idea.Summary, now time.Time) bool {
	return checkEdit(p, c, i, now) == nil
}

// checkEdit says why p may not edit c.
func checkEdit(p auth.Principal, c Comment, i idea.Summary, now time.Time) error {
	switch {
	case !mayFind(p, c, i):
		return errs.New(errs.NotFound)
	case !p.May(permission.EditComment, c.standing(p)):
		return errs.New(errs.Forbidden)
	case c.State != Published:
		return errs.New(errs.CommentDeleted)
	case i.State != idea.Published:
		return errs.New(errs.IdeaNotPublished)
	case !now.Before(c.EditableUntil()):
		return errs.New(errs.EditTimeOver)
	}
	return nil
}

// MayDelete reports whether p may delete c, which is still there, under the idea i.
func MayDelete(p auth.Principal, c Comment, i idea.Summary) bool {
	return c.State == Published && checkDelete(p, c, i) == nil
}

// checkDelete says why p may not delete c; deleting what is deleted changes nothing.
func checkDelete(p auth.Principal, c Comment, i idea.Summary) error {
	switch {
	case !mayFind(p, c, i):
		return errs.New(errs.NotFound)
	case !p.May(permission.DeleteComment, c.standing(p)):
		return errs.New(errs.Forbidden)
	}
	return nil
}

// MayThank reports whether p may thank for c, under the idea i; nobody thanks themselves.
func MayThank(p auth.Principal, c Comment, i idea.Summary) bool { return checkThank(p, c, i) == nil }

// checkThank says why p may not thank for c.
func checkThank(p auth.Principal, c Comment, i idea.Summary) error {
	if err := p.Check(permission.ThankComment, 0); err != nil {
		return err
	}
	switch {
	case c.State != Published:
		return errs.New(errs.CommentDeleted)
	case i.State != idea.Published:
		return errs.New(errs.IdeaNotPublished)
	case c.standing(p) != 0:
		return errs.New(errs.Forbidden)
	}
	return nil
}

// MayReply reports whether p may reply to c, under the idea i.
func MayReply(p auth.Principal, c Comment, i idea.Summary) bool {
	return idea.MayComment(p, i) && c.State == Published && c.ParentID == nil
}
