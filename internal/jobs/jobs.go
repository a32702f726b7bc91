// Package jobs is the queue of background work: River on the same Postgres. A job is inserted in
// the transaction that causes it, so it happens exactly when that commits, and is retried with
// growing pauses until it succeeds.
package jobs

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"gorm.io/gorm"
)

// Telling is the queue of what tells people what happened: it does not wait for mail that is on its way.
const Telling = "telling"

// Queue inserts jobs.
type Queue struct{ client *river.Client[*sql.Tx] }

// NewQueue returns a queue that can insert but does not work.
func NewQueue(log *slog.Logger) (*Queue, error) {
	client, err := river.NewClient(riverdatabasesql.New(nil), &river.Config{Logger: log})
	if err != nil {
		return nil, err
	}
	return &Queue{client: client}, nil
}

var errNoTransaction = errors.New("jobs are inserted in a transaction")

// Insert adds a job to the transaction tx.
func (q *Queue) Insert(tx *gorm.DB, args river.JobArgs) error {
	sqlTx, ok := tx.Statement.ConnPool.(*sql.Tx)
	if !ok {
		return errNoTransaction
	}
	if _, err := q.client.InsertTx(tx.Statement.Context, sqlTx, args, nil); err != nil {
		return fmt.Errorf("inserting a %s job: %w", args.Kind(), err)
	}
	return nil
}

// NewWorker returns a client that works off the queue once started, with workers and periodic jobs.
// Finished jobs are deleted soon: those that send mail carry what a person was told.
func NewWorker(pool *pgxpool.Pool, log *slog.Logger, workers *river.Workers, periodic []*river.PeriodicJob) (*river.Client[pgx.Tx], error) {
	return river.NewClient(riverpgxv5.New(pool), &river.Config{
		Logger:       slog.New(quiet{log.Handler()}),
		Workers:      workers,
		PeriodicJobs: periodic,
		Queues:       map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 2}, Telling: {MaxWorkers: 1}},
		// Longer than any job may take: what a killed process had under way is taken up again.
		RescueStuckJobsAfter:        2 * time.Minute,
		CompletedJobRetentionPeriod: time.Minute,
		FetchPollInterval:           time.Second,
	})
}

// quiet passes on warnings and errors only: River tells every few seconds how busy it is.
type quiet struct{ slog.Handler }

// Enabled reports whether a message of that level is passed on.
func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}

// Handle leaves out what is only the end of the program, which River reports as an error.
func (q quiet) Handle(ctx context.Context, record slog.Record) error {
	stopping := false
	record.Attrs(func(a slog.Attr) bool {
		err, ok := a.Value.Any().(error)
		stopping = ok && errors.Is(err, context.Canceled) || a.Value.String() == context.Canceled.Error()
		return !stopping
	})
	if stopping {
		return nil
	}
	return q.Handler.Handle(ctx, record)
}

// WithAttrs keeps quiet what is derived from it.
func (q quiet) WithAttrs(attrs []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(attrs)} }

// WithGroup keeps quiet what is derived from it.
func (q quiet) WithGroup(name string) slog.Handler { return quiet{q.Handler.WithGroup(name)} }
