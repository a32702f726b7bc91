package change_test

import (
	"errors"
	"testing"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// A transaction tells what it changed once it is committed, and nothing when it is not.
func TestTransaction(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	db.Changes.Follow()
	await(t, "the feed listens", func() bool { _, live := db.Changes.Now(); return live })
	since, _ := db.Changes.Now()
	shown := db.Changes.Shown(change.Challenges)
	refused := errors.New("refused")
	for _, result := range []error{refused, nil} {
		err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error {
			postgres.Changed(tx, change.Challenges)
			if !db.Changes.Holds(since, shown) {
				t.Error("told before the end")
			}
			return result
		})
		if !errors.Is(err, result) {
			t.Fatal(err)
		}
		if db.Changes.Holds(since, shown) != (result != nil) {
			t.Errorf("after a transaction that ends with %v: holds is %t", result, result == nil)
		}
	}
}
