package idea

import (
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

	few bool // there are few ideas by AuthorKind, see fewIdeas
}

// fewIdeas is how many ideas of a kind of author are better looked up one by one and sorted than met
// on a walk through all ideas, most of which others wrote.
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

// search is the SQL for what f.Query asks for, in either language.
const search = `(websearch_to_tsquery('swedish', ?) || websearch_to_tsquery('english', ?))`

// words are the values of the placeholders in search.
func (f Filter) words() []any {
	words := postgres.SearchText(f.Query)
	return []any{words, words}
}

// ofKind selects the published ideas by a kind of participant, from indexes alone.
const ofKind = `SELECT i.id FROM participants p JOIN ideas i ON i.author_id = p.id WHERE p.kind = ? AND i.state = 'published'`

// narrow is the conditions on idea_id; those of one challenge have a walk of their own instead.
func (f Filter) narrow() (all clause) {
	const answers = `EXISTS (SELECT FROM challenge_ideas a WHERE a.idea_id = x.idea_id)`
	if f.AuthorID != nil {
		all = join(all, sql(` AND idea_id = ANY (ARRAY (SELECT id FROM ideas WHERE author_id = ?))`, f.AuthorID))
	}
	switch {
	case f.AuthorKind != "" && f.few:
		all = join(all, sql(` AND idea_id = ANY (ARRAY (`+ofKind+`))`, f.AuthorKind))
	case f.AuthorKind != "":
		all = join(all, sql(` AND EXISTS (SELECT FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = x.idea_id AND p.kind = ?)`, f.AuthorKind))
	}
	if f.Standalone != nil && *f.Standalone {
		all = join(all, sql(` AND NOT `+answers))
	}
	if f.Standalone != nil && !*f.Standalone && f.ChallengeID == nil {
		all = join(all, sql(` AND `+answers))
	}
	if f.Query != "" {
		all = join(all, sql(` AND EXISTS (SELECT FROM ideas i WHERE i.id = x.idea_id AND i.tsv @@ `+search+`)`, f.words()...))
	}
	return all
}

// plain reports whether one plan does for all values, so that Postgres may keep it.
func (f Filter) plain() bool { return f.Query == "" && f.AuthorKind == "" }

// narrowedBy is f without its order.
func (f Filter) narrowedBy() Filter {
	f.Sort, f.Seed, f.few = "", 0, false
	return f
}

// counting selects as many rows as the list has. It counts along an index that votes do not touch,
// so that Postgres need not look at the rows.
func (f Filter) counting() clause {
	switch {
	case f.Sort == Relevance:
		return join(f.matches(), sql(` LIMIT ?`, maxRelevant))
	case f.narrowedBy() == Filter{AuthorKind: f.AuthorKind} && f.AuthorKind != "":
		return sql(ofKind, f.AuthorKind)
	case f.narrowedBy() == Filter{Query: f.Query} && f.Query != "":
		return sql(`SELECT FROM ideas i WHERE i.state = 'published' AND i.tsv @@ `+search, f.words()...)
	}
	f.Sort = Newest
	return f.matches()
}
