package city

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"
)

// answers holds the rows of challenge_ideas until the counters are there that stand in both.
const answers = "bench_answers"

// derive fills what follows from other tables.
func derive(ctx context.Context, db *pgxpool.Pool) error {
	also, err := alsoInChallenges(ctx, db)
	if err != nil {
		return err
	}
	for _, statement := range []string{
		`INSERT INTO municipality (name, greeting, about) VALUES ('Provstad', 'Välkommen till Provstad', 'En påhittad stad.')`,
		`INSERT INTO idea_revisions (idea_id, version, editor_id, title, body, written_at)
			SELECT id, 1, author_id, title, body, published_at FROM ideas WHERE published_at IS NOT NULL ORDER BY id`,
		`INSERT INTO challenge_stats (challenge_id, idea_count)
			SELECT c.id, count(i.id) FROM challenges c LEFT JOIN ` + answers + ` a ON a.challenge_id = c.id
				LEFT JOIN ideas i ON i.id = a.idea_id AND i.state = 'published' GROUP BY c.id`,
		`INSERT INTO challenge_ideas (challenge_id, idea_id, voting` + also + `)
			SELECT challenge_id, idea_id, voting` + also + ` FROM ` + answers + ` JOIN idea_stats USING (idea_id) ORDER BY challenge_id, idea_id`,
		`INSERT INTO challenge_ideas (challenge_id, idea_id, voting)
			SELECT challenge_id, idea_id, voting FROM ` + answers + ` a WHERE NOT EXISTS (SELECT FROM idea_stats s WHERE s.idea_id = a.idea_id)`,
		`DROP TABLE ` + answers,
	} {
		if _, err := db.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// alsoInChallenges lists the columns of idea_stats that challenge_ideas has too, so that a challenge
// can order by them, each behind a comma.
func alsoInChallenges(ctx context.Context, db *pgxpool.Pool) (string, error) {
	var columns []string
	err := db.QueryRow(ctx, `SELECT COALESCE(array_agg(quote_ident(a.attname) ORDER BY a.attnum), '{}')
		FROM pg_attribute a JOIN pg_attribute s ON s.attname = a.attname AND s.attnum > 0
		WHERE a.attrelid = 'challenge_ideas'::regclass AND s.attrelid = 'idea_stats'::regclass
			AND a.attnum > 0 AND NOT a.attisdropped AND a.attname <> 'idea_id'`).Scan(&columns)
	if len(columns) == 0 {
		return "", err
	}
	return ", " + strings.Join(columns, ", "), err
}
