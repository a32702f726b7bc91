package page

import (
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// Moment is a place in a list by time; records of the same time stand by id.
type Moment struct {
	At time.Time `json:"t"`
	ID uuid.UUID `json:"i"`
}

// Name is a place in a list by name; records of the same name stand by id.
type Name struct {
	Name string    `json:"n"`
	ID   uuid.UUID `json:"i"`
}

// Latest is the place before every record of a list that begins with the latest; the zero Moment is
// that of a list that begins with the oldest.
func Latest() Moment { return Moment{At: time.Date(9999, time.January, 1, 0, 0, 0, 0, time.UTC)} }

// Read reads the piece of a list that r asks for. first is the place before every record, and place
// tells where a record stands. query returns, in the list's order, at most limit records that follow
// after, without the first offset of them. The total is left to [Result.Count]. Past what pages reach
// nothing is queried.
func Read[T, K any](r Request, list string, first K, place func(T) K, query func(after K, offset, limit int) ([]T, error)) (Result[T], error) {
	after := first
	if r.ByCursor() {
		if err := r.After(list, &after); err != nil {
			return Result[T]{Request: r}, err
		}
	}
	if r.Beyond() {
		return Result[T]{Request: r}, nil
	}
	items, err := query(after, r.Offset(), r.Limit+1)
	if err != nil {
		return Result[T]{Request: r}, err
	}
	return More(r, list, items, func(item T) any { return place(item) })
}

// Map converts the records of a piece.
func Map[T, U any](r Result[T], convert func(T) U) Result[U] {
	mapped := Result[U]{Request: r.Request, NextCursor: r.NextCursor, PrevCursor: r.PrevCursor, Total: r.Total, TotalExact: r.TotalExact}
	for _, item := range r.Items {
		mapped.Items = append(mapped.Items, convert(item))
	}
	return mapped
}

// Count adds the total to a page, counting no further than MaxCounted; a piece by cursor has none.
// from is the SQL of the whole list from FROM on, with args for its placeholders.
func (r *Result[T]) Count(db *gorm.DB, from string, args ...any) error {
	return r.CountTo(MaxCounted, db, from, args...)
}

// CountTo is [Result.Count] for lists whose rows cost more to count: it counts no further than most.
func (r *Result[T]) CountTo(most int, db *gorm.DB, from string, args ...any) error {
	if r.Request.ByCursor() || r.CountLast() {
		return nil
	}
	var n int
	err := db.Raw(`SELECT count(*) FROM (SELECT `+from+` LIMIT ?) counted`, slices.Concat(args, []any{most + 1})...).Scan(&n).Error
	r.Total, r.TotalExact = min(n, most), n <= most
	return err
}

// CountLast sets the total if this is the last page, which tells it by itself, and reports whether it is.
func (r *Result[T]) CountLast() bool {
	n := len(r.Items)
	if r.NextCursor != "" || n == 0 && r.Request.Page != 1 {
		return false
	}
	r.SetTotal(r.Request.Offset() + n)
	return true
}
