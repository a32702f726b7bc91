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
	Random        Sort = "random"         // another order for each seed
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

// placed is an idea with its place.
type placed struct {
	Summary
	Place place `gorm:"embedded;embeddedPrefix:place_"`
}

func (p placed) place(seed int32) any {
	p.Place.ID, p.Place.Seed = p.ID, seed
	return p.Place
}

// order is what a sort orders by: an expression over idea_stats s, which but for the random one has
// an index.
type order struct {
	key    string
	column string // the column of place that the key belongs to
	typ    string // its SQL type
	value  func(place) any
}

func orderOf(sort Sort) order {
	count := func(p place) any { return p.Count }
	switch sort {
	case Newest:
		return order{"s.published_at", "place_at", "timestamptz", func(p place) any { return p.At }}
	case MostSupported:
		return order{"s.vote_count", "place_count", "bigint", count}
	case MostDiscussed:
		return order{"s.comment_count", "place_count", "bigint", count}
	case Random:
		return order{"s.shuffled", "place_count", "bigint", count}
	case Relevance:
		return order{"s.relevance", "place_relevance", "float8", func(p place) any { return p.Relevance }}
	case Trending:
	}
	return order{"s.hot", "place_hot", "float8", func(p place) any { return p.Hot }}
}
