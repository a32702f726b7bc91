package idea

import (
	"strings"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Filter says which published ideas are listed, and in what order; its zero value is all of them,
// trending first.
type Filter struct {
	ChallengeID *uuid.UUID       // those that answer this challenge
	AuthorID    *uuid.UUID       // those by this participant
	AuthorKind  participant.Kind // those by participants of this kind
	Standalone  *bool            // true: those that answer no challenge; false: the others
	Query       string           // words to find, in Swedish or English
	Sort        Sort
	Seed        int32 // of the random order

	few bool // the challenge has few ideas, see fewIdeas
}

// maxRelevant is how many ideas a list by relevance has at most: ranking every match of a common
// word takes seconds, and nobody reads that far, so only the hottest matches are ranked.
const maxRelevant = 200

// fewIdeas is how many ideas of one challenge are better looked up one by one and sorted than met on
// a walk through the order of all ideas: those of an old challenge stand together at its far end,
// which Postgres cannot know.
const fewIdeas = 5_000

// complete fills in the order, and checks that it fits.
func (f *Filter) complete() error {
	switch {
	case f.Sort == "" && f.Query != "":
		f.Sort = Relevance
	case f.Sort == "":
		f.Sort = Trending
	case f.Sort == Relevance && f.Query == "":
		return errs.Invalid("sort", errs.NeedsQuery)
	}
	return nil
}

// clause is a piece of SQL with the values of its placeholders.
type clause struct {
	sql  string
	args []any
}

// search is the SQL for what f.Query asks for, in either language.
const search = `(websearch_to_tsquery('swedish', ?) || websearch_to_tsquery('english', ?))`

// words are the values of the placeholders in search.
func (f Filter) words() []any {
	words := postgres.SearchText(f.Query)
	return []any{words, words}
}

// matches selects the rows of idea_stats that f lets through; by relevance the hottest of them.
func (f Filter) matches() clause {
	where, args := []string{"s.listed"}, []any(nil)
	add := func(wanted bool, sql string, values ...any) {
		if wanted {
			where, args = append(where, sql), append(args, values...)
		}
	}
	const answers = `EXISTS (SELECT FROM challenge_ideas a WHERE a.idea_id = s.idea_id)`
	add(f.ChallengeID != nil && f.few, `s.idea_id = ANY (ARRAY (SELECT a.idea_id FROM challenge_ideas a WHERE a.challenge_id = ?))`, f.ChallengeID)
	add(f.ChallengeID != nil && !f.few, `EXISTS (SELECT FROM challenge_ideas a WHERE a.idea_id = s.idea_id AND a.challenge_id = ?)`, f.ChallengeID)
	add(f.AuthorID != nil, `EXISTS (SELECT FROM ideas i WHERE i.id = s.idea_id AND i.author_id = ?)`, f.AuthorID)
	add(f.AuthorKind != "", `EXISTS (SELECT FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = s.idea_id AND p.kind = ?)`, f.AuthorKind)
	add(f.Standalone != nil && *f.Standalone, `NOT `+answers)
	add(f.Standalone != nil && !*f.Standalone, answers)
	add(f.Query != "", `EXISTS (SELECT FROM ideas i WHERE i.id = s.idea_id AND i.tsv @@ `+search+`)`, f.words()...)
	sql := `SELECT s.* FROM idea_stats s WHERE ` + strings.Join(where, ` AND `)
	if f.Sort == Relevance {
		return clause{sql + ` ORDER BY s.hot DESC, s.idea_id DESC LIMIT ?`, append(args, maxRelevant)}
	}
	return clause{sql, args}
}

// keyed adds to matches what some orders compute. Shuffling hashes every match (40 ms for 200,000),
// which is the price of an order that is fair, the same on every page, and each visitor's own.
func (f Filter) keyed() clause {
	m := f.matches()
	switch f.Sort {
	case Random:
		return clause{`SELECT s.*, uuid_hash_extended(s.idea_id, ?) AS shuffled FROM (` + m.sql + `) s`, append([]any{f.Seed}, m.args...)}
	case Relevance:
		return clause{`SELECT s.*, ts_rank(i.tsv, ` + search + `)::float8 AS relevance
			FROM (` + m.sql + `) s JOIN ideas i ON i.id = s.idea_id`, append(f.words(), m.args...)}
	case Trending, Newest, MostSupported, MostDiscussed:
	}
	return m
}

// plain reports whether any plan does, so that Postgres may keep one.
func (f Filter) plain() bool { return f.narrowedBy() == Filter{} }

// narrowedBy is f without its order.
func (f Filter) narrowedBy() Filter {
	f.Sort, f.Seed, f.few = "", 0, false
	return f
}

// counting selects as many rows as matches does. For a search or a kind of author by itself there is
// a way that does not go through idea_stats.
func (f Filter) counting() clause {
	switch f.narrowedBy() {
	case Filter{}:
	case Filter{AuthorKind: f.AuthorKind}:
		return clause{`SELECT FROM participants p JOIN ideas i ON i.author_id = p.id WHERE p.kind = ? AND i.state = 'published'`, []any{f.AuthorKind}}
	case Filter{Query: f.Query}:
		if f.Sort != Relevance {
			return clause{`SELECT FROM ideas i WHERE i.state = 'published' AND i.tsv @@ ` + search, f.words()}
		}
	}
	return f.matches()
}
