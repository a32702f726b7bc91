// Package handover passes ideas from one author to another: to a person or an organisation that agrees, or, where nobody takes an idea
// further, to whoever takes it first. Who was the author of what, and why it changed hands, stays to be read.
package handover

import (
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// Kind is to whom an idea is offered.
type Kind string

// The kinds.
const (
	ToOne Kind = "hand-over" // to one person or organisation
	ToAny Kind = "adoption"  // to whoever takes it first
)

// State is how far an offer has come. Only one that waits becomes another.
type State string

// The states.
const (
	Offered   State = "offered"
	Accepted  State = "accepted"
	Declined  State = "declined"   // by whom it was offered to
	TakenBack State = "taken-back" // by whoever offered it, or the author
	Expired   State = "expired"    // nobody answered in thirty days
)

// Capacity is as what somebody offers an idea.
type Capacity string

// The capacities. A leader offers what its author has left.
const (
	AsAuthor Capacity = "author"
	AsLeader Capacity = "leader"
)

// aDay bounds how many ideas one person offers in a day.
const aDay = 20

// Offer is that an idea may become somebody else's.
type Offer struct {
	ID        uuid.UUID
	IdeaID    uuid.UUID
	AuthorID  uuid.UUID // whose the idea is now
	Kind      Kind
	State     State
	From      participant.Ref  `gorm:"embedded;embeddedPrefix:from_"` // whose it was
	To        *participant.Ref `gorm:"-"`                             // whose it is to be or became; nil while anybody may take it
	By        participant.Ref  `gorm:"embedded;embeddedPrefix:by_"`
	Capacity  Capacity
	Reason    string
	CreatedAt time.Time
	SettledAt *time.Time
	Version   int // grows when it is settled
}

// known reports whether p may know of o: what came about and what anybody may accept is everybody's to read.
func (o Offer) known(p auth.Principal) bool {
	return o.State == Accepted || o.Kind == ToAny && o.State == Offered || o.party(p)
}

// party reports whether p is the author's, or who offered the idea, or whom it was offered to.
func (o Offer) party(p auth.Principal) bool {
	return o.offering(p) != 0 || o.asked(p)
}

// offering is what p is to an offer as those who make it are: its maker, or an author of the idea.
func (o Offer) offering(p auth.Principal) permission.Standings {
	return p.To(o.By.ID) | p.To(o.AuthorID)
}

// asked reports whether p answers for whom the idea was offered to.
func (o Offer) asked(p auth.Principal) bool {
	return o.To != nil && (p.ID == o.To.ID || slices.Contains(p.SpeaksFor, o.To.ID))
}

// MayAccept reports whether p may take the idea over.
func (o Offer) MayAccept(p auth.Principal) bool {
	return o.State == Offered && p.May(permission.TakeOverIdea, 0) && (o.Kind == ToAny && p.To(o.AuthorID) == 0 || o.asked(p))
}

// MayDecline reports whether p may say no.
func (o Offer) MayDecline(p auth.Principal) bool {
	return o.State == Offered && p.May(permission.TakeOverIdea, 0) && o.asked(p)
}

// MayTakeBack reports whether p may take the offer back.
func (o Offer) MayTakeBack(p auth.Principal) bool {
	return o.State == Offered && p.May(permission.TakeBackHandover, o.offering(p))
}
