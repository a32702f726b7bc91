//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
)

// clusterTest is the data folder that the tests of TestCluster use one after
// the other: to make a cluster takes much longer than to start one.
type clusterTest struct{ data string }

func TestCluster(t *testing.T) {
	t.Parallel()
	c := clusterTest{filepath.Join(openFolder(t), "data")}
	for _, step := range []struct {
		name string
		test func(*testing.T)
	}{
		{"makes a private database", c.testFresh},
		{"keeps data over a restart", c.testRestart},
		{"refuses a second server", c.testSecondServer},
		{"lets a command join a server", c.testJoinServer},
		{"lets commands run one by one", c.testJoinAlone},
		{"makes a server wait for a command", c.testServerWaits},
		{"stops when the program is killed", c.testKilledProgram},
		{"leaves Ctrl-C to the program", c.testInterrupt},
		{"ends an orphan", c.testOrphan},
		{"takes no stranger for its Postgres", c.testStalePID},
		{"recovers when Postgres is killed", c.testKilledPostgres},
		{"names another version", c.testOtherVersion},
		{"names what stops Postgres at start", c.testDiesAtStart},
		{"names a lost password", c.testLostPassword},
		{"works under other paths", c.testPaths},
	} {
		t.Run(step.name, step.test)
	}
}

// testFresh makes the cluster, durable as in production, and looks at it.
func (c clusterTest) testFresh(t *testing.T) {
	o := options(t, c.data)
	o.Fast = false
	cluster := start(t, OpenCluster, o)
	for sql, want := range map[string]string{
		"SHOW listen_addresses":     "",
		"SHOW server_encoding":      "UTF8",
		"SHOW synchronous_commit":   "on",
		"SHOW fsync":                "on",
		"SELECT current_user":       "medskapa",
		"SELECT current_database()": "medskapa",
		"SELECT rolsuper FROM pg_roles WHERE rolname=current_user":    "f",
		"SELECT upper('åäö')":                                         "ÅÄÖ",
		"SELECT to_tsvector('swedish', 'ÄPPLEN')::text":               "'äppl':1",
		"SELECT count(*) FROM pg_stat_ssl WHERE pid=pg_backend_pid()": "1",
	} {
		if got := query(t, cluster.URL(), sql); got != want {
			t.Errorf("%s: got %q, want %q", sql, got, want)
		}
	}
	home := cluster.postmaster.home
	wrong := socketURL(appRole, strings.Repeat("0", 64), cluster.postmaster.socket, databaseName)
	if err := reach(t.Context(), wrong); !hasState(err, "28P01") {
		t.Errorf("a wrong password: got %v, want SQLSTATE 28P01", err)
	}
	for path, want := range map[string]fs.FileMode{
		home.run(): 0o700, home.cluster(): 0o700, home.passwordFile(): 0o600, home.logFile(): 0o600,
	} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: got %v, %v, want mode %o", path, info.Mode(), err, want)
		}
	}
	stop(t, cluster)
	if _, err := os.Stat(home.run()); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the socket's folder is left: %v", err)
	}
}

func (c clusterTest) testRestart(t *testing.T) {
	o := options(t, c.data)
	first := start(t, OpenCluster, o)
	query(t, first.URL(), "CREATE TABLE kept AS SELECT 7 AS n")
	stop(t, first)
	second := start(t, OpenCluster, o)
	if got := query(t, second.URL(), "SELECT n FROM kept"); got != "7" {
		t.Errorf("got %q, want 7", got)
	}
}

func (c clusterTest) testSecondServer(t *testing.T) {
	data := c.data
	start(t, OpenCluster, options(t, data))
	_, err := OpenCluster(t.Context(), options(t, data))
	if !errors.Is(err, ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
	want := fmt.Sprintf("another medskapa already uses the folder %s (process %d)", data, os.Getpid())
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func (c clusterTest) testJoinServer(t *testing.T) {
	o := options(t, c.data)
	server := start(t, OpenCluster, o)
	query(t, server.URL(), "CREATE TABLE shared AS SELECT 'seen' AS word")
	command := start(t, JoinCluster, o)
	if got := query(t, command.URL(), "SELECT word FROM shared"); got != "seen" {
		t.Errorf("got %q, want seen", got)
	}
	if command.Done() != nil {
		t.Error("a joined cluster has a Done channel")
	}
	stop(t, command)
	query(t, server.URL(), "SELECT word FROM shared")
}

func (c clusterTest) testJoinAlone(t *testing.T) {
	o := options(t, c.data)
	var commands sync.WaitGroup
	for range 3 {
		commands.Go(func() {
			command, err := JoinCluster(t.Context(), o)
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := tryQuery(command.URL(), "SELECT 1"); err != nil {
				t.Error(err)
			}
			stop(t, command)
		})
	}
	commands.Wait()
	if _, err := os.Stat(filepath.Join(o.Data, "postgres", "cluster", "postmaster.pid")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a Postgres is left: %v", err)
	}
}

func (c clusterTest) testServerWaits(t *testing.T) {
	o := options(t, c.data)
	command := start(t, JoinCluster, o)
	query(t, command.URL(), "CREATE TABLE imported AS SELECT 1 AS n")
	waiting := make(chan struct{})
	said := sync.OnceFunc(func() { close(waiting) })
	o.Log = slog.New(onRecord{slog.DiscardHandler, said})
	var server *Cluster
	opened := make(chan error, 1)
	go func() {
		var err error
		server, err = OpenCluster(t.Context(), o)
		opened <- err
	}()
	select {
	case <-waiting:
	case err := <-opened:
		t.Fatalf("the server did not wait: %v", err)
	}
	stop(t, command)
	if err := <-opened; err != nil {
		t.Fatal(err)
	}
	query(t, server.URL(), "SELECT n FROM imported")
	stop(t, server)
}

// onRecord calls do for every record.
type onRecord struct {
	slog.Handler
	do func()
}

func (h onRecord) Enabled(context.Context, slog.Level) bool { return true }

func (h onRecord) Handle(context.Context, slog.Record) error {
	h.do()
	return nil
}

func (c clusterTest) testOrphan(t *testing.T) {
	o := options(t, c.data)
	lost := start(t, OpenCluster, o)
	query(t, lost.URL(), "CREATE TABLE outlived AS SELECT 7 AS n")
	// What is left where no signal comes at the parent's end: the lock is
	// free and Postgres runs.
	if err := lost.lock.release(); err != nil {
		t.Fatal(err)
	}
	next := start(t, OpenCluster, o)
	<-lost.Done()
	query(t, next.URL(), "SELECT n FROM outlived")
}

func (c clusterTest) testStalePID(t *testing.T) {
	data := c.data
	stranger := exec.Command("sleep", "600")
	if isRoot() { // Postgres cares for processes of its own account only
		a, err := chooseAccount(filepath.Join(data, "postgres", "cluster"))
		if err != nil {
			t.Fatal(err)
		}
		a.wear(stranger)
	}
	if err := stranger.Start(); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(data, "postgres", "cluster", "postmaster.pid")
	text := fmt.Sprintf("%d\n%s\n1700000000\n5432\n/nowhere\n\n", stranger.Process.Pid, filepath.Dir(file))
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cluster := start(t, OpenCluster, options(t, data))
	query(t, cluster.URL(), "SELECT 1")
	if err := stranger.Process.Signal(syscall.Signal(0)); err != nil {
		t.Errorf("the stranger was ended: %v", err)
	}
	if err := stranger.Process.Kill(); err != nil {
		t.Error(err)
	}
	if err := stranger.Wait(); err == nil {
		t.Error("the stranger ended by itself")
	}
}

func (c clusterTest) testKilledPostgres(t *testing.T) {
	o := options(t, c.data)
	o.Fast = false // which gives up what this is about
	first := start(t, OpenCluster, o)
	query(t, first.URL(), "CREATE TABLE survived AS SELECT 7 AS n")
	if err := first.postmaster.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	<-first.Done()
	stop(t, first)
	second := start(t, OpenCluster, o)
	query(t, second.URL(), "SELECT n FROM survived")
}

func (c clusterTest) testOtherVersion(t *testing.T) {
	c.without(t, "cluster/PG_VERSION", "14\n")
	_, err := OpenCluster(t.Context(), options(t, c.data))
	wantLine(t, err, "was made by Postgres 14", "MEDSKAPA_POSTGRES_BIN")
}

func (c clusterTest) testDiesAtStart(t *testing.T) {
	c.without(t, "cluster/global/pg_control", "")
	_, err := OpenCluster(t.Context(), options(t, c.data))
	wantLine(t, err, "Postgres ended while it started", "pg_control")
}

func (c clusterTest) testLostPassword(t *testing.T) {
	file := c.without(t, "password", strings.Repeat("0", 64))
	_, err := OpenCluster(t.Context(), options(t, c.data))
	wantLine(t, err, "password", file)
}

// without puts another text into a file of the cluster's until the test ends.
func (c clusterTest) without(t *testing.T, name, text string) string {
	t.Helper()
	file := filepath.Join(c.data, "postgres", filepath.FromSlash(name))
	before, err := os.ReadFile(file)
	if err == nil {
		err = os.WriteFile(file, []byte(text), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.WriteFile(file, before, 0o600); err != nil {
			t.Error(err)
		}
	})
	return file
}
