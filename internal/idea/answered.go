package idea

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/postgres"
)

// joined adds to ideas i what [Summary] has from elsewhere: a row for each challenge that an idea answers, and
// one row for an idea that answers none.
const joined = `JOIN participants p ON p.id = i.author_id LEFT JOIN idea_stats s ON s.idea_id = i.id LEFT JOIN districts d ON d.id = i.district_id
	LEFT JOIN answer_duties o ON o.idea_id = i.id
	LEFT JOIN (challenge_ideas a JOIN challenges c ON c.id = a.challenge_id) ON a.idea_id = i.id`

// answerColumns are those of [Answer] in a row of an idea, from joined; all null without a challenge.
const answerColumns = `c.id AS answer_id, c.title AS answer_title, c.voting AS answer_voting, c.voters AS answer_voters, ` + challenge.StateNow + ` AS answer_state,
	` + challenge.PostingOpen + ` AS answer_open_posting, ` + challenge.CommentingOpen + ` AS answer_open_commenting,
	` + challenge.VotingOpen + ` AS answer_open_voting, ` + challenge.NeedsOpen + ` AS answer_open_needs, ` + challenge.VotesToCome + ` AS answer_votes_to_come,
	c.answer_threshold AS answer_promise_threshold, c.answer_window_days AS answer_promise_window_days, c.answer_days AS answer_promise_days,
	c.answer_counts_from AS answer_promise_counts_from, CASE WHEN c.answer_cool_down_months IS NOT NULL THEN cools_until(i.id, c.answer_cool_down_months) END AS answer_cools_until`

// answeredRow is an idea, as one type or another, beside one of its challenges.
type answeredRow[T any] struct {
	Idea   T      `gorm:"embedded"`
	Answer Answer `gorm:"embedded;embeddedPrefix:answer_"`
}

// readAnswered reads ideas with their challenges. The rows of one idea must follow each other.
func readAnswered[T any](db *gorm.DB, q clause, summary func(*T) *Summary) ([]T, error) {
	rows, err := postgres.Read[answeredRow[T]](db, q.sql, q.args...)
	if err != nil {
		return nil, err
	}
	found := make([]T, 0, len(rows))
	for n, row := range rows {
		if n == 0 || summary(&rows[n-1].Idea).ID != summary(&row.Idea).ID {
			found = append(found, row.Idea)
		}
		if last := summary(&found[len(found)-1]); row.Answer.Title != "" {
			last.Challenges = append(last.Challenges, row.Answer)
		}
	}
	return found, nil
}
