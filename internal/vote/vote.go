// Package vote is what people think of ideas: one vote a person and idea, which may be changed and
// withdrawn while voting is open, and a tally that is exact at every moment.
package vote

import (
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
)

// Choice is a vote.
type Choice string

// The choices: one where voting is by support, three where it is by opinion.
const (
	Support  Choice = "support"
	Agree    Choice = "agree"
	Disagree Choice = "disagree"
	Pass     Choice = "pass"
)

// none is the choice of who withdraws a vote.
const none Choice = ""

// Vote is a person's vote on an idea as it stands, with the tally right after it was set.
type Vote struct {
	IdeaID uuid.UUID
	Choice Choice // empty when withdrawn
	Tally  idea.Tally
}

// Fits reports whether a choice is one of a way to vote.
func Fits(voting challenge.Voting, c Choice) bool {
	if voting == challenge.Support {
		return c == Support
	}
	return c == Agree || c == Disagree || c == Pass
}

// refuse says why who, having proven so much, may not set a vote on i now; nil when that is allowed.
func refuse(who auth.Principal, proof auth.Proof, i idea.Summary, c Choice) error {
	lacks := i.VoterLacks(proof)
	switch {
	case !idea.MayFind(who, i): // also an idea that is not there: it has no state
		return errs.New(errs.NotFound)
	case i.State != idea.Published:
		return errs.New(errs.IdeaNotPublished)
	case !idea.CouldVote(who, i):
		return errs.New(errs.VotingClosed)
	case c != none && lacks != "":
		return errs.New(lacks)
	case c != none && !Fits(i.Voting, c):
		return errs.Invalid("choice", errs.ChoiceMismatch)
	}
	return nil
}
