package postgres

import (
	"context"
	"database/sql"
	"errors"
	"log/slog"
	"net"
	"strconv"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
)

const (
	// MaxStale is how old what is read with [Stale] can be while the primary answers.
	MaxStale = 2 * time.Second
	// orphaned is the same while the primary says nothing and the replica has replayed all that it was
	// sent, which with synchronous replication is every write that was answered: people can go on
	// reading while another server takes over.
	orphaned = time.Minute
	// checkPause lies between two looks at the replica.
	checkPause = 500 * time.Millisecond
)

// replica is a server that follows the primary, with what is known of how far behind it is.
type replica struct {
	pool  *pgxpool.Pool
	sql   *sql.DB // over pool
	log   *slog.Logger
	began time.Time
	until atomic.Int64 // nanoseconds after began until which it may be read from
	stop  context.CancelFunc
	done  chan struct{} // closed when nobody watches it any more
}

// ReadFrom lets reads marked by [Stale] go to the replicas that url names, to each whenever it is
// there and no more than [MaxStale] behind; none need be there now. A server that is no replica now
// may be named too, so that a failover needs no other url. Call it before Gorm is handed out and after
// [DB.Migrate], so that a replica is not read from before it has the schema.
func (db *DB) ReadFrom(ctx context.Context, url string, log *slog.Logger) error {
	config, err := configure("DATABASE_READ_URL", url)
	if err != nil {
		return err
	}
	for _, one := range each(config) {
		r, err := newReplica(ctx, one, db.Pool, log)
		if err != nil {
			return err
		}
		db.replicas = append(db.replicas, r)
	}
	over := &routed{DB: stdlib.OpenDBFromPool(db.Pool), replicas: db.replicas}
	db.Gorm.ConnPool, db.Gorm.Statement.ConnPool = over, over
	return nil
}

// newReplica watches one server, which is not read from before it is known to be close behind.
func newReplica(ctx context.Context, config *pgxpool.Config, primary *pgxpool.Pool, log *slog.Logger) (*replica, error) {
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, err
	}
	watching, stop := context.WithCancel(context.WithoutCancel(ctx))
	r := &replica{pool: pool, sql: stdlib.OpenDBFromPool(pool), began: time.Now(), stop: stop, done: make(chan struct{}),
		log: log.With(slog.String("server", net.JoinHostPort(config.ConnConfig.Host, strconv.Itoa(int(config.ConnConfig.Port)))))}
	go r.watch(watching, newProbe(primary), newProbe(pool))
	return r, nil
}

// good reports whether the replica may be read from now.
func (r *replica) good() bool { return int64(time.Since(r.began)) < r.until.Load() }

func (r *replica) close() {
	r.stop()
	<-r.done
	_ = r.sql.Close() // only the wrapper
	r.pool.Close()
}

// watch finds out again and again until when the replica may be read from.
func (r *replica) watch(ctx context.Context, primary, follower *probe) {
	defer close(r.done)
	defer primary.close()
	defer follower.close()
	next := time.NewTicker(checkPause)
	defer next.Stop()
	var behind lag
	said := ""
	for {
		until, err := check(ctx, &behind, primary, follower)
		if ctx.Err() != nil {
			return
		}
		r.until.Store(int64(until.Sub(r.began)))
		said = r.tell(ctx, said, err)
		select {
		case <-next.C:
		case <-ctx.Done():
			return
		}
	}
}

// check looks once, and returns the moment until which the replica may be read from, which may have
// passed already; the zero time when it must not be. An error says what did not answer.
func check(ctx context.Context, behind *lag, primary, follower *probe) (time.Time, error) {
	at := time.Now()
	written, silent := primary.written(ctx)
	replayed, all, err := follower.replayed(ctx)
	switch {
	case err != nil:
		return time.Time{}, err
	case silent != nil && all && !behind.current.IsZero():
		return behind.current.Add(orphaned), silent
	case silent != nil:
		return behind.current.Add(MaxStale), silent
	}
	behind.see(at, written, replayed)
	return behind.current.Add(MaxStale), nil
}

// tell logs where reads go when that is not what was said last, and returns what it says now.
func (r *replica) tell(ctx context.Context, said string, cause error) string {
	level, now := slog.LevelInfo, "reads that may be stale may go to this server"
	if !r.good() {
		level, now = slog.LevelWarn, "no reads go to this server: it is away or too far behind"
	}
	if errors.Is(cause, errNoReplica) {
		level, now = slog.LevelInfo, "no reads that may be stale go to this server"
	}
	if now == said {
		return now
	}
	var why []slog.Attr
	if cause != nil {
		why = append(why, slog.Any("cause", cause))
	}
	r.log.LogAttrs(ctx, level, now, why...)
	return now
}
