package challenge_test

import (
	"testing"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// What is open when: with phases what the one that runs says, and nothing between them; without phases as the challenge itself says.
func TestLockOpen(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	hour := time.Hour
	all := challenge.Openness{Posting: true, Commenting: true, Voting: true, Needs: true}
	ideasOver := challenge.Openness{Commenting: true, Needs: true}
	tests := []struct {
		name   string
		state  string
		phases func(uuid.UUID)
		want   challenge.Openness
	}{
		{"without phases", "open", func(uuid.UUID) {}, all},
		{"closed by hand", "closed", func(uuid.UUID) {}, ideasOver},
		{"in the first", "open", func(id uuid.UUID) {
			fixture.Phase(t, db, id, -hour, hour, "posting", "commenting")
			fixture.Phase(t, db, id, hour, 2*hour, "voting")
		}, challenge.Openness{Posting: true, Commenting: true}},
		{"in the second, which begins when the first ends", "open", func(id uuid.UUID) {
			fixture.Phase(t, db, id, -hour, -time.Minute, "posting", "commenting")
			fixture.Phase(t, db, id, -time.Minute, hour, "voting", "needs")
		}, challenge.Openness{Voting: true, Needs: true}},
		{"in a phase that opens nothing", "open", func(id uuid.UUID) { fixture.Phase(t, db, id, -hour, hour) }, challenge.Openness{}},
		{"between two", "open", func(id uuid.UUID) {
			fixture.Phase(t, db, id, -2*hour, -hour, "posting", "voting")
			fixture.Phase(t, db, id, hour, 2*hour, "posting", "commenting", "voting", "needs")
		}, challenge.Openness{}},
		{"after the last", "open", func(id uuid.UUID) {
			fixture.Phase(t, db, id, -2*hour, -hour, "posting", "commenting", "voting", "needs")
		}, challenge.Openness{}},
		{"what was closed by hand opens by its phases", "closed", func(id uuid.UUID) { fixture.Phase(t, db, id, -hour, hour, "posting") }, challenge.Openness{Posting: true}},
		{"archived", "archived", func(id uuid.UUID) { fixture.Phase(t, db, id, -hour, hour, "posting", "commenting") }, challenge.Openness{Commenting: true}},
	}
	for _, test := range tests {
		id := fixture.Challenge(t, db, challenge.Support)
		exec(t, db, `UPDATE challenges SET state = $2 WHERE id = $1`, id, test.state)
		test.phases(id)
		if got := openness(t, db, id); got != test.want {
			t.Errorf("%s: %+v, want %+v", test.name, got, test.want)
		}
	}
	draft := fixture.Challenge(t, db, challenge.Support)
	exec(t, db, `UPDATE challenges SET state = 'draft' WHERE id = $1`, draft)
	for _, id := range []uuid.UUID{draft, uuid.New()} {
		if _, err := challenge.LockOpen(db.Gorm.WithContext(t.Context()), id); errs.CodeOf(err) != errs.NotFound {
			t.Errorf("%s: %v", id, err)
		}
	}
}

// The times of a challenge that has phases are those from and until which ideas or votes are taken.
func TestTimesOfPhases(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	id := fixture.Challenge(t, db, challenge.Support)
	first := fixture.Phase(t, db, id, time.Hour, 2*time.Hour, "commenting")
	times := func() (opens, closes *time.Time) {
		if err := db.Pool.QueryRow(t.Context(), `SELECT opens_at, closes_at FROM challenges WHERE id = $1`, id).Scan(&opens, &closes); err != nil {
			t.Fatal(err)
		}
		return opens, closes
	}
	near := func(at *time.Time, from time.Duration) bool {
		return at != nil && time.Until(*at) < from && time.Until(*at) > from-time.Minute
	}
	if opens, closes := times(); opens != nil || !near(closes, time.Hour) {
		t.Errorf("a plan that never takes anything: from %v until %v", opens, closes)
	}
	fixture.Phase(t, db, id, 2*time.Hour, 3*time.Hour, "posting")
	fixture.Phase(t, db, id, 5*time.Hour, 6*time.Hour, "voting")
	fixture.Phase(t, db, id, 6*time.Hour, 7*time.Hour, "needs")
	if opens, closes := times(); !near(opens, 2*time.Hour) || !near(closes, 6*time.Hour) {
		t.Errorf("from %v until %v", opens, closes)
	}
	exec(t, db, `DELETE FROM phases WHERE challenge_id = $1 AND id <> $2`, id, first)
	exec(t, db, `DELETE FROM phases WHERE challenge_id = $1`, id)
	if got := openness(t, db, id); !got.Posting || !got.Voting || !got.Commenting {
		t.Errorf("without phases again: %+v", got)
	}
}

func openness(t *testing.T, db *postgres.DB, id uuid.UUID) (open challenge.Openness) {
	t.Helper()
	err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) (err error) {
		open, err = challenge.LockOpen(tx, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return open
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}
