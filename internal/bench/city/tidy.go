package city

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Tidy takes away whatever newcomers have written and voted, so that the city is as it was made.
func (c *City) Tidy(ctx context.Context, db *pgxpool.Pool) error {
	first := uuid.UUID(c.Newcomer(0).ID) // people's ids are in the order in which they came
	var some bool
	err := db.QueryRow(ctx, `SELECT EXISTS (SELECT FROM ideas WHERE author_id >= $1) OR EXISTS (SELECT FROM comments WHERE author_id >= $1)
		OR EXISTS (SELECT FROM votes WHERE participant_id >= $1)`, first).Scan(&some)
	if err != nil || !some {
		return err
	}
	return pgx.BeginFunc(ctx, db, func(tx pgx.Tx) error {
		for _, statement := range tidying() {
			var args []any
			if strings.Contains(statement, "$1") {
				args = []any{first}
			}
			if _, err := tx.Exec(ctx, statement, args...); err != nil {
				return fmt.Errorf("%s: %w", statement, err)
			}
		}
		return nil
	})
}

func tidying() []string {
	return []string{
		`WITH gone AS (DELETE FROM votes WHERE participant_id >= $1 RETURNING idea_id, choice),
			by AS (SELECT idea_id, count(*) FILTER (WHERE choice = 'support') AS support, count(*) FILTER (WHERE choice = 'agree') AS agree,
				count(*) FILTER (WHERE choice = 'disagree') AS disagree, count(*) FILTER (WHERE choice = 'pass') AS pass FROM gone GROUP BY idea_id)
			UPDATE idea_stats s SET support_count = s.support_count - by.support, agree_count = s.agree_count - by.agree,
				disagree_count = s.disagree_count - by.disagree, pass_count = s.pass_count - by.pass FROM by WHERE by.idea_id = s.idea_id`,
		`WITH gone AS (DELETE FROM comments WHERE author_id >= $1 RETURNING idea_id), by AS (SELECT idea_id, count(*) AS n FROM gone GROUP BY idea_id)
			UPDATE idea_stats s SET comment_count = s.comment_count - by.n FROM by WHERE by.idea_id = s.idea_id`,
		`WITH gone AS (DELETE FROM challenge_ideas a USING ideas i WHERE i.id = a.idea_id AND i.author_id >= $1 RETURNING a.challenge_id),
			by AS (SELECT challenge_id, count(*) AS n FROM gone GROUP BY challenge_id)
			UPDATE challenge_stats s SET idea_count = s.idea_count - by.n FROM by WHERE by.challenge_id = s.challenge_id`,
		// Nothing but this deletes ideas, so no index leads from an idea to all its comments.
		`CREATE INDEX bench_comments ON comments (idea_id)`, `DELETE FROM ideas WHERE author_id >= $1`, `DROP INDEX bench_comments`,
	}
}
