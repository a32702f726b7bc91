//go:build unix

package postgrestest_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// What the primary commits, the replica has when it takes over, and the one address finds it.
func TestPair(t *testing.T) {
	t.Parallel()
	pair := postgrestest.NewPair(t)
	db, err := postgres.Open(t.Context(), pair.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Pool.Exec(t.Context(), `CREATE TABLE kept AS SELECT 42 AS answer`); err != nil {
		t.Fatal(err)
	}
	pair.Kill()
	pair.Promote()
	var answer int
	for range 4 { // each connection of the pool that the kill broke fails once
		if err = db.Pool.QueryRow(t.Context(), `UPDATE kept SET answer = answer + 1 RETURNING answer`).Scan(&answer); err == nil {
			break
		}
	}
	if err != nil || answer != 43 {
		t.Fatal(answer, err)
	}
}
