package city_test

import (
	"crypto/md5"
	"fmt"
	"io"
	"testing"

	"github.com/medskapa/medskapa/internal/bench/city"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const ideas = 500

func load(t *testing.T, seed uint64) *postgres.DB {
	t.Helper()
	db := postgrestest.New(t)
	if err := city.New(seed, ideas).Load(t.Context(), db.Pool, io.Discard); err != nil {
		t.Fatal(err)
	}
	return db
}

func one[T any](t *testing.T, db *postgres.DB, query string) (value T) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), query).Scan(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

// digest is of all rows of a few tables.
func digest(t *testing.T, db *postgres.DB) string {
	t.Helper()
	all := ""
	for _, table := range []string{"participants", "sessions", "challenges", "ideas", "challenge_ideas", "idea_stats", "votes", "comments", "workshops", "phases",
		"needs", "offers", "need_keys", "follows", "notifications", "answer_duties", "idea_coauthors", "comment_thanks"} {
		all += one[string](t, db, `SELECT md5(string_agg(r::text, ',' ORDER BY r::text)) FROM `+table+` r`)
	}
	return fmt.Sprintf("%x", md5.Sum([]byte(all)))
}

// The same seed gives the same rows, another one others.
func TestSameSeedSameRows(t *testing.T) {
	t.Parallel()
	first, again, other := load(t, 1), load(t, 1), load(t, 2)
	if digest(t, first) != digest(t, again) {
		t.Error("the same seed gave other rows")
	}
	if digest(t, first) == digest(t, other) {
		t.Error("another seed gave the same rows")
	}
}

// The city is as large and as uneven as it should be, and its schema is as the migrations left it.
func TestShape(t *testing.T) {
	t.Parallel()
	db, plain := load(t, 3), postgrestest.New(t)
	const schema = `SELECT string_agg(line, E'\n' ORDER BY line) FROM (
		SELECT pg_get_indexdef(indexrelid) AS line FROM pg_index WHERE indrelid::regclass::text !~ 'pg_|river'
		UNION ALL SELECT conrelid::regclass || ' ' || conname || ' ' || convalidated::text || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE contype IN ('p', 'u', 'f', 'c')
		UNION ALL SELECT tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal) lines`
	if got, want := one[string](t, db, schema), one[string](t, plain, schema); got != want {
		t.Errorf("schema after loading:\n%s\nwant:\n%s", got, want)
	}
	for what, query := range map[string]string{
		"20 votes an idea":           `SELECT count(*) BETWEEN 15 * 500 AND 20 * 500 FROM votes`,
		"5 comments an idea":         `SELECT count(*) BETWEEN 4 * 500 AND 5 * 500 FROM comments`,
		"popularity is uneven":       `SELECT max(support_count + agree_count + disagree_count + pass_count) > 200 FROM idea_stats`,
		"a tenth stands alone":       `SELECT count(*) BETWEEN 25 AND 75 FROM ideas i WHERE NOT EXISTS (SELECT FROM challenge_ideas a WHERE a.idea_id = i.id)`,
		"some answer two challenges": `SELECT count(*) > 0 FROM (SELECT FROM challenge_ideas GROUP BY idea_id HAVING count(*) = 2) two`,
		"replies follow":             `SELECT bool_and(c.created_at >= p.created_at) FROM comments c JOIN comments p ON p.id = c.parent_id`,
		"texts are of some length":   `SELECT avg(char_length(body)) BETWEEN 450 AND 750 FROM ideas`,
		"newcomers wrote nothing":    `SELECT count(DISTINCT participant_id) <= 900 FROM votes`,
		"3 needs for ten ideas":      `SELECT count(*) = 150 AND count(DISTINCT idea_id) = 50 FROM needs`,
		"needs are of public ideas":  `SELECT bool_and(i.state = 'published' AND n.created_at >= i.published_at) FROM needs n JOIN ideas i ON i.id = n.idea_id`,
		"2 offers for ten ideas":     `SELECT count(*) = 100 AND count(DISTINCT owner_id) = 25 FROM offers`,
		"both are open in ten years": `SELECT (SELECT min(ends_at) FROM needs) > '2040-01-01' AND (SELECT min(ends_at) FROM offers) > '2040-01-01'`,
		"they have keys in common":   `SELECT count(*) > 100 FROM need_keys JOIN offer_keys USING (key)`,
		"nothing waits to be told": `SELECT count(*) = 0 FROM (SELECT FROM needs WHERE NOT (told AND keyed) UNION ALL SELECT FROM offers WHERE NOT told
			UNION ALL SELECT FROM phases WHERE told_at IS NULL UNION ALL SELECT FROM answer_duties WHERE late_told_at IS NULL) waiting`,
		"a quarter follow one idea":  `SELECT max(n) = 250 FROM (SELECT count(*) AS n FROM follows WHERE target_kind = 'idea' GROUP BY target_id) f`,
		"and one challenge":          `SELECT max(n) = 250 FROM (SELECT count(*) AS n FROM follows WHERE target_kind = 'challenge' GROUP BY target_id) f`,
		"somebody is told the most":  `SELECT max(n) >= 5 FROM (SELECT count(*) AS n FROM notifications GROUP BY recipient_id) f`,
		"some answers are owed":      `SELECT count(*) > 0 FROM answer_duties`,
		"phases open what they say":  `SELECT count(*) > 0 FROM challenges WHERE voting_times @> now()`,
		"and are over with them":     `SELECT count(*) > 0 FROM challenges WHERE posting_times = '{}' AND state = 'open' AND closes_at < now()`,
		"some ideas have a place":    `SELECT count(*) > 0 FROM ideas JOIN districts d ON d.id = district_id WHERE longitude BETWEEN west AND east AND latitude BETWEEN south AND north`,
		"people have a session each": `SELECT count(*) = 1000 FROM sessions WHERE expires_at > now()`,
	} {
		if !one[bool](t, db, query) {
			t.Errorf("not so: %s", what)
		}
	}
}

// A thread is told by the ids that its rows have.
func TestThread(t *testing.T) {
	t.Parallel()
	db := load(t, 4)
	idea, middle, last := city.New(4, ideas).Thread(30)
	var all, after int
	err := db.Pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM comments WHERE idea_id = $1),
		(SELECT count(*) FROM comments c WHERE c.idea_id = $1 AND c.parent_id IS NULL AND (c.created_at, c.id) >= (m.created_at, m.id))
		FROM comments m JOIN comments l USING (idea_id) WHERE m.id = $2 AND l.id = $3 AND m.idea_id = $1
			AND NOT EXISTS (SELECT FROM comments c WHERE c.idea_id = $1 AND c.parent_id IS NULL AND c.created_at > l.created_at)`, idea, middle, last).Scan(&all, &after)
	if err != nil || all < 25 || all > 35 || after < 5 || after > all/2 {
		t.Errorf("%d comments, %d from the middle on, %v", all, after, err)
	}
}
