package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/polis/polistest"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// runImport runs the command as a person would. Without a DATABASE_URL it uses the private Postgres
// of the data folder, which the test sets.
func runImport(t *testing.T, args ...string) (out, progress string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	cmd := importCommand()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(&stdout)
	cmd.SetErr(&stderr)
	cmd.SetArgs(append([]string{"polis"}, args...))
	err = cmd.ExecuteContext(t.Context())
	return stdout.String(), stderr.String(), err
}

const (
	firstLine = `{"statements":3,"visible":2,"voters":3,"opinions":5,"agree":2,"disagree":2,"pass":1,"changed":5}`
	againLine = `{"statements":3,"visible":2,"voters":3,"opinions":5,"agree":2,"disagree":2,"pass":1,"changed":0}`
	table     = `
   statements   3
      visible   2
       voters   3
     opinions   5
        agree   2
     disagree   2
         pass   1
      changed   0
`
)

// TestImportCommand imports into a private Postgres: one that nobody runs, then one that a server
// runs.
func TestImportCommand(t *testing.T) {
	t.Setenv("DATABASE_URL", "")
	t.Setenv("MEDSKAPA_DATA", filepath.Join(openFolder(t), "data"))
	dir := polistest.Changing().Write(t)
	out, progress, err := runImport(t, dir, "--json")
	if err != nil || out != firstLine+"\n" {
		t.Fatalf("without a server: got %q, %v", out, err)
	}
	if !strings.Contains(progress, "reading: ") || !strings.Contains(progress, "storing") {
		t.Errorf("progress %q", progress)
	}

	server, err := postgres.OpenCluster(t.Context(), postgres.Options{
		Data: os.Getenv("MEDSKAPA_DATA"), Binaries: os.Getenv("MEDSKAPA_POSTGRES_BIN"),
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := server.Close(context.Background()); err != nil { // the test's own context may have ended
			t.Error(err)
		}
	}()
	if out, _, err := runImport(t, dir, "--json"); err != nil || out != againLine+"\n" {
		t.Errorf("beside a server: got %q, %v", out, err)
	}
	if out, _, err := runImport(t, dir); err != nil || out != table[1:] {
		t.Errorf("the table: got\n%s%v", out, err)
	}
}

func TestImportCommandRefuses(t *testing.T) {
	_, database := postgrestest.NewURL(t)
	t.Setenv("DATABASE_URL", database)
	bad := polistest.Small()
	bad.Statements = strings.Replace(bad.Statements, "-1,\"Fewer", "2,\"Fewer", 1)
	empty := polistest.Small()
	empty.Votes = ""
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"no folder", nil, "accepts 1 arg(s), received 0"},
		{"a malformed file", []string{bad.Write(t)}, "comments.csv: line 3, column 7 (moderated): 2 is not -1, 0 or 1; nothing was imported"},
		{"a missing file", []string{empty.Write(t)}, "votes.csv: there is no such file in "},
	} {
		out, _, err := runImport(t, c.args...)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) || out != "" {
			t.Errorf("%s: got %q, %v", c.name, out, err)
		}
	}
}
