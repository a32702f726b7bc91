//go:build unix

package main

import (
	"context"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"github.com/medskapa/medskapa/internal/postgrestest"
)

// TestRefuses tries everything an operator may get wrong before there is a database. It runs the
// commands within the test, as a process takes long to start; other tests see to what main does with
// an error.
func TestRefuses(t *testing.T) {
	broken := t.TempDir()
	file := filepath.Join(broken, "postgres")
	if err := os.WriteFile(file, []byte("no program"), 0o755); err != nil {
		t.Fatal(err)
	}
	create := []string{"user", "create", "--email", "ny@alvsala.example", "--name", "Ny Person"}
	for _, c := range []struct {
		name    string
		setting string
		args    []string // serve when nil
		want    []string
	}{
		{"an address without a port", "MEDSKAPA_ADDR=localhost", nil, []string{"MEDSKAPA_ADDR", "127.0.0.1:8080"}},
		{"a port that is none", "MEDSKAPA_ADDR=127.0.0.1:htpp", nil, []string{"MEDSKAPA_ADDR", "htpp"}},
		{"a host that is not here", "MEDSKAPA_ADDR=192.0.2.1:8080", nil, []string{"cannot listen on 192.0.2.1:8080", "MEDSKAPA_ADDR"}},
		{"a public address without https", "MEDSKAPA_URL=medskapa.example", nil, []string{"MEDSKAPA_URL"}},
		{"a public address with a path", "MEDSKAPA_URL=https://medskapa.example/app", nil, []string{"MEDSKAPA_URL"}},
		{"a public address with a query", "MEDSKAPA_URL=https://medskapa.example?a=b", nil, []string{"MEDSKAPA_URL"}},
		{"a public address with a password", "MEDSKAPA_URL=https://a:hemligt@medskapa.example", nil, []string{"MEDSKAPA_URL"}},
		{"an unknown level of logging", "MEDSKAPA_LOG=loud", nil, []string{"MEDSKAPA_LOG", "debug, info, warn or error"}},
		{"a proxy that is no network", "MEDSKAPA_TRUSTED_PROXIES=10.0.0.1", nil, []string{"MEDSKAPA_TRUSTED_PROXIES", "10.0.0.0/8"}},
		{"a mail server of another kind", "SMTP_URL=http://a:hemligt@mail.example", nil, []string{"SMTP_URL", "smtps://"}},
		{"a mail server without a host", "SMTP_URL=smtps://", nil, []string{"SMTP_URL"}},
		{"Postgres that is missing", "MEDSKAPA_POSTGRES_BIN=/nowhere", nil, []string{"MEDSKAPA_POSTGRES_BIN", "/nowhere"}},
		{"Postgres that is broken", "MEDSKAPA_POSTGRES_BIN=" + broken, nil, []string{"cannot run the Postgres in " + broken, "npm ci"}},
		{"a data folder that is a file", "MEDSKAPA_DATA=" + file, nil, []string{"data folder", file}},
		{"a database that is none", "DATABASE_URL=postgres://a:hemligt@[", nil, []string{"DATABASE_URL cannot be read"}},
		{"a replica of nothing", "DATABASE_READ_URL=postgres://a:hemligt@127.0.0.1:1/x", nil, []string{"DATABASE_READ_URL", "DATABASE_URL"}},
		{"a database that is not there", "DATABASE_URL=postgres://a:hemligt@127.0.0.1:1/x", nil, []string{"the database does not answer", "127.0.0.1:1", "refused"}},
		{"a database that does not exist", "DATABASE_URL=" + elsewhere(t), nil, []string{"the database does not answer", "medskapa_nowhere"}},
		{"a database that is too old", "DATABASE_URL=" + oldDatabase(t), nil, []string{"the database is Postgres 14, but at least 15 is needed"}},
		{"an unknown command", "", []string{"server"}, []string{"unknown command", "serve"}},
		{"an unknown flag", "", []string{"serve", "--dmeo"}, []string{"unknown flag", "--dmeo"}},
		{"something more than a command", "", []string{"serve", "demo"}, []string{"demo"}},
		{"nobody to create", "", []string{"user", "create"}, []string{`"email", "name"`}},
		{"an address that is none", "", append(create, "--email", "ny@alvsala"), []string{"--email"}},
		{"a name of two lines", "", append(create, "--name", "Ny\nPerson"), []string{"--name"}},
		{"a name too short", "", append(create, "--name", "N"), []string{"--name"}},
		{"an unknown role", "", append(create, "--role", "boss"), []string{"--role", "administrator"}},
		{"an unknown kind", "", append(create, "--kind", "robot"), []string{"--kind", "resident"}},
		{"an unknown language", "", append(create, "--language", "fi"), []string{"--language", "sv or en"}},
		{"no password", "", create, []string{"no password on standard input"}}, // go test gives none
	} {
		t.Run(c.name, func(t *testing.T) {
			data := filepath.Join(openFolder(t), "data")
			for _, setting := range []string{"MEDSKAPA_ADDR=" + freeAddress(t), "MEDSKAPA_DATA=" + data, "MEDSKAPA_LOG=info", "DATABASE_URL=", c.setting} {
				if name, value, ok := strings.Cut(setting, "="); ok {
					t.Setenv(name, value)
				}
			}
			if c.args == nil {
				c.args = []string{"serve"}
			}
			cmd := root()
			cmd.SetArgs(c.args)
			err := cmd.ExecuteContext(t.Context())
			if err == nil {
				t.Fatal("no error")
			}
			result{err: "medskapa: " + line(err) + "\n", code: 1}.wantRefusal(t, c.want...)
			wantNoCluster(t, data)
		})
	}
}

// TestRefusesAsProcess runs the program itself against a database that takes connections and never
// says a word, and where Postgres is missing.
func TestRefusesAsProcess(t *testing.T) {
	t.Parallel()
	for setting, want := range map[string]string{
		"DATABASE_URL=postgres://a:hemligt@" + silent(t) + "/x": "the database does not answer",
		"MEDSKAPA_POSTGRES_BIN=/nowhere":                        "MEDSKAPA_POSTGRES_BIN",
	} {
		t.Run(want, func(t *testing.T) {
			t.Parallel()
			data := filepath.Join(openFolder(t), "data")
			execute(t, "", []string{"MEDSKAPA_ADDR=" + freeAddress(t), "MEDSKAPA_DATA=" + data, setting}, "serve").wantRefusal(t, want)
			wantNoCluster(t, data)
		})
	}
}

// silent is the address of a server that takes connections and never says a word.
func silent(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = listener.Close() }) // ends the loop below
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go io.Copy(io.Discard, conn) //nolint:errcheck // ends with its client
		}
	}()
	return listener.Addr().String()
}

// elsewhere is a database that the server of the tests does not have.
func elsewhere(t *testing.T) string {
	t.Helper()
	_, address := postgrestest.NewURL(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/medskapa_nowhere"
	return u.String()
}

// oldDatabase is a database that says to be of an old version: a function of that name comes
// before the system's own in its search path.
func oldDatabase(t *testing.T) string {
	t.Helper()
	db, address := postgrestest.NewURL(t)
	run := func(sql string) {
		if _, err := db.Pool.Exec(context.Background(), sql); err != nil { // the test's own context ends before its cleanup
			t.Fatal(err)
		}
	}
	run(`CREATE SCHEMA old`)
	t.Cleanup(func() { run(`DROP SCHEMA old CASCADE`) })
	run(`CREATE FUNCTION old.current_setting(text) RETURNS text LANGUAGE sql AS $$ SELECT '140011' $$`)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	query := u.Query()
	query.Set("search_path", "old,pg_catalog")
	u.RawQuery = query.Encode()
	return u.String()
}

// TestRefusesUnwritableFolders runs the program as somebody who may not write in the data folder.
func TestRefusesUnwritableFolders(t *testing.T) {
	t.Parallel()
	folder := openFolder(t)
	self := filepath.Join(folder, "medskapa")
	if err := os.Link(os.Args[0], self); err != nil {
		copyFile(t, os.Args[0], self)
	}
	closed := filepath.Join(folder, "closed")
	if err := os.Mkdir(closed, 0o555); err != nil {
		t.Fatal(err)
	}
	for data, want := range map[string]string{closed: "cannot write in the data folder", filepath.Join(closed, "data"): "cannot use the data folder"} {
		cmd := exec.CommandContext(t.Context(), self, "serve")
		cmd.Dir, cmd.Env = folder, environment("MEDSKAPA_ADDR="+freeAddress(t), "MEDSKAPA_DATA="+data)
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: ordinary(t)}
		finish(t, cmd, "").wantRefusal(t, want, data, "permission denied")
	}
	if entries, err := os.ReadDir(closed); err != nil || len(entries) > 0 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

// ordinary is the account to run as where the tests run as root; else they are an ordinary user's already.
func ordinary(t *testing.T) *syscall.Credential {
	t.Helper()
	if os.Geteuid() != 0 {
		return nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Fatal(err)
	}
	uid, err := strconv.ParseUint(nobody.Uid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	gid, err := strconv.ParseUint(nobody.Gid, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	content, err := os.ReadFile(from)
	if err == nil {
		err = os.WriteFile(to, content, 0o755)
	}
	if err != nil {
		t.Fatal(err)
	}
}
