package idea

import (
	"fmt"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// challengeColumns are those of [Answer], from challenges c.
const challengeColumns = `c.id, c.title, c.voting, c.voters, c.proposers, c.opens_at, ` + challenge.StateNow + ` AS state, ` + challenge.OpenColumns

// Answers returns the challenges that ideas answer, by title.
func Answers(db *gorm.DB, ideas ...uuid.UUID) (map[uuid.UUID][]Answer, error) {
	return answers(db, ideas, `ORDER BY c.title, c.id`)
}

// LockAnswers returns the challenges that ideas answer and keeps them as they are until the end of
// the transaction: whoever closes one waits, and who comes after that finds it closed.
func LockAnswers(tx *gorm.DB, ideas ...uuid.UUID) (map[uuid.UUID][]Answer, error) {
	return answers(tx, ideas, `ORDER BY c.id FOR SHARE OF c`)
}

func answers(db *gorm.DB, ideas []uuid.UUID, order string) (map[uuid.UUID][]Answer, error) {
	var rows []struct {
		IdeaID uuid.UUID
		Answer
	}
	err := db.Raw(`SELECT a.idea_id, `+challengeColumns+` FROM challenge_ideas a JOIN challenges c ON c.id = a.challenge_id
		WHERE a.idea_id = ANY (?) `+order, postgres.IDs(ideas)).Scan(&rows).Error
	found := make(map[uuid.UUID][]Answer, len(ideas))
	for _, row := range rows {
		found[row.IdeaID] = append(found[row.IdeaID], row.Answer)
	}
	return found, err
}

// lockChallenges returns the challenges with the given ids, by id, and keeps them as they are until
// the end of the transaction. Drafts are unknown here: nobody is to learn of them by trying.
func lockChallenges(tx *gorm.DB, ids []uuid.UUID) ([]Answer, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var found []Answer
	err := tx.Raw(`SELECT `+challengeColumns+` FROM challenges c WHERE c.id = ANY (?) AND c.state <> 'draft'
		ORDER BY c.id FOR SHARE`, postgres.IDs(ids)).Scan(&found).Error
	return found, err
}

// checkNamed collects what is wrong with the challenges that an idea is to answer: found of ids.
func checkNamed(ids []uuid.UUID, found []Answer) error {
	var faults errs.Fields
	for n, id := range ids {
		if !slices.ContainsFunc(found, func(a Answer) bool { return a.ID == id }) {
			faults.Add(fmt.Sprintf("challengeIds/%d", n), errs.UnknownID)
		}
	}
	if slices.ContainsFunc(found, func(a Answer) bool { return a.Voting != found[0].Voting }) {
		faults.Add("challengeIds", errs.VotingMismatch)
	}
	return faults.Err()
}

// votingOf is how people vote on an idea: as in its challenges, by support when it has none.
func votingOf(named []Answer) challenge.Voting {
	if len(named) == 0 {
		return challenge.Support
	}
	return named[0].Voting
}

// answer notes which challenges an idea answers.
func answer(tx *gorm.DB, id uuid.UUID, named []Answer) error {
	if len(named) == 0 {
		return nil
	}
	return tx.Exec(`INSERT INTO challenge_ideas (challenge_id, idea_id, voting) SELECT c, ?, ? FROM unnest(?::uuid[]) c`,
		id, votingOf(named), idsOf(named)).Error
}

func idsOf(named []Answer) postgres.IDs {
	ids := make(postgres.IDs, len(named))
	for n, a := range named {
		ids[n] = a.ID
	}
	return ids
}
