package postgres

import "context"

type staleKey struct{}

// Stale marks reads that may be answered by the replica, and so be up to [MaxStale] old. Without a
// replica the mark means nothing. What is written, and what runs in a transaction, goes to the
// primary all the same.
func Stale(ctx context.Context) context.Context { return context.WithValue(ctx, staleKey{}, true) }

// Current takes the mark of [Stale] off again: what is read with it is what the primary holds.
func Current(ctx context.Context) context.Context { return context.WithValue(ctx, staleKey{}, false) }

// MayBeStale reports the mark of [Stale].
func MayBeStale(ctx context.Context) bool {
	marked, _ := ctx.Value(staleKey{}).(bool)
	return marked
}
