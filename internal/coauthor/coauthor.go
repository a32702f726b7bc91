// Package coauthor lets authors invite others to write an idea with them. Who accepts edits the text, in their own name, and stands
// beside the author until they leave or are removed.
package coauthor

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// State is how far an invitation has come.
type State string

// The states. What has ended can begin anew with another invitation.
const (
	Invited  State = "invited"
	Accepted State = "accepted"
	Ended    State = "ended" // declined, left, removed or taken back
)

const (
	most  = 10                 // co-authors of an idea, with those who are invited
	aDay  = 20                 // invitations that one person sends
	again = 7 * 24 * time.Hour // from one invitation of somebody to the next
)

// CoAuthor is somebody who writes an idea with its author, or is invited to.
type CoAuthor struct {
	Participant participant.Ref `gorm:"embedded;embeddedPrefix:who_"`
	AuthorID    uuid.UUID       // whose the idea is
	State       State
	InvitedAt   time.Time
	SettledAt   *time.Time // when it was accepted or ended
}

// own reports whether p answers for the co-author.
func (c CoAuthor) own(p auth.Principal) bool { return p.To(c.Participant.ID) != 0 }

// known reports whether p may know of c: who writes an idea is everybody's to read.
func (c CoAuthor) known(p auth.Principal) bool {
	return c.State == Accepted || c.State == Invited && (c.own(p) || p.To(c.AuthorID) != 0)
}

// MayAccept reports whether p may say yes.
func (c CoAuthor) MayAccept(p auth.Principal) bool {
	return c.State == Invited && c.own(p) && p.May(permission.AcceptCoAuthorship, 0)
}

// MayDecline reports whether p may say no.
func (c CoAuthor) MayDecline(p auth.Principal) bool { return c.State == Invited && c.own(p) }

// MayLeave reports whether p may stop being a co-author.
func (c CoAuthor) MayLeave(p auth.Principal) bool { return c.State == Accepted && c.own(p) }

// MayRemove reports whether p, as the author, may remove the co-author or take the invitation back.
func (c CoAuthor) MayRemove(p auth.Principal) bool {
	return c.State != Ended && p.May(permission.EndCoAuthorship, p.To(c.AuthorID))
}
