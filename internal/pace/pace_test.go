package pace_test

import (
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// Of thirty at once as many get through as may, others are counted apart, and what is refused says when there is room.
func TestThirtyAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	if _, err := db.Pool.Exec(t.Context(), `CREATE TABLE done (who uuid, at timestamptz DEFAULT now(), kind text)`); err != nil {
		t.Fatal(err)
	}
	one, other := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	limit := pace.Limit{Table: "done", By: "who", At: "at", Where: "kind = 'counted'", Most: 20, In: pace.Day}
	do := func(who auth.Principal, kind string) error {
		return postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error {
			if err := limit.Check(tx, who.ID); err != nil {
				return err
			}
			return tx.Exec(`INSERT INTO done (who, kind) VALUES (?, ?)`, who.ID, kind).Error
		})
	}
	if _, err := db.Pool.Exec(t.Context(), `INSERT INTO done SELECT $1, now() - interval '25 hours', 'counted' FROM generate_series(1, 30)`, one.ID); err != nil {
		t.Fatal(err)
	}
	if err := do(one, "else"); err != nil {
		t.Fatal(err)
	}
	var through atomic.Int32
	var all sync.WaitGroup
	for range 30 {
		all.Go(func() {
			err := do(one, "counted")
			var problem *errs.Error
			switch {
			case err == nil:
				through.Add(1)
			case errs.CodeOf(err) != errs.TooManyRequests || !errors.As(err, &problem) || problem.RetryAfter < 23*time.Hour || problem.RetryAfter > 24*time.Hour:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if through.Load() != 20 {
		t.Errorf("%d of 30", through.Load())
	}
	if err := do(other, "counted"); err != nil {
		t.Error(err)
	}
	for times, want := range map[int]errs.Code{19: "", 20: errs.TooManyRequests} {
		err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error { return limit.CheckSome(tx, other.ID, times) })
		if errs.CodeOf(err) != want {
			t.Errorf("%d more: %v", times, err)
		}
	}
}
