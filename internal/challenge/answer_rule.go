package challenge

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// AnswerStart is from when the days for an answer count.
type AnswerStart string

// The starts. One that has passed when the threshold is reached, or that there is none of, is the threshold's.
const (
	FromThreshold AnswerStart = "threshold"  // when an idea reaches it
	FromWindowEnd AnswerStart = "window-end" // when the time for gathering support is over
	FromClosing   AnswerStart = "closing"    // when the challenge takes no more ideas or votes, as planned when the threshold is reached
)

// AnswerRule is what a challenge promises: an idea that reaches the threshold in time is decided on. Its zero value
// promises nothing.
type AnswerRule struct {
	Threshold  int      // supports and agreements
	PerMille   *float64 // of the population, from which the threshold was reckoned; nil: a number was chosen
	Population *int     // as it was then
	WindowDays *int     // from an idea's publication, for gathering support; nil: without an end
	Days       int
	CountsFrom AnswerStart
	// CoolDownMonths is for how long after a decision a repeat of that idea is owed none; nil: a repeat is as any idea.
	CoolDownMonths *int
}

// Promises reports whether there is a promise.
func (r AnswerRule) Promises() bool { return r.Threshold > 0 }

// Until is when support for an idea that was published then stops counting; nil: never.
func (r AnswerRule) Until(published time.Time) *time.Time {
	if r.WindowDays == nil {
		return nil
	}
	until := published.UTC().AddDate(0, 0, *r.WindowDays)
	return &until
}

// answerRuleColumns are those of an [AnswerRule] that is embedded with the prefix answer_, from challenges c.
const answerRuleColumns = `c.answer_threshold, c.answer_per_mille::float8 AS answer_per_mille, c.answer_population, c.answer_window_days, c.answer_days, c.answer_counts_from, c.answer_cool_down_months`

// SetAnswerRule promises answers to ideas of a challenge, if it still has the given version; nil takes the promise back. The
// threshold is reckoned from r.PerMille where that is given. Ideas that have reached it already, in time, are owed an answer from
// now; what was owed before stays owed. Votes under way are stored before, or count by the new promise.
func (s *Store) SetAnswerRule(ctx context.Context, who auth.Principal, id uuid.UUID, version int, r *AnswerRule) (Challenge, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, err := lock(tx, who, id, version, func(Challenge) permission.Action { return permission.EditChallenge })
		switch {
		case err != nil:
			return err
		case c.State == Archived:
			return errs.New(errs.StateTransition)
		}
		if r == nil {
			return promise(tx, id, AnswerRule{})
		}
		promised := *r
		if err := promised.reckon(tx); err != nil {
			return err
		}
		return promise(tx, id, promised)
	})
	if err != nil {
		return Challenge{}, err
	}
	return s.Get(ctx, who, id)
}

// reckon completes the threshold of a rule in per mille, and rounds up: what is promised is never less.
func (r *AnswerRule) reckon(tx *gorm.DB) error {
	switch {
	case r.PerMille != nil && r.Threshold > 0:
		return errs.Invalid("threshold", errs.NotTogether, "perMille")
	case r.PerMille == nil && r.Threshold == 0:
		return errs.Invalid("threshold", errs.Required)
	case r.CountsFrom == FromWindowEnd && r.WindowDays == nil:
		return errs.Invalid("windowDays", errs.Required)
	case r.PerMille == nil:
		return nil
	}
	var population []int
	if err := tx.Raw(`SELECT population FROM municipality WHERE population IS NOT NULL`).Scan(&population).Error; err != nil {
		return err
	}
	if len(population) == 0 {
		return errs.Invalid("perMille", errs.PopulationUnknown)
	}
	const tenths = 10_000 // of per mille in a whole
	r.Population = &population[0]
	r.Threshold = max(1, int((int64(math.Round(*r.PerMille*10))*int64(population[0])+tenths-1)/tenths))
	return nil
}

// reached is the ideas of a challenge that have so many supports and agreements.
const reached = `SELECT idea_id FROM challenge_ranks WHERE challenge_id = ? AND vote_count >= ?`

// promise writes a rule, and what is owed by it at once.
func promise(tx *gorm.DB, id uuid.UUID, r AnswerRule) error {
	postgres.Changed(tx, change.Answers(id))
	err := tx.Exec(`UPDATE challenges SET answer_threshold = NULLIF(?, 0), answer_per_mille = ?, answer_population = ?, answer_window_days = ?,
		answer_days = NULLIF(?, 0), answer_counts_from = NULLIF(?, ''), answer_cool_down_months = ?, version = version + 1, updated_at = now() WHERE id = ?`,
		r.Threshold, r.PerMille, r.Population, r.WindowDays, r.Days, r.CountsFrom, r.CoolDownMonths, id).Error
	if err != nil || !r.Promises() {
		return err
	}
	// In a statement of its own: what is owed is decided after answers under way, which hold an idea's counters, have been given.
	err = tx.Exec(`SELECT FROM idea_stats WHERE idea_id IN (`+reached+`) ORDER BY idea_id FOR NO KEY UPDATE`, id, r.Threshold).Error
	if err != nil {
		return err
	}
	return tx.Exec(`SELECT owe_answers(ARRAY(`+reached+`), 0)`, id, r.Threshold).Error
}
