package comment

import (
	"cmp"
	"math"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/page"
)

// Sort is in which order the first level of a discussion stands.
type Sort string

// The orders; the zero Sort is Oldest.
const (
	Oldest      Sort = "oldest"
	Newest      Sort = "newest"
	MostThanked Sort = "most-thanked"
)

// place is where a comment stands in an order. Comments of the same time, or of as many thanks, stand by id.
type place struct {
	At     time.Time `json:"t"`
	Thanks int       `json:"n"`
	ID     uuid.UUID `json:"i"`
}

// order is an order with an index: by column and id, both the same way.
type order struct {
	list   string // names the list in cursors
	column string
	down   bool
	first  place
	of     func(Comment) place
}

func orderOf(s Sort) order {
	written := func(c Comment) place { return place{At: c.CreatedAt, ID: c.ID} }
	switch s {
	case Newest:
		return order{"newest comments", "created_at", true, place{At: page.Latest().At}, written}
	case MostThanked:
		return order{"most thanked comments", "thanks_count", true, place{Thanks: math.MaxInt32},
			func(c Comment) place { return place{Thanks: c.Thanks, ID: c.ID} }}
	case Oldest:
	}
	return order{"comments", "created_at", false, place{}, written}
}

// key is the value of the column at p.
func (o order) key(p place) any {
	if o.column == "thanks_count" {
		return p.Thanks
	}
	return p.At
}

// compare is which of two comments stands first.
func (o order) compare(a, b Comment) int {
	p, q := o.of(a), o.of(b)
	n := cmp.Or(p.At.Compare(q.At), cmp.Compare(p.Thanks, q.Thanks), cmp.Compare(p.ID.String(), q.ID.String()))
	if o.down {
		return -n
	}
	return n
}

// sql is the condition and the order of what stands after a place, or in front of it with back.
func (o order) sql(back bool) (after, by string) {
	sign, direction := ">", ""
	if o.down != back {
		sign, direction = "<", " DESC"
	}
	return `(` + o.column + `, id) ` + sign + ` (?, ?)`, ` ORDER BY ` + o.column + direction + `, id` + direction
}
