package privacy

import (
	"database/sql"
	"slices"
	"testing"

	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// A table that refers to a participant or an account, or has a column that names one, says something about
// people: an export tells it, or tables says why not.
func TestEveryTableAboutPeopleIsKnown(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	rows, err := db.Pool.Query(t.Context(), `
		SELECT DISTINCT conrelid::regclass::text FROM pg_constraint
		WHERE contype = 'f' AND confrelid IN ('participants'::regclass, 'accounts'::regclass, 'sessions'::regclass)
		UNION
		SELECT table_name::text FROM information_schema.columns WHERE table_schema = 'public' AND
			column_name IN ('participant_id', 'account_id', 'actor_id', 'subject_id', 'email', 'email_key', 'recipient', 'person_hash')`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		known := slices.IndexFunc(tables(), func(known table) bool { return known.name == name })
		if known < 0 {
			t.Errorf("the table %s says something about people: what does an export tell of it?", name)
			continue
		}
		if of := tables()[known]; (of.query == "") == (of.why == "") {
			t.Errorf("%s has either a query or a reason", name)
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// Every column has words for people in both languages, and none holds a secret.
func TestEveryColumnHasWords(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	words := labels()
	for _, table := range tables() {
		if table.query == "" {
			continue
		}
		if table.title[0] == "" || table.title[1] == "" {
			t.Errorf("%s has no title", table.name)
		}
		for _, column := range columns(t, db, table.query) {
			if w := words[column.Name()]; w[0] == "" || w[1] == "" {
				t.Errorf("%s.%s has no words", table.name, column.Name())
			}
			if column.DatabaseTypeName() == "BYTEA" {
				t.Errorf("%s.%s: bytes are hashes or secrets", table.name, column.Name())
			}
		}
	}
}

// columns tells what a query selects.
func columns(t *testing.T, db *postgres.DB, query string) []*sql.ColumnType {
	t.Helper()
	rows, err := db.Gorm.Raw(query, map[string]any{"person": nil}).Rows()
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close() //nolint:errcheck // nothing is read
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	columns, err := rows.ColumnTypes()
	if err != nil {
		t.Fatal(err)
	}
	return columns
}
