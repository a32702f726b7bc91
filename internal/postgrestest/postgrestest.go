// Package postgrestest gives tests a clean, migrated database of a real Postgres: the server that
// DATABASE_URL names, or else a private cluster that lives as long as the test binary. A package
// that uses it has
//
//	func TestMain(m *testing.M) { postgrestest.Main(m) }
//
// Making and migrating a cluster takes seconds, so that the tests of many packages share one: they are
// run by [Share].
package postgrestest

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/medskapa/medskapa/internal/postgres"
)

// server is the one Postgres of this test binary, started by the first test that asks.
type server struct {
	once    sync.Once
	err     error
	url     string // of the database to administer from
	cluster *postgres.Cluster
	data    string
	// template is migrated; it belongs to whoever shares it where given, and to this binary otherwise.
	template string
	given    bool

	mu    sync.Mutex
	made  int
	spare []*database
}

// database is migrated, and clean whenever it is in server.spare.
type database struct {
	*postgres.DB
	url string
}

// The test binary is one program with one database server; this is its only package-level state.
var shared server

// Main runs the tests and stops the cluster after them.
func Main(m *testing.M) {
	code := m.Run()
	if err := shared.stop(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, "stopping the test database:", err)
		code = max(code, 1)
	}
	os.Exit(code)
}

// New returns an empty, migrated database for one test. It fails the test when there is no Postgres.
func New(tb testing.TB) *postgres.DB {
	tb.Helper()
	db, _ := NewURL(tb)
	return db
}

// NewURL is like [New] and also returns the database's URL, for tests that run the program.
func NewURL(tb testing.TB) (*postgres.DB, string) {
	tb.Helper()
	ctx := context.Background() // outlives the test's own context, which ends before cleanup
	shared.once.Do(func() { shared.err = shared.start(ctx) })
	if shared.err != nil {
		tb.Fatalf("no Postgres for tests: %v", shared.err)
	}
	db, err := shared.take(ctx)
	if err != nil {
		tb.Fatalf("making a test database: %v", err)
	}
	tb.Cleanup(func() {
		if err := shared.giveBack(ctx, db); err != nil {
			tb.Errorf("cleaning the test database: %v", err)
		}
	})
	return db.DB, db.url
}

func (s *server) start(ctx context.Context) error {
	if s.template = os.Getenv(sharedTemplate); s.template != "" {
		s.url, s.given = os.Getenv("DATABASE_URL"), true
		return nil
	}
	if s.url = os.Getenv("DATABASE_URL"); s.url == "" {
		if err := s.startCluster(ctx); err != nil {
			return err
		}
	}
	s.template = fmt.Sprintf("medskapa_test_%d", os.Getpid())
	return s.makeTemplate(ctx)
}

func (s *server) startCluster(ctx context.Context) (err error) {
	if s.data, err = os.MkdirTemp("", "medskapa-test-"); err != nil {
		return err
	}
	// Root's temporary folders are closed to the account that Postgres runs as.
	if err := os.Chmod(s.data, 0o711); err != nil {
		return err
	}
	s.cluster, err = postgres.OpenCluster(ctx, postgres.Options{Data: s.data, Binaries: os.Getenv("MEDSKAPA_POSTGRES_BIN"), Fast: true})
	if err != nil {
		return err
	}
	s.url = s.cluster.URL()
	return s.allowEmptying(ctx)
}

// allowEmptying lets the role that runs the tests leave triggers out, see [emptying].
func (s *server) allowEmptying(ctx context.Context) error {
	config, err := pgx.ParseConfig(s.url)
	if err != nil {
		return err
	}
	role := pgx.Identifier{config.User}.Sanitize()
	config.User, config.Database = "postgres", "postgres" // with the same password
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }() // nothing is lost with it
	_, err = conn.Exec(ctx, "GRANT SET ON PARAMETER session_replication_role TO "+role)
	return err
}

// makeTemplate migrates one database, which the others are copied from.
func (s *server) makeTemplate(ctx context.Context) error {
	if err := s.exec(ctx, "CREATE DATABASE "+s.template); err != nil {
		return err
	}
	at, err := s.urlOf(s.template)
	if err != nil {
		return err
	}
	db, err := postgres.Open(ctx, at)
	if err != nil {
		return err
	}
	defer db.Close()
	return db.Migrate(ctx)
}

func (s *server) take(ctx context.Context) (*database, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := len(s.spare); n > 0 {
		db := s.spare[n-1]
		s.spare = s.spare[:n-1]
		return db, nil
	}
	s.made++
	name := s.name(s.made)
	if err := s.exec(ctx, fmt.Sprintf("CREATE DATABASE %s TEMPLATE %s", name, s.template)); err != nil {
		return nil, err
	}
	at, err := s.urlOf(name)
	if err != nil {
		return nil, err
	}
	db, err := postgres.Open(ctx, at)
	return &database{DB: db, url: at}, err
}

// name of the nth database of this binary.
func (s *server) name(n int) string { return fmt.Sprintf("medskapa_test_%d_%d", os.Getpid(), n) }

// emptying leaves a database as its template: without rows, but for those that say which migrations ran. Where triggers may be left out, the
// few tables that a test wrote to lose their rows, several times faster than making all files anew. The audit log guards itself against both.
const emptying = `DO $$ DECLARE filled text; BEGIN
	IF has_parameter_privilege('session_replication_role', 'SET') THEN
		PERFORM set_config('session_replication_role', 'replica', true);
		FOR filled IN SELECT oid::regclass FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
			AND relname NOT IN ('goose_db_version', 'river_migration') AND pg_relation_size(oid) > 0 LOOP
			EXECUTE 'DELETE FROM ' || filled;
		END LOOP;
	ELSE
		ALTER TABLE audit_log DISABLE TRIGGER audit_log_whole;
		EXECUTE (SELECT 'TRUNCATE ' || string_agg(quote_ident(tablename), ', ') || ' RESTART IDENTITY'
			FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('goose_db_version', 'river_migration'));
		ALTER TABLE audit_log ENABLE TRIGGER audit_log_whole;
	END IF;
	END $$`

func (s *server) giveBack(ctx context.Context, db *database) error {
	_, err := db.Pool.Exec(ctx, emptying)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.spare = append(s.spare, db)
	return nil
}

func (s *server) exec(ctx context.Context, sql string) error {
	conn, err := pgx.Connect(ctx, s.url)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }() // nothing is lost with it
	_, err = conn.Exec(ctx, sql)
	return err
}

// urlOf is the server's URL with another database's name.
func (s *server) urlOf(name string) (string, error) {
	u, err := url.Parse(s.url)
	if err != nil {
		return "", fmt.Errorf("DATABASE_URL must be a URL: %w", err)
	}
	u.Path = "/" + name
	return u.String(), nil
}

// stop drops what was made and stops the cluster, if there is one.
func (s *server) stop(ctx context.Context) error {
	for _, db := range s.spare {
		db.Close()
	}
	if s.cluster != nil {
		if err := s.cluster.Close(ctx); err != nil {
			return err
		}
		return os.RemoveAll(s.data)
	}
	if s.url == "" {
		return nil
	}
	for i := 1; i <= s.made; i++ {
		if err := s.drop(ctx, s.name(i)); err != nil {
			return err
		}
	}
	if s.given {
		return nil
	}
	return s.drop(ctx, s.template)
}

const insufficientPrivilege = "42501"

// drop ends who is still connected, and drops a database. The one that only a superuser may end is a worker that vacuums it, which
// Postgres ends by itself where nothing is forced.
func (s *server) drop(ctx context.Context, name string) error {
	err := s.exec(ctx, "DROP DATABASE IF EXISTS "+name+" WITH (FORCE)")
	if refused := (*pgconn.PgError)(nil); errors.As(err, &refused) && refused.Code == insufficientPrivilege {
		return s.exec(ctx, "DROP DATABASE IF EXISTS "+name)
	}
	return err
}
