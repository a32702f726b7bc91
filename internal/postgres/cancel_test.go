package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// A reader who leaves ends the query, and the connection serves the next one.
func TestAReaderWhoLeavesKeepsTheConnection(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	made := db.Pool.Stat().NewConnsCount()
	for range 5 {
		ctx, leave := context.WithTimeout(t.Context(), 10*time.Millisecond)
		began := time.Now()
		_, err := db.Pool.Exec(ctx, `SELECT pg_sleep(60)`)
		leave()
		if errs.CodeOf(postgres.Translate(err)) != errs.Unavailable || time.Since(began) > 10*time.Second {
			t.Fatalf("%v after %s", err, time.Since(began))
		}
		if _, err := db.Pool.Exec(t.Context(), `SELECT 1`); err != nil {
			t.Fatal(err)
		}
	}
	if again := db.Pool.Stat().NewConnsCount(); again > max(made, 1) {
		t.Errorf("%d connections were made anew", again-made)
	}
}
