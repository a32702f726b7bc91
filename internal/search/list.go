package search

import (
	"context"
	"math"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/page"
)

// Result is what a search finds.
type Result struct {
	page.Result[Hit]
	// Corrected is what was looked for instead, where the words as typed find nothing; else "".
	Corrected string
	Counts    *Counts // with the first piece only
}

// place is where something stands among what is found.
type place struct {
	Rank   float64 `json:"r"`
	Number int64   `json:"n"`
}

type entry struct {
	ID    uuid.UUID
	Kind  Kind
	Place place `gorm:"embedded"`
}

// List returns what f finds, the most fitting first: how often and where the words stand, then the newest. At most [MaxFound] are found.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (Result, error) {
	db := s.db.WithContext(ctx)
	found, err := Find(db, f)
	if err != nil {
		return Result{}, err
	}
	instead := ""
	if len(found.IDs) == 0 && found.Words.Wanted != nil {
		if instead, err = f.correct(db, &found); err != nil {
			return Result{}, err
		}
	}
	if instead != "" {
		f.Query, f.Unfinished = instead, false
	}
	result, err := s.list(db, f, found, r)
	result.Corrected = instead
	return result, err
}

// correct looks for the nearest words that something has instead, where that finds something; else it returns "".
func (f Filter) correct(db *gorm.DB, found *Found) (string, error) {
	instead, err := correct(db, f.Query)
	if err != nil || instead == "" {
		return "", err
	}
	f.Query, f.Unfinished = instead, false
	better, err := Find(db, f)
	if err != nil || len(better.IDs) == 0 {
		return "", err
	}
	*found = better
	return instead, nil
}

func (s *Store) list(db *gorm.DB, f Filter, found Found, r page.Request) (Result, error) {
	entries, err := page.Read(r, "search", place{Rank: math.MaxFloat64}, func(e entry) place { return e.Place },
		func(after place, offset, limit int) ([]entry, error) { return found.read(db, after, offset, limit) })
	result := Result{Result: page.Result[Hit]{Request: r, NextCursor: entries.NextCursor}}
	if err != nil {
		return result, err
	}
	if result.Items, err = s.hits(db, found.Words.Marked, entries.Items); err != nil || r.ByCursor() {
		return result, err
	}
	if result.Counts, err = f.count(db, found); err != nil {
		return result, err
	}
	result.Total, result.TotalExact = result.Counts.Total, result.Counts.Total < MaxFound
	return result, nil
}

func (f Found) read(db *gorm.DB, after place, offset, limit int) (entries []entry, err error) {
	err = db.Raw(`SELECT id, kind, rank, number FROM (
			SELECT id, kind, number, round(ts_rank(tsv, ?::tsquery)::numeric, 6)::float8 AS rank FROM search_entries WHERE id = ANY (?)) x
		WHERE (rank, number) < (?::float8, ?::bigint) ORDER BY rank DESC, number DESC OFFSET ? LIMIT ?`,
		f.Words.Typed, f.IDs, after.Rank, after.Number, offset, limit).Scan(&entries).Error
	return entries, err
}
