package httpapi_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
)

// A search that takes too long is ended by Postgres, told to be tried again, and leaves nothing that goes on: the next one is answered.
func TestSearchEndsInTime(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	held, err := api.DB.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := held.Exec(t.Context(), `LOCK TABLE search_entries IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	ended := api.Anonymous().Get("/search-results?q=park")
	if ended.WantCode(503, "unavailable"); ended.Header.Get("Retry-After") == "" {
		t.Error("not told when to try again")
	}
	var waiting int
	err = held.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND query LIKE '%tsv @@%' AND pid <> pg_backend_pid()`).Scan(&waiting)
	if err != nil || waiting > 0 {
		t.Errorf("%d searches go on: %v", waiting, err)
	}
	if err := held.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	api.Anonymous().Get("/search-results?q=park").Want(200)
}
