package city

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
)

// answers holds the rows of challenge_ideas until the counters are there that stand in both.
const answers = "bench_answers"

// derive fills what follows from other tables.
func derive(ctx context.Context, db *pgxpool.Pool) error {
	for _, statement := range []string{
		`INSERT INTO municipality (name, greeting, about) VALUES ('Provstad', 'Välkommen till Provstad', 'En påhittad stad.')`,
		`INSERT INTO idea_revisions (idea_id, version, editor_id, title, body, written_at)
			SELECT id, 1, author_id, title, body, published_at FROM ideas WHERE published_at IS NOT NULL ORDER BY id`,
		`UPDATE idea_stats s SET author_kind = p.kind FROM ideas i JOIN participants p ON p.id = i.author_id
			WHERE i.id = s.idea_id AND p.kind <> 'resident'`,
		`INSERT INTO challenge_ideas (challenge_id, idea_id, voting, listed_at)
			SELECT challenge_id, idea_id, voting, CASE WHEN s.listed THEN s.published_at END
			FROM ` + answers + ` LEFT JOIN idea_stats s USING (idea_id) ORDER BY challenge_id, idea_id`,
		`INSERT INTO challenge_ranks (idea_id, challenge_id, vote_count, comment_count, hot)
			SELECT idea_id, challenge_id, vote_count, comment_count, hot
			FROM ` + answers + ` JOIN idea_stats s USING (idea_id) WHERE s.listed ORDER BY idea_id, challenge_id`,
		`INSERT INTO challenge_stats (challenge_id, idea_count)
			SELECT c.id, count(a.listed_at) FROM challenges c LEFT JOIN challenge_ideas a ON a.challenge_id = c.id GROUP BY c.id`,
		`DROP TABLE ` + answers,
	} {
		if _, err := db.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}
