package idea

import (
	"time"

	"github.com/google/uuid"
)

// Sort is an order of ideas.
type Sort string

// The orders of ideas, all descending; equals stand by id.
const (
	Trending      Sort = "trending"       // support weighed against age
	Newest        Sort = "newest"         // last published first
	MostSupported Sort = "most-supported" // supports and agreements
	MostDiscussed Sort = "most-discussed" // comments
	Random        Sort = "random"         // begins elsewhere for each seed, see [Filter.ring]
	Relevance     Sort = "relevance"      // how well it fits the search
)

// place is where an idea stands in a list, and so what a cursor holds.
type place struct {
	Hot       float64   `json:"h,omitzero"`
	At        time.Time `json:"t,omitzero"`
	Count     int64     `json:"n,omitzero"`
	Relevance float64   `json:"r,omitzero"`
	Seed      int32     `json:"s,omitzero"`
	ID        uuid.UUID `json:"i"`
}

// order is how a list is read in the order of an index: SQL for idea_id and key of all listed ideas, of
// those by a kind of participant, of those at a stage, and of those of one challenge.
type order struct {
	all         string
	ofKind      string
	atStage     string
	inChallenge string
	ofFound     string // of idea_stats s and search_entries e, with the tsquery w.words
	column      string // the column of place that the key belongs to
	typ         string // its SQL type
	value       func(place) any
}

func orderOf(sort Sort) order {
	count := func(p place) any { return p.Count }
	switch sort {
	case Newest:
		return order{`SELECT id AS idea_id, published_at AS key FROM ideas WHERE state = 'published'`, ofKind(`published_at`), atStage(`published_at`),
			`SELECT idea_id, listed_at AS key FROM challenge_ideas WHERE challenge_id = ? AND listed_at IS NOT NULL`, `s.published_at`,
			"place_at", "timestamptz", func(p place) any { return p.At }}
	case Random:
		return order{`SELECT id AS idea_id, uuid_hash(id) AS key FROM ideas WHERE state = 'published'`, ofKind(`uuid_hash(idea_id)`), atStage(`uuid_hash(idea_id)`),
			`SELECT idea_id, uuid_hash(idea_id) AS key FROM challenge_ideas WHERE challenge_id = ? AND listed_at IS NOT NULL`, `uuid_hash(s.idea_id)`,
			"place_count", "bigint", count}
	case MostSupported:
		return counted("vote_count", "place_count", "bigint", count)
	case MostDiscussed:
		return counted("comment_count", "place_count", "bigint", count)
	case Relevance: // there is none without a search
		return order{ofFound: `ts_rank(e.tsv, w.words)::float8`, column: "place_relevance", typ: "float8", value: func(p place) any { return p.Relevance }}
	case Trending:
	}
	return counted("hot", "place_hot", "float8", func(p place) any { return p.Hot })
}

// counted is an order by what votes and comments change.
func counted(key, column, typ string, value func(place) any) order {
	return order{`SELECT idea_id, ` + key + ` AS key FROM idea_stats WHERE listed`, ofKind(key), atStage(key),
		`SELECT idea_id, ` + key + ` AS key FROM challenge_ranks WHERE challenge_id = ?`, `s.` + key, column, typ, value}
}

func ofKind(key string) string {
	return `SELECT idea_id, ` + key + ` AS key FROM idea_stats WHERE listed AND author_kind = ?`
}

func atStage(key string) string {
	return `SELECT idea_id, ` + key + ` AS key FROM idea_stats WHERE listed AND stage = ?`
}
