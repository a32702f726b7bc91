package city

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/medskapa/medskapa/internal/help"
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
		// Leaders have been told of all of them, so that serving the city writes nothing.
		`INSERT INTO answer_duties (idea_id, challenge_id, threshold, reached_at, due_at, answered_at, reminded_at, late_told_at)
			SELECT DISTINCT ON (idea_id) idea_id, c.id, c.answer_threshold, s.published_at + interval '7 days', s.published_at + interval '37 days',
				o.answered_at, s.published_at + interval '37 days', s.published_at + interval '37 days'
			FROM ` + answers + ` a JOIN challenges c ON c.id = a.challenge_id AND c.answer_threshold IS NOT NULL
				JOIN idea_stats s USING (idea_id) LEFT JOIN official_answers o USING (idea_id)
			WHERE s.listed AND s.vote_count >= c.answer_threshold AND (o.decision <> 'in-dialogue') IS NOT FALSE
			ORDER BY idea_id, c.answer_threshold, c.id`,
		`DROP TABLE ` + answers,
	} {
		if _, err := db.Exec(ctx, statement); err != nil {
			return fmt.Errorf("%s: %w", statement, err)
		}
	}
	return nil
}

// settle makes what the program or a trigger makes of rows that are there: which times challenges are open by their phases, and the keys by
// which needs and offers find each other, without the indexes of those meanwhile.
func settle(ctx context.Context, db *pgxpool.Pool, m *meter) error {
	keys, err := strip(ctx, db, []string{"need_keys", "offer_keys"})
	if err != nil {
		return err
	}
	for _, statement := range []string{
		`UPDATE phases SET open = open`,
		`INSERT INTO need_keys (key, need_id) ` + help.KeysOfNeeds,
		`INSERT INTO offer_keys (key, offer_id) ` + help.KeysOfOffers,
	} {
		if err := run(ctx, db, []step{{Make: statement}}, m); err != nil {
			return err
		}
	}
	return keys.restore(ctx, db, m)
}
