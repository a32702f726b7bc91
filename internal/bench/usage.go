package main

import (
	"context"
	"os"

	"github.com/jackc/pgx/v5"
)

// usage is what processes have used since they started, where the system tells.
type usage struct {
	micros float64 // of processor time
	bytes  int64   // of memory now, resident
	known  bool
}

// watched are the processes whose use is measured: a server, and all of Postgres.
type watched struct {
	app        int
	postmaster int
}

// watch finds the postmaster behind a database.
func watch(ctx context.Context, database string, app *process) (watched, error) {
	conn, err := pgx.Connect(ctx, database)
	if err != nil {
		return watched{}, err
	}
	defer func() { _ = conn.Close(ctx) }() // nothing is lost with it
	return watched{app: app.cmd.Process.Pid, postmaster: parentOf(int(conn.PgConn().PID()))}, nil
}

// moment is what has been used up to now.
type moment struct{ app, postgres, own usage }

func (w watched) now() moment {
	return moment{app: usageOf(w.app, false), postgres: usageOf(w.postmaster, true), own: usageOf(os.Getpid(), false)}
}
