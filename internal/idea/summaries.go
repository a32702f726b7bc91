package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Summaries returns the ideas that there are among ids, in every state and without their challenges:
// what features that hang on ideas decide by.
func Summaries(db *gorm.DB, ids ...uuid.UUID) (map[uuid.UUID]Summary, error) {
	var rows []Summary
	err := db.Raw(`SELECT `+columns+`, `+writtenBy+` FROM ideas i JOIN participants p ON p.id = i.author_id LEFT JOIN idea_stats s ON s.idea_id = i.id
		WHERE i.id = ANY (?)`, postgres.IDs(ids)).Scan(&rows).Error
	return byID(rows), err
}

// Answering returns what [Summaries] does, with the challenges that the ideas answer.
func Answering(db *gorm.DB, ids ...uuid.UUID) (map[uuid.UUID]Summary, error) {
	ideas, err := Summaries(db, ids...)
	if err != nil {
		return nil, err
	}
	answers, err := Answers(db, ids...)
	for id, i := range ideas {
		i.Challenges = answers[id]
		ideas[id] = i
	}
	return ideas, err
}

// Readable returns an idea, with the challenges that it answers, to who may read it; NotFound to others.
func Readable(db *gorm.DB, who auth.Principal, id uuid.UUID) (Summary, error) {
	found, err := Answering(db, id)
	if err == nil && !MayRead(who, found[id]) {
		err = errs.New(errs.NotFound)
	}
	return found[id], err
}

// LockSummaries returns those of the ideas that have ever been public, with no more than votes are
// decided by: state, author's id, way to vote and tally. It keeps their counters, and whether they are
// published, as they are until the end of the transaction.
func LockSummaries(tx *gorm.DB, ids ...uuid.UUID) (map[uuid.UUID]Summary, error) {
	var rows []struct {
		Summary
		Listed bool
	}
	err := tx.Raw(`SELECT i.id, i.author_id, i.voting, i.state, s.listed,
			s.support_count AS support, s.agree_count AS agree, s.disagree_count AS disagree, s.pass_count AS pass
		FROM idea_stats s JOIN ideas i ON i.id = s.idea_id
		WHERE s.idea_id = ANY (?) ORDER BY s.idea_id FOR NO KEY UPDATE OF s`, postgres.IDs(ids)).Scan(&rows).Error
	found := make([]Summary, len(rows))
	for n, row := range rows {
		found[n] = row.Summary
		// After waiting for the lock, only the locked row is as it is now: the state read beside it may be older.
		switch {
		case row.Listed:
			found[n].State = Published
		case row.State == Published:
			found[n].State = Withdrawn
		}
	}
	return byID(found), err
}

func byID(rows []Summary) map[uuid.UUID]Summary {
	found := make(map[uuid.UUID]Summary, len(rows))
	for _, row := range rows {
		found[row.ID] = row
	}
	return found
}
