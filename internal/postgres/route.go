package postgres

import (
	"context"
	"database/sql"
)

// routed is the primary's pool, except that queries whose context is marked by [Stale] go to the
// replica while that is good for it. Everything else, and every transaction, goes to the primary.
type routed struct {
	*sql.DB
	replica *replica
}

// QueryContext asks the replica if it may. What the replica cannot answer because of its state, and
// not because of the query, the primary is asked once.
func (r *routed) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	if !MayBeStale(ctx) || !r.replica.good() {
		return r.DB.QueryContext(ctx, query, args...)
	}
	rows, err := r.replica.sql.QueryContext(ctx, query, args...)
	if r.elsewhere(ctx, err) {
		return r.DB.QueryContext(ctx, query, args...)
	}
	return rows, err
}

// QueryRowContext is [routed.QueryContext] for one row.
func (r *routed) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	if !MayBeStale(ctx) || !r.replica.good() {
		return r.DB.QueryRowContext(ctx, query, args...)
	}
	row := r.replica.sql.QueryRowContext(ctx, query, args...)
	if r.elsewhere(ctx, row.Err()) {
		return r.DB.QueryRowContext(ctx, query, args...)
	}
	return row
}

// elsewhere reports whether the primary may know better than the replica, and whoever asks still waits.
func (r *routed) elsewhere(ctx context.Context, err error) bool {
	return err != nil && ctx.Err() == nil && passing(err)
}
