package search_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/search"
)

// slow are pieces that, one after the other, each kept Postgres' parser busy for a second to twenty with twenty thousand characters.
var slow = []string{"<!--", "<!--\n", "<!-- ", "a_", "_a", "@0x", "/.", "./", "x-x.5", "-1-e-e", "www-1", "-->^", "a@a.", "http://a?", "&amp", "<a b='"}

func filled(piece string, size int) string {
	return strings.Repeat(piece, size/len(piece)+1)[:size]
}

// Postgres parses slowly where it looks ahead, as it does within tags, addresses, paths, numbers with signs and compounds. Of what is given to it
// nothing can begin one of these, and as many characters stay.
func TestPlainTextsAreWordsOnly(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	texts := slow
	for first := rune('!'); first <= '~'; first++ {
		for second := rune('!'); second <= '~'; second++ {
			texts = append(texts, string(first)+"a"+string(second)+"1 "+string(second))
		}
	}
	var odd, shorter int
	err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FILTER (WHERE EXISTS (SELECT FROM ts_parse('default', search_plain(s)) WHERE tokid NOT IN (1, 2, 3, 12, 20, 22))),
		count(*) FILTER (WHERE char_length(s) <> char_length(search_plain(s)))
		FROM unnest($1::text[]) piece, repeat(piece, 20) s`, texts).Scan(&odd, &shorter)
	if err != nil || odd > 0 || shorter > 0 {
		t.Errorf("%d of %d have other tokens than words, numbers and spaces, %d are shorter: %v", odd, len(texts), shorter, err)
	}
	for _, word := range []string{"Hållplats", "Łódź", "naïve", "ﬁnn", "2026", "日本"} {
		var same bool
		if err := db.Pool.QueryRow(t.Context(), `SELECT search_plain($1) = $1`, word).Scan(&same); err != nil || !same {
			t.Errorf("%s is not as it was: %v", word, err)
		}
	}
}

// Whatever parses texts in the database takes them plain: these are all, and they are tested above. Names have at most a hundred characters.
func TestNothingElseIsParsed(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	var functions, others []string
	err := db.Pool.QueryRow(t.Context(), `SELECT ARRAY(SELECT proname::text FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prokind <> 'a'
			AND pg_get_functiondef(oid) ~ '\m(to_tsvector|ts_parse|ts_headline|ts_debug)\(' ORDER BY 1),
		ARRAY(SELECT tablename || ': ' || indexdef FROM pg_indexes WHERE schemaname = current_schema() AND indexdef ~ 'to_tsvector' AND indexdef !~ '''simple''::regconfig, display_name'
			UNION SELECT d.adrelid::regclass::text FROM pg_attrdef d WHERE pg_get_expr(d.adbin, d.adrelid) ~ 'to_tsvector'
			UNION SELECT viewname FROM pg_views WHERE schemaname = current_schema() AND definition ~ 'to_tsvector')`).Scan(&functions, &others)
	if err != nil || strings.Join(functions, " ") != "search_body search_title search_words_in" || len(others) > 0 {
		t.Errorf("%v %v %v", functions, others, err)
	}
}

// Every text that can be found takes what is slow, in the time that a statement of a request has, and its words are words.
func TestSlowTexts(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	ctx := postgres.Within(t.Context(), 8*time.Second)
	author := fixture.Account(t, db, auth.Member)
	challenge, idea, organisation := fixture.Challenge(t, db, "support"), fixture.Idea(t, db, author), fixture.Organisation(t, db, author)
	workshop, comment, draft := uuid.New(), uuid.New(), uuid.New()
	exec(t, db, `INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, state)
		VALUES ($1, 'Verkstad', 'Vi ses.', now(), now() + interval '1 hour', 'Bron', 3, 'published')`, workshop)
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, body) VALUES ($1, $2, $3, 'En')`, comment, idea, author.ID)
	exec(t, db, `INSERT INTO ideas (id, title, body, excerpt, voting, state, author_id) VALUES ($1, 'Utkast', 'Text', '', 'support', 'draft', $2)`, draft, author.ID)
	exec(t, db, `INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Om mig', 'public')`, author.ID)
	fields := []struct {
		update string
		id     uuid.UUID
		size   int
	}{
		{`UPDATE ideas SET title = $2 WHERE id = $1`, idea, 150},
		{`UPDATE ideas SET body = $2 WHERE id = $1`, idea, 20_000},
		{`UPDATE ideas SET body = $2 WHERE id = $1`, draft, 20_000},
		{`UPDATE comments SET body = $2 WHERE id = $1`, comment, 5_000},
		{`UPDATE challenges SET title = $2 WHERE id = $1`, challenge, 150},
		{`UPDATE challenges SET question = $2 WHERE id = $1`, challenge, 300},
		{`UPDATE challenges SET description = $2 WHERE id = $1`, challenge, 20_000},
		{`UPDATE workshops SET title = $2 WHERE id = $1`, workshop, 100},
		{`UPDATE workshops SET description = $2 WHERE id = $1`, workshop, 10_000},
		{`UPDATE workshops SET place = $2 WHERE id = $1`, workshop, 200},
		{`UPDATE organisations SET description = $2 WHERE id = $1`, organisation, 5_000},
		{`UPDATE participants SET display_name = $2 WHERE id = $1`, author.ID, 60},
		{`UPDATE profile_fields SET value = $2 WHERE participant_id = $1 AND name = 'about'`, author.ID, 500},
	}
	for _, piece := range slow {
		for _, field := range fields {
			if _, err := db.Pool.Exec(ctx, field.update, field.id, "kodord "+filled(piece, field.size-14)+" kodord"); err != nil {
				t.Errorf("%s %q: %v", field.update, piece, err)
			}
		}
		if found, err := store.List(ctx, search.Filter{Query: "kodord"}, page.First()); err != nil || len(found.Items) != 6 {
			t.Errorf("%q: %d found, %v", piece, len(found.Items), err)
		}
	}
	var odd []string
	err := db.Pool.QueryRow(ctx, `SELECT array_agg(DISTINCT lexeme) FROM search_entries, unnest(tsv) WHERE lexeme !~ '^(#.*|[[:alnum:]]*)$'`).Scan(&odd)
	if err != nil || len(odd) > 0 {
		t.Errorf("words that are none: %q, %v", odd, err)
	}
}
