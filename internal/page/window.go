package page

import (
	"slices"

	"github.com/medskapa/medskapa/internal/errs"
)

// NewWindow is [NewRequest] for a list that is read both ways: before is the PrevCursor of a piece, and
// asks for what stands in front of it; around asks for a place in the middle, which the feature finds.
func NewWindow(limit, page *int32, cursor, before *string, around bool) (Request, error) {
	r, err := NewRequest(limit, page, cursor)
	if err != nil {
		return r, err
	}
	given := page != nil || cursor != nil
	switch {
	case before != nil && (given || around):
		return r, errs.Invalid("before", errs.NotTogether, "page, cursor, around")
	case around && given:
		return r, errs.Invalid("around", errs.NotTogether, "page, cursor")
	case around:
		r.Page = 0
	case before != nil:
		r.Page, r.cursor, r.back = 0, *before, true
	}
	return r, nil
}

// Cut is the piece of items from one index to another, with the cursors that lead on from it both ways;
// none leads where nothing is left and more is false.
func Cut[T, K any](r Request, list string, items []T, from, to int, more [2]bool, place func(T) K) (result Result[T], err error) {
	result = Result[T]{Items: items[from:to], Request: r}
	if from == to {
		return result, nil
	}
	if more[0] || from > 0 {
		if result.PrevCursor, err = encode(list, place(items[from])); err != nil {
			return result, err
		}
	}
	if more[1] || to < len(items) {
		result.NextCursor, err = encode(list, place(items[to-1]))
	}
	return result, err
}

// ReadWindow is [Read] for a list that is read both ways. With back, query returns what stands in front
// of from, the nearest first.
func ReadWindow[T, K any](r Request, list string, first K, place func(T) K, query func(from K, back bool, offset, limit int) ([]T, error)) (Result[T], error) {
	from := first
	if r.ByCursor() {
		if err := r.After(list, &from); err != nil {
			return Result[T]{Request: r}, err
		}
	}
	if r.Beyond() {
		return Result[T]{Request: r}, nil
	}
	items, err := query(from, r.back, r.Offset(), r.Limit+1)
	if err != nil {
		return Result[T]{Request: r}, err
	}
	if r.back {
		slices.Reverse(items)
		return Cut(r, list, items, max(0, len(items)-r.Limit), len(items), [2]bool{false, true}, place)
	}
	return Cut(r, list, items, 0, min(r.Limit, len(items)), [2]bool{r.ByCursor(), false}, place)
}
