// Package relation has the words for what somebody may do with a thing now. Each feature says so of
// its own things, with the rules that its store follows.
package relation

import (
	"slices"

	"github.com/google/uuid"
)

// Permission is something that somebody may do now.
type Permission string

// The permissions; the names are the contract's.
const (
	Edit       Permission = "edit"
	Publish    Permission = "publish"
	Close      Permission = "close"
	Archive    Permission = "archive"
	PostIdea   Permission = "post-idea"
	Vote       Permission = "vote"
	Comment    Permission = "comment"
	Withdraw   Permission = "withdraw"
	Review     Permission = "review" // as a moderator
	Delete     Permission = "delete"
	Reply      Permission = "reply"
	Thank      Permission = "thank"
	Official   Permission = "comment-officially" // on behalf of the municipality
	SignUp     Permission = "sign-up"
	SignOff    Permission = "sign-off"
	Cancel     Permission = "cancel"
	SeeSignups Permission = "see-signups"
	Appoint    Permission = "appoint" // leaders
	Answer     Permission = "answer"  // officially
	Merge      Permission = "propose-merge"
	HandOver   Permission = "hand-over" // to another author
	CoAuthors  Permission = "invite-co-authors"
	Copy       Permission = "copy" // to start another from it

	StateNeeds    Permission = "state-needs"
	Help          Permission = "help"           // to ask for contact about what an idea lacks
	RecordOutcome Permission = "record-outcome" // of what people committed themselves to

	Speak         Permission = "speak" // in an organisation's name
	Invite        Permission = "invite"
	SeeMembers    Permission = "see-members"
	ManageMembers Permission = "manage-members"
	AppointOwner  Permission = "appoint-owner"
	Verify        Permission = "verify"
)

// Permissions is what somebody may do now, in the order in which it was allowed.
type Permissions []Permission

// Allow adds a permission if it is given.
func (p *Permissions) Allow(may bool, what Permission) {
	if may {
		*p = append(*p, what)
	}
}

// Sort puts relations in the order in which their ids were asked for.
func Sort[T any](relations []T, asked []uuid.UUID, id func(T) uuid.UUID) {
	slices.SortFunc(relations, func(a, b T) int { return slices.Index(asked, id(a)) - slices.Index(asked, id(b)) })
}
