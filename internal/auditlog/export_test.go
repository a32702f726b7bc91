package auditlog_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auditlog"
	"github.com/medskapa/medskapa/internal/participant"
)

// Names are people's own: none of them is run by the spreadsheet of whoever looks into the log.
func TestCSVHoldsNoFormulas(t *testing.T) {
	t.Parallel()
	names := map[string]string{
		`=HYPERLINK("https://evil.example","Klicka")`: `'=HYPERLINK("https://evil.example","Klicka")`,
		"+46 70": "'+46 70", "-2+3": "'-2+3", "@SUM(1;1)": "'@SUM(1;1)", "\t=1+1": "'\t=1+1", "＝1+1": "'＝1+1", "＋1": "'＋1", "－1": "'－1", "＠a": "'＠a",
		"Maja": "Maja", "1+1=2": "1+1=2", "": "", "Å, \"B\"\nC": "Å, \"B\"\nC",
	}
	var file bytes.Buffer
	write, end := auditlog.CSV(&file)
	order := make([]string, 0, len(names))
	for name := range names {
		order = append(order, name)
		entry := auditlog.Entry{ID: uuid.New(), At: time.Now(), Action: "role.changed", Actor: participant.Ref{DisplayName: name},
			SubjectKind: "account", SubjectID: uuid.New(), Subject: participant.Ref{DisplayName: name}, Details: `{"role":"member"}`}
		if err := write(entry); err != nil {
			t.Fatal(err)
		}
	}
	if err := end(); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil || len(rows) != len(names)+1 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	actor, subject := slices.Index(rows[0], "actor"), slices.Index(rows[0], "subject")
	for i, name := range order {
		for _, column := range []int{actor, subject} {
			if got := rows[i+1][column]; got != names[name] {
				t.Errorf("%q is the cell %q, want %q", name, got, names[name])
			}
		}
	}
}
