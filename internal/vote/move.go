package vote

import (
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Moved is what became of a vote that was to move.
type Moved struct {
	Vote           // on the idea that it was to move to
	Already   bool // there was one already, and the other one stays where it is
	Elsewhere bool // there was none to move
}

// MoveIn takes the vote of who from one idea to another, in the caller's transaction: both counters change or neither does. It is
// counted there by the rules of any other vote, and the challenges' bounds see it once. From an idea that is published it only goes
// while voting is open there, as any vote that is withdrawn.
func MoveIn(tx *gorm.DB, who auth.Principal, from, to uuid.UUID) (Moved, error) {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock_shared(?)`, challenge.Turn).Error; err != nil {
		return Moved{}, err
	}
	proofs, err := auth.Proofs(tx, who.ID)
	if err != nil {
		return Moved{}, err
	}
	ideas, err := lockIdeas(tx, []uuid.UUID{from, to})
	if err != nil {
		return Moved{}, err
	}
	choices, err := choicesOn(tx, who, from, to)
	if err != nil {
		return Moved{}, err
	}
	moved := Moved{Vote: Vote{IdeaID: to, Choice: choices[to], Tally: ideas[to].Tally}, Already: choices[to] != "", Elsewhere: choices[from] == ""}
	if moved.Already || moved.Elsewhere {
		return moved, nil
	}
	if err := refuse(who, proofs[who.ID], ideas[to], choices[from]); err != nil {
		return moved, err
	}
	if i := ideas[from]; i.State == idea.Published && !idea.CouldVote(who, i) {
		return moved, errs.New(errs.VotingClosed)
	}
	moved.Vote, err = carry(tx, who, from, to, choices[from])
	return moved, err
}

// carry moves a vote between ideas whose counters are locked.
func carry(tx *gorm.DB, who auth.Principal, from, to uuid.UUID, c Choice) (Vote, error) {
	postgres.Changed(tx, change.Tally(from))
	err := tx.Exec(`WITH gone AS (DELETE FROM votes WHERE idea_id = ? AND participant_id = ? RETURNING idea_id, choice)
		UPDATE idea_stats s SET support_count = support_count - (choice = 'support')::integer, agree_count = agree_count - (choice = 'agree')::integer,
			disagree_count = disagree_count - (choice = 'disagree')::integer, pass_count = pass_count - (choice = 'pass')::integer
		FROM gone WHERE s.idea_id = gone.idea_id`, from, who.ID).Error
	if err != nil {
		return Vote{}, err
	}
	stored, err := store(tx, []*ballot{{who: who, ideaID: to, choice: c}})
	if err == nil && len(stored.done) != 1 {
		err = fmt.Errorf("a vote that may move to %s is not stored", to) // SQL and Go disagree on the rules
	}
	if err != nil {
		return Vote{}, err
	}
	return stored.done[0].vote, nil
}

// choicesOn are the votes of who on ideas whose counters are locked.
func choicesOn(tx *gorm.DB, who auth.Principal, ids ...uuid.UUID) (map[uuid.UUID]Choice, error) {
	var found []struct {
		IdeaID uuid.UUID
		Choice Choice
	}
	err := tx.Raw(`SELECT idea_id, choice FROM votes WHERE participant_id = ? AND idea_id = ANY (?)`, who.ID, postgres.IDs(ids)).Scan(&found).Error
	choices := make(map[uuid.UUID]Choice, len(found))
	for _, v := range found {
		choices[v.IdeaID] = v.Choice
	}
	return choices, err
}
