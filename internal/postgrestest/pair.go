//go:build unix

package postgrestest

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/medskapa/medskapa/internal/postgres"
)

// patience bounds what two servers may take to agree.
const patience = 60 * time.Second

// Pair is two Postgres servers of a test's own: a primary, and a replica that follows it. A commit is
// answered once both have it, so that no answered write is lost when the replica takes over.
type Pair struct {
	tb               testing.TB
	Primary, Replica string // addresses of the same empty database on both
	primary, replica *postgres.Cluster
	data             string
}

// NewPair starts both. It fails the test when there is no Postgres.
func NewPair(tb testing.TB) *Pair {
	tb.Helper()
	folder, err := os.MkdirTemp("", "medskapa-pair-")
	if err != nil {
		tb.Fatal(err)
	}
	if err := os.Chmod(folder, 0o711); err != nil { // as in server.start
		tb.Fatal(err)
	}
	p := &Pair{tb: tb, data: folder}
	tb.Cleanup(p.close)
	p.primary = p.open(filepath.Join(folder, "primary"))
	p.Primary = p.primary.URL()
	data := filepath.Join(folder, "replica")
	p.replica = p.follow(data, p.Primary)
	p.Replica = p.replica.URL()
	p.await("the replica streams", p.Primary, `SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')`)
	p.command(p.Primary, `ALTER SYSTEM SET synchronous_standby_names = '*'`)
	p.command(p.Primary, `SELECT pg_reload_conf()`)
	p.await("commits wait for the replica", p.Primary, `SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')`)
	return p
}

func (p *Pair) close() {
	for _, cluster := range []*postgres.Cluster{p.primary, p.replica} {
		if cluster == nil {
			continue // it did not start
		}
		if err := cluster.Close(context.Background()); err != nil {
			p.tb.Error(err)
		}
	}
	if err := os.RemoveAll(p.data); err != nil {
		p.tb.Error(err)
	}
}

// Address is that of both servers, the way an operator gives it: the one that takes writes is used.
func (p *Pair) Address() string {
	u, err := url.Parse(p.Primary)
	if err != nil {
		p.tb.Fatal(err)
	}
	query := u.Query()
	query.Set("host", p.setting(p.Primary, "host")+","+p.setting(p.Replica, "host"))
	query.Set("port", p.setting(p.Primary, "port")+","+p.setting(p.Replica, "port"))
	query.Set("target_session_attrs", "read-write")
	u.RawQuery = strings.ReplaceAll(query.Encode(), "+", "%20")
	return u.String()
}

// Pause keeps the replica from showing what the primary writes; it still receives it, so that
// commits go on.
func (p *Pair) Pause() {
	p.tb.Helper()
	p.command(p.Replica, `SELECT pg_wal_replay_pause()`)
	p.await("the replay is paused", p.Replica, `SELECT pg_get_wal_replay_pause_state() = 'paused'`)
}

// Resume ends [Pair.Pause].
func (p *Pair) Resume() { p.tb.Helper(); p.command(p.Replica, `SELECT pg_wal_replay_resume()`) }

// Kill ends the primary at once, without a word to those who are connected and without a checkpoint.
func (p *Pair) Kill() {
	p.tb.Helper()
	p.signal(p.folder(p.Primary), syscall.SIGQUIT)
	select {
	case <-p.primary.Done():
	case <-time.After(patience):
		p.tb.Fatal("the primary does not end")
	}
}

// StopReplica ends the replica as [Pair.Kill] does the primary. Commits no longer wait for it.
func (p *Pair) StopReplica() {
	p.tb.Helper()
	p.command(p.Primary, `ALTER SYSTEM RESET synchronous_standby_names`)
	p.command(p.Primary, `SELECT pg_reload_conf()`)
	p.signal(p.folder(p.Replica), syscall.SIGQUIT)
	select {
	case <-p.replica.Done():
	case <-time.After(patience):
		p.tb.Fatal("the replica does not end")
	}
}

// Rebuild makes the primary that was killed anew, as a replica of the one that took over.
func (p *Pair) Rebuild() {
	p.tb.Helper()
	err := p.primary.Close(context.Background())
	if err == nil {
		err = os.RemoveAll(filepath.Join(p.data, "primary"))
	}
	if err != nil {
		p.tb.Fatal(err)
	}
	p.primary = p.follow(filepath.Join(p.data, "primary"), p.Replica)
}

// Promote makes the replica take writes.
func (p *Pair) Promote() {
	p.tb.Helper()
	p.await("the replica is promoted", p.Replica, `SELECT pg_promote()`)
}

// follow makes and starts a server in a folder that follows another one.
func (p *Pair) follow(data, server string) *postgres.Cluster {
	p.tb.Helper()
	p.backUp(server, filepath.Join(data, "postgres"))
	return p.open(data, "primary_conninfo="+p.as(server, "postgres", "replica"))
}

func (p *Pair) open(data string, settings ...string) *postgres.Cluster {
	p.tb.Helper()
	cluster, err := postgres.OpenCluster(context.Background(), postgres.Options{Data: data, Binaries: os.Getenv("MEDSKAPA_POSTGRES_BIN"), Fast: true,
		Settings: append([]string{"max_wal_senders=4", "wal_keep_size=256MB", "synchronous_commit=on", "full_page_writes=on"}, settings...)})
	if err != nil {
		p.tb.Fatalf("no Postgres for tests: %v", err)
	}
	return cluster
}

// folder is where a server keeps its data.
func (p *Pair) folder(server string) (folder string) {
	p.tb.Helper()
	p.read(server, `SELECT current_setting('data_directory')`, &folder)
	return folder
}

func (p *Pair) signal(folder string, s syscall.Signal) {
	p.tb.Helper()
	text, err := os.ReadFile(filepath.Join(folder, "postmaster.pid"))
	if err != nil {
		p.tb.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	process, err := strconv.Atoi(first)
	if err == nil {
		err = syscall.Kill(process, s)
	}
	if err != nil {
		p.tb.Fatal(err)
	}
}

// as is a server's address in keyword form, for the account that may do everything. Role and database
// of the program have the same name and the same password as it.
func (p *Pair) as(server, user, name string) string {
	config, err := pgx.ParseConfig(server)
	if err != nil {
		p.tb.Fatal(err)
	}
	return fmt.Sprintf("host='%s' port=%d user=%s password=%s dbname=%s application_name=%s sslmode=disable",
		config.Host, config.Port, user, config.Password, config.Database, name)
}

func (p *Pair) setting(server, name string) string {
	u, err := url.Parse(server)
	if err != nil {
		p.tb.Fatal(err)
	}
	return u.Query().Get(name)
}

// connect opens a connection that may do everything.
func (p *Pair) connect(server string) *pgx.Conn {
	p.tb.Helper()
	conn, err := pgx.Connect(context.Background(), p.as(server, "postgres", "test"))
	if err != nil {
		p.tb.Fatal(err)
	}
	return conn
}

func (p *Pair) command(server, sql string) {
	p.tb.Helper()
	conn := p.connect(server)
	defer func() { _ = conn.Close(context.Background()) }() // nothing is lost with it
	if _, err := conn.Exec(context.Background(), sql); err != nil {
		p.tb.Fatalf("%s: %v", sql, err)
	}
}

func (p *Pair) read(server, sql string, into any) {
	p.tb.Helper()
	conn := p.connect(server)
	defer func() { _ = conn.Close(context.Background()) }() // nothing is lost with it
	if err := conn.QueryRow(context.Background(), sql).Scan(into); err != nil {
		p.tb.Fatalf("%s: %v", sql, err)
	}
}

// await waits until a query answers true.
func (p *Pair) await(what, server, sql string) {
	p.tb.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	for until := time.Now().Add(patience); ; <-look.C {
		var is bool
		if p.read(server, sql, &is); is {
			return
		}
		if time.Now().After(until) {
			p.tb.Fatalf("%s: not within %s", what, patience)
		}
	}
}
