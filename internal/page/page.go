// Package page reads lists in pieces: by page number for the first 10,000 records, by cursor at
// any depth. A cursor is the sort key of the last record read, so reading on costs the same at
// any depth (keyset pagination).
package page

import (
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"hash/fnv"

	"github.com/medskapa/medskapa/internal/errs"
)

const (
	// DefaultLimit is how many records an answer holds when none is asked for. The contract bounds it to 100.
	DefaultLimit = 20
	// MaxCounted is how far records are counted, and how deep pages reach.
	MaxCounted = 10_000
	// MaxCostly is how far records are counted where other tables say of each whether it counts.
	MaxCostly = 1_000
)

// Request is what part of a list is asked for: a page, or what follows a cursor.
type Request struct {
	Limit  int
	Page   int // from 1; 0 when a cursor is used
	cursor string
	back   bool // what stands in front of the cursor is asked for
}

// NewRequest checks and completes what a client asked for; nil means not given.
func NewRequest(limit, page *int32, cursor *string) (Request, error) {
	r := Request{Limit: DefaultLimit, Page: 1}
	if limit != nil {
		r.Limit = int(*limit)
	}
	if page != nil && cursor != nil {
		return r, errs.Invalid("cursor", errs.NotTogether, "page")
	}
	if page != nil {
		r.Page = int(*page)
	}
	if cursor != nil {
		r.Page, r.cursor = 0, *cursor
	}
	return r, nil
}

// First is the first page at the default length.
func First() Request { return Request{Limit: DefaultLimit, Page: 1} }

// ByCursor reports whether the request reads on from a cursor.
func (r Request) ByCursor() bool { return r.Page == 0 }

// Offset is how many records to skip; 0 by cursor.
func (r Request) Offset() int {
	if r.ByCursor() {
		return 0
	}
	return (r.Page - 1) * r.Limit
}

// Beyond reports that the page lies past what pages reach: the list is empty there.
func (r Request) Beyond() bool { return r.Offset() >= MaxCounted }

// After decodes the cursor into key, which list (any fixed text that names the list and its
// order) must have encoded. The problem names the field cursor.
func (r Request) After(list string, key any) error {
	raw, err := base64.RawURLEncoding.DecodeString(r.cursor)
	if err != nil || len(raw) < 4 || binary.BigEndian.Uint32(raw) != checksum(list, raw[4:]) {
		return errs.Invalid("cursor", errs.BadCursor)
	}
	if err := json.Unmarshal(raw[4:], key); err != nil {
		return errs.Invalid("cursor", errs.BadCursor)
	}
	return nil
}

// Result is one piece of a list.
type Result[T any] struct {
	Items      []T
	Request    Request
	NextCursor string // empty at the end
	PrevCursor string // of windows only; empty at the beginning
	Total      int    // by page only: records in all, counted up to MaxCounted
	TotalExact bool
}

// More cuts what was read, one record more than asked for, to the limit, and sets the cursor when
// there was one more. key gives the sort key of a record, for [Request.After].
func More[T any](r Request, list string, items []T, key func(T) any) (Result[T], error) {
	result := Result[T]{Items: items, Request: r}
	if len(items) <= r.Limit {
		return result, nil
	}
	result.Items = items[:r.Limit]
	var err error
	result.NextCursor, err = encode(list, key(result.Items[r.Limit-1]))
	return result, err
}

// encode writes the place of a record in a list as a cursor.
func encode(list string, key any) (string, error) {
	encoded, err := json.Marshal(key)
	raw := binary.BigEndian.AppendUint32(nil, checksum(list, encoded))
	return base64.RawURLEncoding.EncodeToString(append(raw, encoded...)), err
}

// SetTotal notes the count, which the query stopped at MaxCounted+1.
func (r *Result[T]) SetTotal(counted int) {
	r.Total, r.TotalExact = min(counted, MaxCounted), counted <= MaxCounted
}

// checksum ties a cursor to its list. It guards against mistakes, not against forgery: a forged
// cursor shows nothing that the list would not.
func checksum(list string, encoded []byte) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(list)) // a hash never fails
	_, _ = h.Write(encoded)
	return h.Sum32()
}
