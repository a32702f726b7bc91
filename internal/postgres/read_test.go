package postgres_test

import (
	"reflect"
	"testing"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// Read finds what GORM finds, in and outside of transactions, and plans anew when told to.
func TestReadIsScan(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t).Gorm.WithContext(t.Context())
	type place struct {
		Hot   float64
		At    time.Time
		Count *int64
	}
	type row struct {
		ID     uuid.UUID
		Name   string
		Kind   participant.Kind
		Author participant.Ref `gorm:"embedded;embeddedPrefix:author_"`
		Place  place           `gorm:"embedded;embeddedPrefix:place_"`
		Seen   *time.Time
		Listed bool
		Small  int
	}
	const query = `SELECT '0197c2f0-3d42-7e10-b7c1-1a2b3c4d5e03'::uuid AS id, ?::text || n AS name, 'company' AS kind, ?::uuid AS author_id,
		NULL::text AS author_display_name, 'resident' AS author_kind, 1.5::float8 AS place_hot, timestamptz '2026-11-22 10:00:00+00' AS place_at,
		CASE WHEN n > 1 THEN n::bigint END AS place_count, CASE WHEN n > 1 THEN timestamptz '2026-11-22 11:00:00+00' END AS seen,
		n > 1 AS listed, n::integer AS small, 'passed over' AS unknown
		FROM generate_series(1, ?) n ORDER BY n`
	args := []any{"Maja ", uuid.New(), 3}
	var want []row
	if err := db.Raw(query, args...).Scan(&want).Error; err != nil || len(want) != 3 || want[2].Place.Count == nil {
		t.Fatal(want, err)
	}
	check := func(what string, db *gorm.DB) {
		got, err := postgres.Read[row](db, query, args...)
		if err != nil || len(got) != len(want) {
			t.Fatalf("%s: %v, %v", what, got, err)
		}
		for n := range got {
			if !got[n].Place.At.Equal(want[n].Place.At) || (got[n].Seen == nil) != (want[n].Seen == nil) {
				t.Errorf("%s: got %+v, want %+v", what, got[n], want[n])
			}
			got[n].Place.At, got[n].Seen = want[n].Place.At, want[n].Seen // moments compare by Equal, not by zone
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, want %+v", what, got, want)
		}
	}
	check("by itself", db)
	check("planned anew", postgres.Replanned(db))
	if err := db.Transaction(func(tx *gorm.DB) error { check("in a transaction", tx); return nil }); err != nil {
		t.Error(err)
	}
	if _, err := postgres.Read[row](db, `SELECT 1 / 0 AS small`); err == nil {
		t.Error("an error is lost")
	}
	if _, err := postgres.Read[row](db, `SELECT 'three' AS small`); err == nil {
		t.Error("text is taken for a number")
	}
	if none, err := postgres.Read[row](db, query, "", uuid.New(), 0); err != nil || len(none) != 0 {
		t.Errorf("of nothing: %v, %v", none, err)
	}
}
