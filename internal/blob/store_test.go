package blob_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T) (*postgres.DB, *blob.Store) {
	t.Helper()
	db := postgrestest.New(t)
	bucket, err := blob.Open(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return db, blob.NewStore(db.Gorm, bucket)
}

func put(t *testing.T, store *blob.Store, folder string) {
	t.Helper()
	if err := store.Put(t.Context(), folder, blob.Piece{Name: "a.txt", MediaType: "text/plain", Data: []byte("a")}); err != nil {
		t.Fatal(err)
	}
}

func isThere(t *testing.T, store *blob.Store, folder string) bool {
	t.Helper()
	_, err := store.Read(t.Context(), folder, "a.txt")
	if err != nil && errs.CodeOf(err) != errs.NotFound {
		t.Fatal(err)
	}
	return err == nil
}

func exec(t *testing.T, db *postgres.DB, sql string) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

// What a row stands for stays; what is loose goes when its time has come, and not before.
func TestSweep(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	for _, folder := range []string{"images/kept", "images/loose", "images/new"} {
		put(t, store, folder)
	}
	if err := store.Keep(db.Gorm.WithContext(t.Context()), "images/kept"); err != nil {
		t.Fatal(err)
	}
	if err := store.Keep(db.Gorm.WithContext(t.Context()), "images/kept"); errs.CodeOf(err) != errs.Unavailable {
		t.Errorf("kept twice: %v", err)
	}
	exec(t, db, `UPDATE loose_blobs SET due_at = now() WHERE folder = 'images/loose'`)
	if err := store.Sweep(t.Context()); err != nil {
		t.Fatal(err)
	}
	for folder, want := range map[string]bool{"images/kept": true, "images/loose": false, "images/new": true} {
		if isThere(t, store, folder) != want {
			t.Errorf("%s is there: %t", folder, !want)
		}
	}
}

// A folder that cannot be removed is told of, tried again by the next run, and holds up none behind it.
func TestSweepPastABadOne(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	for _, folder := range []string{"images/bad", "images/next"} {
		put(t, store, folder)
	}
	exec(t, db, `UPDATE loose_blobs SET due_at = now() - CASE folder WHEN 'images/bad' THEN interval '2 minutes' ELSE interval '1 minute' END`)
	exec(t, db, `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'refused'; END $$`)
	exec(t, db, `CREATE TRIGGER refuse BEFORE DELETE ON loose_blobs FOR EACH ROW WHEN (OLD.folder = 'images/bad') EXECUTE FUNCTION refuse()`)
	if err := store.Sweep(t.Context()); err == nil {
		t.Error("nothing is told of the bad one")
	}
	if isThere(t, store, "images/next") {
		t.Error("the one behind it is still there")
	}
	var left string
	if err := db.Pool.QueryRow(t.Context(), `SELECT string_agg(folder, ' ') FROM loose_blobs`).Scan(&left); err != nil || left != "images/bad" {
		t.Errorf("left: %q, %v", left, err)
	}
}
