package polisimport_test

import (
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/medskapa/medskapa/internal/polis"
	"github.com/medskapa/medskapa/internal/polis/polistest"
	"github.com/medskapa/medskapa/internal/polisimport"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestImportsAtOnce(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	dir := polistest.Changing().Write(t)
	const n = 4
	var imports sync.WaitGroup
	changed := make([]int64, n)
	start := make(chan struct{})
	for i := range n {
		imports.Go(func() {
			<-start
			figures, err := tryRun(t.Context(), pool, dir)
			if err != nil {
				t.Error(err)
			}
			changed[i] = figures.Changed
		})
	}
	close(start)
	imports.Wait()
	var sum int64
	for _, c := range changed {
		sum += c
	}
	if sum != 5 {
		t.Errorf("changed %v", changed)
	}
	compareVotes(t, pool, polistest.ReadMatrix(t, dir))
	compareCounters(t, pool, polistest.ReadMatrix(t, dir))
	if n := ask[int](t, pool, `SELECT count(*) FROM challenges`); n != 1 {
		t.Errorf("%d challenges", n)
	}
}

// TestWaitsItsTurn: an import waits for another longer than anything else may wait for a lock.
func TestWaitsItsTurn(t *testing.T) {
	t.Parallel()
	db, url := postgrestest.NewURL(t)
	other, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Exec(t.Context(), `SELECT pg_advisory_xact_lock(7650719)`); err != nil {
		t.Fatal(err)
	}
	export, err := polis.Open(polistest.Small().Write(t))
	if err != nil {
		t.Fatal(err)
	}
	pool := impatient(t, url)
	waiting, done := make(chan struct{}), make(chan error, 1)
	go func() {
		_, err := polisimport.Import(t.Context(), pool, export, func(s polisimport.Stage) {
			if s == polisimport.Waiting {
				close(waiting)
			}
		})
		done <- err
	}()
	<-waiting
	for !ask[bool](t, db.Pool, `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database()
		AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '200 milliseconds')`) {
		select {
		case err := <-done:
			t.Fatalf("it did not wait: %v", err)
		default:
		}
	}
	if err := other.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// impatient is a pool whose connections give up on a lock after 50 milliseconds.
func impatient(t *testing.T, url string) *pgxpool.Pool {
	t.Helper()
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		t.Fatal(err)
	}
	config.ConnConfig.RuntimeParams["lock_timeout"] = (50 * time.Millisecond).String()
	pool, err := pgxpool.NewWithConfig(t.Context(), config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}
