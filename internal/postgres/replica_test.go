//go:build unix

package postgres_test

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// replicaTest is a primary and its replica, which the tests use one after the other.
type replicaTest struct {
	pair *postgrestest.Pair
	db   *postgres.DB
}

func TestReplica(t *testing.T) {
	t.Parallel()
	pair := postgrestest.NewPair(t)
	db, err := postgres.Open(t.Context(), pair.Address())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(db.Close)
	if _, err := db.Pool.Exec(t.Context(), `CREATE TABLE counted AS SELECT 0 AS n`); err != nil {
		t.Fatal(err)
	}
	if err := db.ReadFrom(t.Context(), pair.Address(), slog.New(slog.NewTextHandler(t.Output(), nil))); err != nil {
		t.Fatal(err)
	}
	r := replicaTest{pair, db}
	for _, step := range []struct {
		name string
		test func(*testing.T)
	}{
		{"answers what may be stale", r.testMarked},
		{"answers nothing else", r.testUnmarked},
		{"leaves to the primary what it cannot do", r.testWrites},
		{"is no staler than promised", r.testPaused},
		{"serves on while the primary is idle", r.testIdle},
		{"is done without when it is gone", r.testGone},
	} {
		if !t.Run(step.name, step.test) {
			return
		}
	}
}

// onReplica reports where a read with ctx goes.
func (r replicaTest) onReplica(t *testing.T, ctx context.Context) (follows bool) { //nolint:revive // the test comes first everywhere
	t.Helper()
	if err := r.db.Gorm.WithContext(ctx).Raw(`SELECT pg_is_in_recovery()`).Scan(&follows).Error; err != nil {
		t.Fatal(err)
	}
	return follows
}

func (r replicaTest) awaitReplica(t *testing.T) {
	t.Helper()
	await(t, "the replica is read from", func() bool { return r.onReplica(t, postgres.Stale(t.Context())) })
}

// count adds one on the primary.
func (r replicaTest) count(t *testing.T) (n int) {
	t.Helper()
	if err := r.db.Pool.QueryRow(t.Context(), `UPDATE counted SET n = n + 1 RETURNING n`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (r replicaTest) counted(ctx context.Context, t *testing.T) (n int) {
	t.Helper()
	if err := r.db.Gorm.WithContext(ctx).Raw(`SELECT n FROM counted`).Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func (r replicaTest) testMarked(t *testing.T) {
	r.awaitReplica(t)
	await(t, "one row is read from it", func() (follows bool) {
		err := r.db.Gorm.WithContext(postgres.Stale(t.Context())).Raw(`SELECT pg_is_in_recovery()`).Row().Scan(&follows)
		return err == nil && follows
	})
	await(t, "it is read from with a plan of its own", func() (follows bool) {
		err := postgres.Replanned(r.db.Gorm.WithContext(postgres.Stale(t.Context()))).Raw(`SELECT pg_is_in_recovery()`).Scan(&follows).Error
		return err == nil && follows
	})
}

func (r replicaTest) testUnmarked(t *testing.T) {
	for name, ctx := range map[string]context.Context{"without a mark": t.Context(), "with the mark taken off": postgres.Current(postgres.Stale(t.Context()))} {
		if r.onReplica(t, ctx) {
			t.Errorf("%s it goes to the replica", name)
		}
	}
	tx := r.db.Gorm.WithContext(postgres.Stale(t.Context())).Begin()
	defer tx.Rollback()
	follows := true
	if err := tx.Raw(`SELECT pg_is_in_recovery()`).Scan(&follows).Error; err != nil || follows {
		t.Errorf("a transaction goes to the replica, or %v", err)
	}
}

func (r replicaTest) testWrites(t *testing.T) {
	var n int
	before := r.count(t)
	marked := r.db.Gorm.WithContext(postgres.Stale(t.Context()))
	if err := marked.Raw(`UPDATE counted SET n = n + 1 RETURNING n`).Scan(&n).Error; err != nil || n != before+1 {
		t.Error(n, err)
	}
	if err := marked.Exec(`UPDATE counted SET n = n + 1`).Error; err != nil {
		t.Error(err)
	}
	r.awaitReplica(t)
}

// testPaused lets the primary go on while the replica stands still: what is read is never older than
// promised, and when the replica comes along again, it is read from again.
func (r replicaTest) testPaused(t *testing.T) {
	for range 5 { // on a busy machine the promise may be over before anything is read
		r.awaitReplica(t)
		if r.pause(t) {
			return
		}
	}
	t.Error("nothing was read from the replica")
}

// pause reports whether something stale was read.
func (r replicaTest) pause(t *testing.T) (stale bool) {
	t.Helper()
	r.pair.Pause()
	defer r.pair.Resume()
	n := r.count(t)
	wrote := time.Now()
	await(t, "the primary answers", func() bool {
		asked := time.Now()
		if r.counted(postgres.Stale(t.Context()), t) == n {
			return true
		}
		if stale = true; asked.Sub(wrote) > postgres.MaxStale {
			t.Fatalf("what was written %s before is not seen", asked.Sub(wrote))
		}
		return false
	})
	if got := r.counted(t.Context(), t); got != n {
		t.Errorf("the primary shows %d, not %d", got, n)
	}
	return stale
}

// testIdle writes nothing for longer than a replica may lag: it goes on being read from.
func (r replicaTest) testIdle(t *testing.T) {
	r.awaitReplica(t)
	until := time.Now().Add(postgres.MaxStale + time.Second)
	await(t, "the time is over", func() bool { return time.Now().After(until) })
	r.awaitReplica(t)
}

func (r replicaTest) testGone(t *testing.T) {
	r.pair.StopReplica()
	for range 100 { // also before anybody has noticed
		if r.onReplica(t, postgres.Stale(t.Context())) {
			t.Fatal("it answers")
		}
	}
}

// await waits for a condition that a server brings about.
func await(t *testing.T, what string, condition func() bool) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for until := time.Now().Add(30 * time.Second); !condition(); <-look.C {
		if time.Now().After(until) {
			t.Fatalf("not in time: %s", what)
		}
	}
}

// What cannot be a replica's address is told at once.
func TestReadFrom(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	if err := db.ReadFrom(t.Context(), "postgres://a@[", slog.New(slog.DiscardHandler)); err == nil {
		t.Error("it is taken")
	}
}

// A server that does not take writes says so with 503.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	err := postgres.Translate(db.Gorm.WithContext(t.Context()).Exec(`BEGIN READ ONLY; CREATE TABLE x ()`).Error)
	if errs.CodeOf(err) != errs.Unavailable {
		t.Error(err)
	}
	if err := db.Gorm.WithContext(t.Context()).Exec(`CREATE TEMPORARY TABLE x ()`).Error; err != nil {
		t.Error("the connection was kept:", err)
	}
}
