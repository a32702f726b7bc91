package jobs

import (
	"context"
	"time"

	"github.com/riverqueue/river"
)

// patience bounds one run of what is done again and again, and is shorter than what is taken for a killed process; the next does what is left.
const patience = 100 * time.Second

type everyWorker[A river.JobArgs] struct {
	river.WorkerDefaults[A]
	work func(context.Context) error
}

// Timeout bounds one run.
func (w *everyWorker[A]) Timeout(*river.Job[A]) time.Duration { return patience }

// Work does what is to be done again and again.
func (w *everyWorker[A]) Work(ctx context.Context, _ *river.Job[A]) error { return w.work(ctx) }

// Every lets workers do work, for at most 100 seconds, and returns the periodic job that asks for it when a node starts and at every interval, on one
// node at a time. A names the job.
func Every[A river.JobArgs](workers *river.Workers, interval time.Duration, work func(context.Context) error) *river.PeriodicJob {
	river.AddWorker(workers, &everyWorker[A]{work: work})
	var args A
	return river.NewPeriodicJob(river.PeriodicInterval(interval),
		func() (river.JobArgs, *river.InsertOpts) { return args, nil }, &river.PeriodicJobOpts{RunOnStart: true})
}
