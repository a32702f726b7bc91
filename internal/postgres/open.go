// Package postgres opens the database, brings its schema up to date, runs a private cluster when
// no DATABASE_URL is given, and turns constraint violations into problems.
package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/medskapa/medskapa/internal/change"
)

// oldest is the oldest Postgres that the schema is tested with, as server_version_num.
const oldest = 150000

// DB is one pool of connections, reached through GORM by features and directly by jobs and COPY, and
// replicas for what may be stale, if there are any.
type DB struct {
	Pool     *pgxpool.Pool
	Gorm     *gorm.DB
	Changes  *change.Feed
	replicas []*replica
}

// Open connects to url (a Postgres connection string) and checks that it answers. Connections are
// two for each processor and at least four (pool_max_conns in url overrides it): more only wait
// inside Postgres instead of outside. Where url names several servers, the one that takes writes is
// used, and after a failover the new one is found without help.
func Open(ctx context.Context, url string) (*DB, error) {
	config, err := configure("DATABASE_URL", url)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, primaryOf(config))
	if err != nil {
		return nil, err
	}
	if err := checkVersion(ctx, pool); err != nil {
		pool.Close()
		return nil, err
	}
	orm, err := openGorm(stdlib.OpenDBFromPool(pool))
	if err != nil {
		pool.Close()
		return nil, err
	}
	changes := change.NewFeed(pool)
	return &DB{Pool: pool, Gorm: orm, Changes: changes}, orm.Use(changes)
}

// openGorm lays GORM over a pool. pgx caches statements itself, and a single write needs no
// transaction around it.
func openGorm(pool gorm.ConnPool) (*gorm.DB, error) {
	over := postgres.Config{Conn: pool}
	return gorm.Open(dialect{postgres.Dialector{Config: &over}}, &gorm.Config{
		SkipDefaultTransaction: true,
		DisableAutomaticPing:   true,
		Logger:                 logger.Discard, // errors are returned, and logged once where they end
	})
}

// dialect leaves statements as they are: for its log, which is off, GORM would write the values into
// a copy of every one that it scans, a tenth of its work.
type dialect struct{ postgres.Dialector }

// Explain is what the log would show.
func (dialect) Explain(sql string, _ ...any) string { return sql }

func checkVersion(ctx context.Context, pool *pgxpool.Pool) error {
	var version int
	if err := pool.QueryRow(ctx, "SELECT current_setting('server_version_num')::int").Scan(&version); err != nil {
		return fmt.Errorf("the database does not answer: %w", err)
	}
	if version < oldest {
		return fmt.Errorf("the database is Postgres %d, but at least %d is needed", version/10000, oldest/10000)
	}
	return nil
}

// Close gives the connections back.
func (db *DB) Close() {
	db.Changes.Close()
	for _, r := range db.replicas {
		r.close()
	}
	db.Pool.Close()
}

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error { return db.Pool.Ping(ctx) }
