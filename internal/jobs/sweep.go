package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"
)

type sweepArgs struct{}

// Kind names the job in the queue.
func (sweepArgs) Kind() string { return "sweep" }

type sweepWorker struct {
	river.WorkerDefaults[sweepArgs]
	sweep func(context.Context) error
}

// Work deletes what has expired.
func (w *sweepWorker) Work(ctx context.Context, _ *river.Job[sweepArgs]) error { return w.sweep(ctx) }

// AddSweep lets workers run sweep, and returns the periodic job that asks for it at every interval,
// on one node at a time.
func AddSweep(workers *river.Workers, sweep func(context.Context) error, every time.Duration) *river.PeriodicJob {
	river.AddWorker(workers, &sweepWorker{sweep: sweep})
	return river.NewPeriodicJob(river.PeriodicInterval(every),
		func() (river.JobArgs, *river.InsertOpts) { return sweepArgs{}, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}
