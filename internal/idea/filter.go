package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/search"
)

// Filter says which published ideas are listed, and in what order; its zero value is all of them,
// trending first.
type Filter struct {
	ChallengeID *uuid.UUID       // those that answer this challenge
	AuthorID    *uuid.UUID       // those by this participant
	AuthorKind  participant.Kind // those by participants of this kind
	Stage       Stage            // those at this stage
	Standalone  *bool            // true: those that answer no challenge; false: the others
	TopicID     *uuid.UUID       // those about this topic
	DistrictID  *uuid.UUID       // those that concern this district
	Placed      *bool            // true: those with a place; false: the others
	Query       string           // words to find, in Swedish or English
	Sort        Sort
	Seed        int32 // of the random order

	found *search.Found // by Query, and whatever else narrows the list
}

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

// walk selects all ideas of the list that one index holds together, with the key of the order, and what is
// left of f to narrow it by. Residents write most ideas and most are still at the first stage, so all are walked
// for theirs.
func (f Filter) walk() (clause, Filter) {
	o := orderOf(f.Sort)
	switch {
	case f.found != nil:
		return f.searched(o), Filter{Sort: f.Sort, Seed: f.Seed}
	case f.ChallengeID != nil:
		walk := sql(o.inChallenge, f.ChallengeID)
		f.ChallengeID = nil
		return walk, f
	case f.AuthorKind != "" && f.AuthorKind != participant.Resident:
		walk := sql(o.ofKind, f.AuthorKind)
		f.AuthorKind = ""
		return walk, f
	case f.Stage != "" && f.Stage != New:
		walk := sql(o.atStage, f.Stage)
		f.Stage = ""
		return walk, f
	}
	return sql(o.all), f
}

// search looks for f.Query among what the rest of f lets through, which the list then consists of.
func (f *Filter) search(db *gorm.DB) error {
	found, err := search.Find(db, search.Filter{Query: f.Query, Kind: search.Idea, ChallengeID: f.ChallengeID, AuthorID: f.AuthorID,
		ParticipantKind: f.AuthorKind, Stage: string(f.Stage), TopicID: f.TopicID, DistrictID: f.DistrictID, Placed: f.Placed, Standalone: f.Standalone})
	f.found = &found
	return err
}

// searched selects the ideas found with the key of an order.
func (f Filter) searched(o order) clause {
	return sql(`SELECT s.idea_id, `+o.ofFound+` AS key FROM search_entries e JOIN idea_stats s ON s.idea_id = e.id AND s.listed
		JOIN (SELECT ?::tsquery AS words) w ON true WHERE e.id = ANY (?)`, f.found.Words.Typed, f.found.IDs)
}

// narrow is the conditions on idea_id.
func (f Filter) narrow() (all clause) {
	const answers = `EXISTS (SELECT FROM challenge_ideas a WHERE a.idea_id = x.idea_id)`
	add := func(wanted bool, condition string, values ...any) {
		if wanted {
			all = join(all, sql(` AND `+condition, values...))
		}
	}
	add(f.AuthorID != nil, `idea_id = ANY (ARRAY (SELECT id FROM ideas WHERE author_id = ?))`, f.AuthorID)
	add(f.AuthorKind != "", `idea_id IN (SELECT s.idea_id FROM idea_stats s WHERE s.listed AND s.author_kind = ?)`, f.AuthorKind)
	add(f.Stage != "", `idea_id IN (SELECT s.idea_id FROM idea_stats s WHERE s.listed AND s.stage = ?)`, f.Stage)
	add(f.Standalone != nil && *f.Standalone, `NOT `+answers)
	add(f.Standalone != nil && !*f.Standalone, answers)
	const placed = `EXISTS (SELECT FROM ideas g WHERE g.id = x.idea_id AND g.longitude IS NOT NULL)`
	add(f.TopicID != nil, `EXISTS (SELECT FROM idea_topics n WHERE n.idea_id = x.idea_id AND n.topic_id = ?)`, f.TopicID)
	add(f.DistrictID != nil, `EXISTS (SELECT FROM ideas g WHERE g.id = x.idea_id AND g.district_id = ?)`, f.DistrictID)
	add(f.Placed != nil && *f.Placed, placed)
	add(f.Placed != nil && !*f.Placed, `NOT `+placed)
	return all
}

// plain reports whether one plan does for all values, so that Postgres may keep it: it does for what a search has found. Which index
// holds a kind of author or a stage, and how many ideas a topic or a district has, it only knows with the value.
func (f Filter) plain() bool {
	return f.found != nil || f.AuthorKind == "" && f.Stage == "" && f.TopicID == nil && f.DistrictID == nil && f.Placed == nil
}

// narrowedBy is f without its order.
func (f Filter) narrowedBy() Filter {
	f.Sort, f.Seed = "", 0
	return f
}

// counting selects as many rows as the list has. It counts along an index that votes do not touch,
// so that Postgres need not look at the rows.
func (f Filter) counting() clause {
	switch {
	case f.narrowedBy() == Filter{}: // along the time, as rows of the same time lie together
		return sql(`SELECT FROM ideas WHERE state = 'published' ORDER BY published_at DESC, id DESC`)
	case f.narrowedBy() == Filter{AuthorKind: f.AuthorKind} && f.AuthorKind != "":
		return sql(`SELECT FROM idea_stats WHERE listed AND author_kind = ?`, f.AuthorKind)
	case f.narrowedBy() == Filter{Stage: f.Stage} && f.Stage != "":
		return sql(`SELECT FROM idea_stats WHERE listed AND stage = ?`, f.Stage)
	case f.narrowedBy() == Filter{AuthorID: f.AuthorID} && f.AuthorID != nil:
		return sql(`SELECT FROM ideas WHERE author_id = ? AND state = 'published'`, f.AuthorID)
	}
	f.Sort = Newest
	return f.matches()
}
