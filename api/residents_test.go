package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/postgrestest"
)

// importing runs `medskapa residents import` on a file with this content.
func importing(t *testing.T, content string) (out string, err error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "residents.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	var stdout, stderr bytes.Buffer
	cmd := residentsCommand()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(&stdout)
	cmd.SetErr(&stderr)
	cmd.SetArgs([]string{"import", path})
	err = cmd.ExecuteContext(t.Context())
	if text := stdout.String() + stderr.String(); strings.Contains(text, "1212121212") || err != nil && strings.Contains(err.Error(), "1212121212") {
		t.Errorf("a number is told: %s %v", text, err)
	}
	return stdout.String(), err
}

// The register is replaced as a whole or not at all, and the same file again changes nothing.
func TestResidentsCommand(t *testing.T) {
	db, database := postgrestest.NewURL(t)
	t.Setenv("DATABASE_URL", database)
	t.Setenv("E2E_KEY", "c29tZSB0aGlydHktdHdvIHJhbmRvbSBieXRlcyBpbiBiYXNlNjQ=")
	file := filepath.Join(t.TempDir(), "providers.yaml")
	if err := os.WriteFile(file, []byte("municipality: \"2180\"\nkeyEnv: E2E_KEY\nproviders: []\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("MEDSKAPA_OIDC_FILE", file)
	rows := func() (all string) {
		t.Helper()
		err := db.Pool.QueryRow(t.Context(), `SELECT COALESCE(string_agg(r::text, ' ' ORDER BY r.person_hash), '') FROM residents r`).Scan(&all)
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	const good = "personnummer;kommun;till\n19121212-1212;2180;2099-12-31\n199001162388;0180;\n"
	const said = "2 residents in the register, 0 of whom have an account that it proves\n"
	if out, err := importing(t, good); err != nil || out != said {
		t.Fatalf("%q, %v", out, err)
	}
	before := rows()
	if strings.Contains(before, "1212121212") || !strings.Contains(before, "2180") {
		t.Errorf("stored: %s", before)
	}
	if out, err := importing(t, good); err != nil || out != said || rows() != before {
		t.Errorf("the same file again: %q, %v, %s", out, err, rows())
	}
	for content, fault := range map[string]string{
		"personnummer;kommun\n":                   "there is nobody in the file",
		"191212121212;2180\n191212121213;2180\n":  "line 2: the personal number is not valid",
		"191212121212;218\n":                      "line 1: the municipality code must have four digits",
		"191212121212;Älvsala\n":                  "line 1: the municipality code must have four digits",
		"191212121212;2180;31/12 2099\n":          "line 1: the date must be like 2026-12-31",
		"191212121212;2180\n19121212-1212;2180\n": "line 2: the same person as in line 1",
		"191212121212\n":                          "line 1: it needs a personal number, a municipality code and at most a date",
		"191212121212;2180;;x\n":                  "line 1: it needs a personal number, a municipality code and at most a date",
		"\"191212121212\n":                        "line 1",
		"":                                        "there is nobody in the file",
		"191212121212;2180\n" + strings.Repeat("x;2180\n", 30): "line 21",
	} {
		out, err := importing(t, content)
		if err == nil || !strings.Contains(err.Error(), fault) || !strings.Contains(err.Error(), "nothing was imported") || out != "" {
			t.Errorf("%q: %q, %v", content, out, err)
		}
		if rows() != before {
			t.Errorf("%q changed the register", content)
		}
	}
}
