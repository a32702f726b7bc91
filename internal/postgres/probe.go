package postgres

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// probePatience bounds how long a server may take to be reached, and then to answer.
const probePatience = time.Second

var errNoReplica = errors.New("it is no replica: it follows no other server")

// probe asks a server how far it is, over a connection of its own: a pool that is busy must not keep
// it waiting.
type probe struct {
	config *pgx.ConnConfig
	conn   *pgx.Conn // nil when there is none now
}

func newProbe(pool *pgxpool.Pool) *probe {
	config := pool.Config().ConnConfig
	config.ConnectTimeout = probePatience
	return &probe{config: config}
}

// written is how far the primary has written its log, in bytes.
func (p *probe) written(ctx context.Context) (place int64, err error) {
	return place, p.ask(ctx, `SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint`, &place)
}

// replayed is how far the replica has replayed the log, in bytes, and whether that is all that the
// primary has sent it.
func (p *probe) replayed(ctx context.Context) (place int64, all bool, err error) {
	var follows bool
	err = p.ask(ctx, `SELECT pg_is_in_recovery(), COALESCE(pg_last_wal_replay_lsn() - '0/0', 0)::bigint,
		COALESCE(pg_last_wal_replay_lsn() >= pg_last_wal_receive_lsn(), false)`, &follows, &place, &all)
	if err == nil && !follows {
		err = errNoReplica
	}
	return place, all, err
}

// ask connects if need be and reads one row. After an error it connects anew, as another server may
// have taken over.
func (p *probe) ask(ctx context.Context, query string, into ...any) (err error) {
	if p.conn == nil {
		if p.conn, err = pgx.ConnectConfig(ctx, p.config); err != nil {
			return err
		}
	}
	asking, cancel := context.WithTimeout(ctx, probePatience)
	defer cancel()
	if err = p.conn.QueryRow(asking, query).Scan(into...); err != nil {
		p.close()
	}
	return err
}

func (p *probe) close() {
	if p.conn == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), probePatience)
	defer cancel()
	_ = p.conn.Close(ctx) // nothing is lost with it
	p.conn = nil
}
