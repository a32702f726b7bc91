package audit_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// Not even the owner of the table changes an entry, and only old ones can be forgotten.
func TestEntriesStay(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	who, actor := uuid.New(), uuid.New()
	for _, e := range []audit.Entry{
		{Actor: actor, Action: "role.changed", SubjectKind: "account", Subject: who, Details: map[string]string{"to": "moderator"}},
		{Action: "role.changed", SubjectKind: "account", Subject: who},
	} {
		if err := audit.Record(db.Gorm.WithContext(t.Context()), e); err != nil {
			t.Fatal(err)
		}
	}
	for _, sql := range []string{"UPDATE audit_log SET action = 'nothing'", "DELETE FROM audit_log", "TRUNCATE audit_log"} {
		if _, err := db.Pool.Exec(t.Context(), sql); err == nil || !strings.Contains(err.Error(), "only added to") {
			t.Errorf("%s: %v", sql, err)
		}
	}
	var entries, byProgram int
	err := db.Pool.QueryRow(t.Context(), `SELECT count(*), count(*) FILTER (WHERE actor_id IS NULL) FROM audit_log
		WHERE subject_id = $1`, who).Scan(&entries, &byProgram)
	if err != nil || entries != 2 || byProgram != 1 {
		t.Errorf("%d entries, %d by the program: %v", entries, byProgram, err)
	}
	if _, err := db.Pool.Exec(t.Context(), `INSERT INTO audit_log (id, at, action, subject_kind, subject_id)
		VALUES (gen_random_uuid(), now() - interval '3 years', 'role.changed', 'account', $1)`, who); err != nil {
		t.Fatal(err)
	}
	gone, err := db.Pool.Exec(t.Context(), `DELETE FROM audit_log WHERE at < now() - interval '2 years'`)
	if err != nil || gone.RowsAffected() != 1 {
		t.Errorf("forgotten: %d, %v", gone.RowsAffected(), err)
	}
}
