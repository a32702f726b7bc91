package postgres

import (
	"context"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
)

type patienceKey struct{}

// Within bounds how long each statement of a context may take: Postgres then ends it, which [Translate] answers as Unavailable. Other
// than a deadline that keeps the connection, and other than leaving it ends the work in Postgres for certain. Jobs, commands and migrations, whose
// contexts say nothing, take the time that they need.
func Within(ctx context.Context, limit time.Duration) context.Context {
	return context.WithValue(ctx, patienceKey{}, allowance{each: limit})
}

// Altogether is [Within] for work of many statements, which besides may begin none once all of it has taken so long; the last gets what is left,
// to the next tenth of a second.
func Altogether(ctx context.Context, each, all time.Duration) context.Context {
	return context.WithValue(ctx, patienceKey{}, allowance{each: each, end: time.Now().Add(all)})
}

// allowance is how long statements may take: 0 is as long as they need.
type allowance struct {
	each time.Duration
	end  time.Time // after which none begins; zero for never
}

// left is how long a statement that begins now may take.
func (p allowance) left() (time.Duration, error) {
	if p.end.IsZero() {
		return p.each, nil
	}
	left := time.Until(p.end)
	if left <= 0 {
		return 0, context.DeadlineExceeded
	}
	return min(p.each, left.Truncate(time.Second/10)+time.Second/10), nil
}

// allowed is the name under which a connection keeps what its statements are allowed now.
const allowed = "statement_timeout"

// hurry lets the statements of a connection take as long as its context says. It asks Postgres only where that is something else than before.
func hurry(ctx context.Context, conn *pgx.Conn) (usable bool, err error) {
	p, _ := ctx.Value(patienceKey{}).(allowance)
	limit, err := p.left()
	if err != nil {
		return true, err
	}
	kept := conn.PgConn().CustomData()
	if was, _ := kept[allowed].(time.Duration); was == limit {
		return true, nil
	}
	to := "DEFAULT"
	if limit > 0 {
		to = strconv.FormatInt(max(1, limit.Milliseconds()), 10)
	}
	if err := conn.PgConn().Exec(ctx, "SET statement_timeout TO "+to).Close(); err != nil {
		return false, ctx.Err() // another connection may do
	}
	kept[allowed] = limit
	return true, nil
}
