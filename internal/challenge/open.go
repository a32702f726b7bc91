package challenge

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
)

// Act is something that people do in a challenge and that its phases open.
type Act string

// The acts. An idea that answers several challenges is posted when all of them are open for it; it is voted
// on, discussed and helped while any of them is. A free-standing one always is.
const (
	ActPosting    Act = "posting"    // publishing ideas
	ActCommenting Act = "commenting" // discussing them, and the challenge
	ActVoting     Act = "voting"     // setting, changing and withdrawing votes
	ActNeeds      Act = "needs"      // stating what ideas lack, and offering it
)

// AllActs lists the acts in their order.
func AllActs() []Act { return []Act{ActPosting, ActCommenting, ActVoting, ActNeeds} }

// The SQL for whether challenge c is open for an act now, decided by its row alone: who holds that row decides
// by what has been committed before, and who has not, by what was when the statement began. With phases the
// act must belong to the phase that runs; between phases, and before and after them, nothing is open. Without
// phases ideas and votes are taken while the challenge is open, and the rest always is.
const (
	PostingOpen    = `(` + taking + ` AND (c.posting_times @> now()) IS NOT FALSE)`
	VotingOpen     = `(` + taking + ` AND (c.voting_times @> now()) IS NOT FALSE)`
	CommentingOpen = `((c.commenting_times @> now()) IS NOT FALSE)`
	NeedsOpen      = `((c.needs_times @> now()) IS NOT FALSE)`

	// VotesToCome is the SQL for whether challenge c takes votes now or, as it is planned, later.
	VotesToCome = `(c.state = 'open' AND (c.closes_at > now()) IS NOT FALSE AND (c.voting_times && tstzrange(now(), NULL)) IS NOT FALSE)`

	taking = `c.state = 'open' AND (c.opens_at <= now()) IS NOT FALSE AND (c.closes_at > now()) IS NOT FALSE`
)

// Openness is what a challenge is open for at a moment. [OpenColumns] reads it.
type Openness struct{ Posting, Commenting, Voting, Needs bool }

// For reports whether it is open for an act.
func (o Openness) For(a Act) bool {
	switch a {
	case ActPosting:
		return o.Posting
	case ActCommenting:
		return o.Commenting
	case ActVoting:
		return o.Voting
	case ActNeeds:
		return o.Needs
	}
	return false
}

// OpenColumns are those of an [Openness] that is embedded with the prefix open_, from challenges c.
const OpenColumns = PostingOpen + ` AS open_posting, ` + CommentingOpen + ` AS open_commenting, ` + VotingOpen + ` AS open_voting, ` + NeedsOpen + ` AS open_needs`

// LockOpen returns what a challenge is open for now, and keeps that as it is until the end of tx: who changes
// the phases waits. It is for what is written about the challenge itself; ideas ask in their own statements.
// A draft, like a challenge that is not there, is [errs.NotFound].
func LockOpen(tx *gorm.DB, id uuid.UUID) (Openness, error) {
	var found []struct {
		Open Openness `gorm:"embedded;embeddedPrefix:open_"`
	}
	err := tx.Raw(`SELECT `+OpenColumns+` FROM challenges c WHERE c.id = ? AND c.state <> 'draft' FOR SHARE`, id).Scan(&found).Error
	if err != nil {
		return Openness{}, err
	}
	if len(found) == 0 {
		return Openness{}, errs.New(errs.NotFound)
	}
	return found[0].Open, nil
}
