package idea

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Whole is the idea that another one is part of.
type Whole struct {
	ID    uuid.UUID
	Title string
}

// wholeOf is the idea that i is part of; nil where it is none's, or that one is not public now.
func wholeOf(db *gorm.DB, i Summary) (*Whole, error) {
	if i.State != Merged {
		return nil, nil //nolint:nilnil // there is none
	}
	var found []Whole
	err := db.Raw(`SELECT o.id, o.title FROM idea_merges m JOIN ideas o ON o.id = m.into_id AND o.state = 'published'
		WHERE m.idea_id = ? AND m.state = 'merged'`, i.ID).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// comingBack is the state to which an idea comes that is to be in another: as a part of another idea, it is not published by itself, and what
// was withdrawn when it was hidden is not published at all.
func comingBack(tx *gorm.DB, id uuid.UUID, to State) (State, error) {
	if to != Published {
		return to, nil
	}
	err := tx.Raw(`SELECT COALESCE(i.restores_to, CASE WHEN EXISTS (SELECT FROM idea_merges WHERE idea_id = i.id AND state = 'merged') THEN 'merged' ELSE 'published' END)
		FROM ideas i WHERE i.id = ?`, id).Row().Scan(&to)
	return to, err
}

// CheckMerge says why an idea cannot become part of another now; nil when it can. Both are published and answer a challenge in
// common, or none at all, and nobody has decided about the part, whose answer would be out of sight, or owes it one: who voted for it was
// promised that.
func CheckMerge(part, whole Summary) error {
	switch {
	case part.ID == whole.ID:
		return errs.Invalid("intoId", errs.SameIdea)
	case part.State != Published || whole.State != Published || part.Locked || whole.Locked:
		return errs.New(errs.IdeaNotPublished)
	case part.decided():
		return errs.New(errs.IdeaDecided)
	case part.Duty.Owed():
		return errs.New(errs.AnswerOwed)
	case !part.near(whole):
		return errs.Invalid("intoId", errs.OtherChallenge)
	}
	return nil
}

// decided reports whether somebody has said what becomes of i.
func (i Summary) decided() bool { return i.Stage != New && i.Stage != InDialogue }

// near reports whether two ideas answer a challenge in common, or both none.
func (i Summary) near(o Summary) bool {
	if len(i.Challenges) == 0 || len(o.Challenges) == 0 {
		return len(i.Challenges) == len(o.Challenges) && i.Voting == o.Voting
	}
	return slices.ContainsFunc(i.Challenges, func(a Answer) bool {
		return slices.ContainsFunc(o.Challenges, func(b Answer) bool { return a.ID == b.ID })
	})
}

// LockPair keeps two ideas as they are, with their challenges and counters, until the end of the transaction, and returns them.
func LockPair(tx *gorm.DB, one, other uuid.UUID) (a, b Summary, err error) {
	answers, err := LockAnswers(tx, one, other)
	if err != nil {
		return a, b, err
	}
	pair := postgres.IDs{one, other}
	for _, lock := range []string{
		`SELECT FROM ideas WHERE id = ANY (?) ORDER BY id FOR NO KEY UPDATE`,
		`SELECT FROM idea_stats WHERE idea_id = ANY (?) ORDER BY idea_id FOR NO KEY UPDATE`, // which a vote that makes an answer due holds
	} {
		if err := tx.Exec(lock, pair).Error; err != nil {
			return a, b, err
		}
	}
	var found []Summary
	err = tx.Raw(`SELECT `+columns+`, `+writtenBy+`, `+dutyColumns+` FROM ideas i `+joined+` WHERE i.id = ANY (?)`, pair).Scan(&found).Error
	ideas := byID(found)
	a, b = ideas[one], ideas[other]
	a.Challenges, b.Challenges = answers[one], answers[other]
	return a, b, err
}

// Join takes an idea that is locked and published out of the lists, as part of another. That it is one must be stored before.
func Join(tx *gorm.DB, part Summary) error {
	return move(tx, Idea{Summary: part}, part.Challenges, Merged)
}

// Part has an idea that is locked stand by itself again. That it is no part any more must be stored before. One that is hidden or
// withdrawn stays so.
func Part(tx *gorm.DB, part Summary) error {
	if part.State != Merged {
		return nil
	}
	return move(tx, Idea{Summary: part}, part.Challenges, Published)
}
