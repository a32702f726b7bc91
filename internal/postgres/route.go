package postgres

import (
	"context"
	"database/sql"
	"sync/atomic"
)

// routed is the primary's pool, except that queries whose context is marked by [Stale] go to the
// replicas in turn, those that are good for it. Everything else, and every transaction, goes to the
// primary.
type routed struct {
	*sql.DB
	replicas []*replica
	turn     atomic.Uint32
}

// pick returns the replica to ask, or nil.
func (r *routed) pick(ctx context.Context) *replica {
	if !MayBeStale(ctx) {
		return nil
	}
	first := r.turn.Add(1) % uint32(len(r.replicas))
	for n := range r.replicas {
		if one := r.replicas[(int(first)+n)%len(r.replicas)]; one.good() {
			return one
		}
	}
	return nil
}

// QueryContext asks a replica if it may. What that cannot answer because of its state, and not because
// of the query, the primary is asked once.
func (r *routed) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if one := r.pick(ctx); one != nil {
		rows, err := one.sql.QueryContext(ctx, query, args...)
		if !elsewhere(ctx, err) {
			return rows, err
		}
	}
	return r.DB.QueryContext(ctx, query, args...)
}

// QueryRowContext is [routed.QueryContext] for one row.
func (r *routed) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if one := r.pick(ctx); one != nil {
		if row := one.sql.QueryRowContext(ctx, query, args...); !elsewhere(ctx, row.Err()) {
			return row
		}
	}
	return r.DB.QueryRowContext(ctx, query, args...)
}

// elsewhere reports whether the primary may know better than the replica, and whoever asks still waits. What took the replica too long would
// take the primary too long.
func elsewhere(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() == nil && passing(err) && !tookTooLong(err)
}
