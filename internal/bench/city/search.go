package city

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"
	"golang.org/x/sync/errgroup"
)

// Numbers of entries in the order in which ideas and comments were written: an idea, then five comments.
const (
	ofIdeas    = `6 * row_number() OVER ()`
	ofComments = `(6 * row_number() OVER () - 1) / 5`
)

// entries fills the search with what it finds of some kinds.
func entries(kinds, number string) string {
	return `INSERT INTO search_entries (id, kind, number, at, stage, author_kind, challenge_ids, topic_ids, district_id, tsv)
		SELECT id, kind, number, at, stage, author_kind, challenge_ids, topic_ids, district_id, search_tsv(entry, number)
		FROM (SELECT x.*, x AS entry, ` + number + ` AS number FROM search_public x WHERE kind IN (` + kinds + `)) p`
}

// fillSearch makes what triggers would have made, without the index meanwhile.
func (c *City) fillSearch(ctx context.Context, db *pgxpool.Pool, m *meter) error {
	indexes, err := steps(ctx, db, plainIndexes, []string{"search_entries"})
	if err != nil {
		return err
	}
	for _, index := range indexes {
		if _, err := db.Exec(ctx, index.Drop); err != nil {
			return err
		}
	}
	group, filling := errgroup.WithContext(ctx)
	for _, statement := range []string{
		entries(`'comment'`, ofComments),
		entries(`'idea'`, ofIdeas) + `; ` + entries(`'challenge', 'workshop', 'organisation', 'person'`, `-row_number() OVER ()`),
	} {
		group.Go(func() error {
			_, err := db.Exec(filling, statement)
			return err
		})
	}
	if err := group.Wait(); err != nil {
		return err
	}
	for _, statement := range []string{
		`INSERT INTO search_words (word) SELECT word FROM unnest($1::text[]) word WHERE char_length(word) BETWEEN 3 AND 30 ON CONFLICT (word) DO NOTHING`,
		`SELECT setval('search_numbers', GREATEST(max(number), 1)) FROM search_entries WHERE $1::text[] IS NOT NULL`,
	} {
		if _, err := db.Exec(ctx, statement, c.words); err != nil {
			return err
		}
	}
	return run(ctx, db, indexes, m)
}
