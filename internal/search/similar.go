package search

import (
	"cmp"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Text is what an idea is compared by.
type Text struct {
	Title string
	Body  string     // of which the first part counts
	Not   *uuid.UUID // an idea that is left out: the one itself
}

const (
	maxSimilar  = 5   // ideas
	maxRead     = 40  // words of a text
	maxMisspelt = 8   // of them that are looked up as misspelt, the first ones: each costs as much as a search, whatever is found
	maxTelling  = 6   // words by which ideas are compared
	maxCompared = 300 // ideas that are compared, for each way to find them
	commonest   = 0.3 // share of texts; more common words tell nothing
	rare        = 0.002
	atLeast     = 0.3 // of the weight of all telling words
	inTitle     = 2.0 // times as much weighs a word of the title
)

// word is one word of a text.
type word struct {
	Word   string
	Any    string // tsquery for texts that have it
	Lexeme string // its Swedish stem, by which statistics know it
	weight float64
	share  float64 // of texts that have it, about
	few    bool    // so few have it that all of them can be compared
}

// Similar returns the ids of the published ideas most like a text, the nearest first, at most five. Words count by how rare they are (inverse
// document frequency: Spärck Jones, A statistical interpretation of term specificity, 1972), and twice in titles; those that nobody has
// written before are taken for the nearest that somebody has.
func Similar(db *gorm.DB, t Text) ([]uuid.UUID, error) {
	telling, err := tell(db, t)
	if err != nil || len(telling) == 0 {
		return nil, err
	}
	var near postgres.IDs
	for _, query := range []string{pairs(telling), rares(telling)} {
		if query == "" {
			continue
		}
		found, err := reach(db, []string{query, "'#kidea'"}, time.Time{}, maxCompared)
		if err != nil {
			return nil, err
		}
		near = append(near, found...)
	}
	return compare(db, t, telling, near)
}

// tell chooses the words that tell most of what a text is about.
func tell(db *gorm.DB, t Text) ([]word, error) {
	title := wordsOf(t.Title, maxRead)
	typed := wordsOf(t.Title+" "+t.Body, maxRead)
	words, err := look(db, typed)
	if err != nil {
		return nil, err
	}
	for n := range words {
		w := &words[n]
		w.weight = -math.Log(w.share)
		if slices.Contains(title, typed[n]) {
			w.weight *= inTitle
		}
	}
	words = slices.DeleteFunc(words, func(w word) bool { return w.Any == "" || w.share > commonest })
	slices.SortStableFunc(words, func(a, b word) int { return cmp.Compare(b.weight, a.weight) })
	return words[:min(len(words), maxTelling)], nil
}

// look reads what is known of words: one for each, without a query where it means nothing, as "på" does in Swedish and "the" in English.
func look(db *gorm.DB, typed []string) ([]word, error) {
	typed = slices.Clone(typed)
	var known []string
	err := db.Raw(`SELECT word FROM search_words WHERE word = ANY (?)`, postgres.Texts(typed)).Scan(&known).Error
	if err != nil {
		return nil, err
	}
	misspelt := 0
	for n, one := range typed {
		if slices.Contains(known, one) || utf8.RuneCountInString(one) < 4 || misspelt == maxMisspelt {
			continue
		}
		misspelt++
		nearest, err := near(db, one)
		if err != nil {
			return nil, err
		}
		typed[n] = nearest // "" means nothing: what no idea has tells none apart
	}
	var words []word
	// A compound is also what it ends with, where that is a word: who writes of a busshållplats writes of a hållplats. And gångbana is
	// gångbanan, which the Swedish stemmer does not know of.
	err = db.Raw(`SELECT w AS word, trim(both '''' from sv::text) AS lexeme,
			CASE WHEN numnode(sv) > 0 AND numnode(en) > 0 THEN COALESCE(sv || NULLIF(en, sv), sv)::text || COALESCE(' | ' || ends, '') || COALESCE(' | ' || quote_literal(form), '') ELSE '' END AS any
		FROM unnest(?::text[]) WITH ORDINALITY t (w, place), LATERAL (SELECT plainto_tsquery('swedish', w) AS sv, plainto_tsquery('english', w) AS en) q,
			LATERAL (SELECT string_agg(quote_literal(reverse(part)), ' | ') AS ends FROM generate_series(5, char_length(search_backwards(w)) - 3) n, LATERAL left(search_backwards(w), n) part
				WHERE EXISTS (SELECT FROM search_words s WHERE search_backwards(s.word) = part)) e,
			LATERAL (SELECT CASE WHEN w ~ '...an$' THEN left(w, -2) WHEN w ~ '...(a|or|orna)$' THEN regexp_replace(w, '(a|or|orna)$', 'an') END AS form) f
		ORDER BY place`, postgres.Texts(typed)).Scan(&words).Error
	if err != nil {
		return nil, err
	}
	return words, weigh(db, words)
}

// weigh adds how common words are, by what ANALYZE found: the ten thousand commonest stand there, and all others are rare.
func weigh(db *gorm.DB, words []word) error {
	lexemes := make(postgres.Texts, len(words))
	for n, w := range words {
		lexemes[n] = w.Lexeme
	}
	var shares []struct {
		Lexeme string
		Share  float64
	}
	err := db.Raw(`SELECT m.lexeme, m.share FROM pg_stats s, unnest(s.most_common_elems::text::text[], s.most_common_elem_freqs) m (lexeme, share)
		WHERE s.schemaname = current_schema() AND s.tablename = 'search_entries' AND s.attname = 'tsv' AND m.lexeme = ANY (?)`, lexemes).Scan(&shares).Error
	if err != nil {
		return err
	}
	var texts float64
	err = db.Raw(`SELECT GREATEST(reltuples, 0)::float8 FROM pg_class WHERE oid = 'search_entries'::regclass`).Scan(&texts).Error
	for n := range words {
		words[n].share = 1e-5
		for _, s := range shares {
			if s.Lexeme == words[n].Lexeme {
				words[n].share = s.Share
			}
		}
		words[n].few = words[n].share*texts <= maxCompared
	}
	return err
}

// pairs is a tsquery for what has two of the words, or the only one.
func pairs(words []word) string {
	var all []string
	for n, one := range words {
		for _, other := range words[n+1:] {
			all = append(all, "(("+one.Any+") & ("+other.Any+"))")
		}
	}
	if len(words) == 1 {
		return words[0].Any
	}
	return strings.Join(all, " | ")
}

// rares is a tsquery for what has a rare word.
func rares(words []word) string {
	var all []string
	for _, w := range words {
		if w.share < rare || w.few {
			all = append(all, "("+w.Any+")")
		}
	}
	return strings.Join(all, " | ")
}

// compare orders what was found by the weights of the words that it has.
func compare(db *gorm.DB, t Text, words []word, near postgres.IDs) (ids []uuid.UUID, err error) {
	var queries, weights postgres.Texts
	all := 0.0
	for _, w := range words {
		queries, weights = append(queries, w.Any), append(weights, strconv.FormatFloat(w.weight, 'f', -1, 64))
		all += w.weight
	}
	err = db.Raw(`WITH words AS MATERIALIZED (SELECT q::tsquery AS any, weight FROM unnest(?::text[], ?::float8[]) w (q, weight))
		SELECT id FROM (
			SELECT e.id, e.number, (SELECT sum(CASE WHEN title @@ w.any THEN w.weight WHEN e.tsv @@ w.any THEN w.weight / 2 ELSE 0 END) FROM words w) AS likeness
			FROM search_entries e, LATERAL (SELECT ts_filter(e.tsv, '{a}') AS title OFFSET 0) t
			WHERE e.id = ANY (?) AND e.id IS DISTINCT FROM ?::uuid) x
		WHERE likeness >= ? ORDER BY likeness DESC, number DESC LIMIT ?`, queries, weights, near, t.Not, atLeast*all, maxSimilar).Scan(&ids).Error
	return ids, err
}
