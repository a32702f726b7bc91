package notification

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/medskapa/medskapa/internal/jobs"
)

// tellEvery is how often it is looked for what waits: no sooner is anybody told. A look that finds nothing is three indexed reads.
const tellEvery = 2 * time.Second

// tellArgs is the job that tells what waits to be told.
type tellArgs struct{}

// Kind names the job in the queue.
func (tellArgs) Kind() string { return "tell" }

// InsertOpts lets one wait or run at a time.
func (tellArgs) InsertOpts() river.InsertOpts { return oneAtATime() }

// countArgs is the job that counts votes.
type countArgs struct{}

// Kind names the job in the queue.
func (countArgs) Kind() string { return "count-votes" }

// InsertOpts lets one wait or run at a time.
func (countArgs) InsertOpts() river.InsertOpts { return oneAtATime() }

// oneAtATime lets one job of a kind wait or run. One that fails is not tried again: the next does what it left.
func oneAtATime() river.InsertOpts {
	return river.InsertOpts{Queue: jobs.Telling, MaxAttempts: 1, UniqueOpts: river.UniqueOpts{ByState: []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning, rivertype.JobStateScheduled,
	}}}
}

type tellWorker struct {
	river.WorkerDefaults[tellArgs]
	store *Store
}

type countWorker struct {
	river.WorkerDefaults[countArgs]
	store *Store
}

// AddWorkers lets workers tell, and returns the periodic jobs that ask for it, on one node at a time.
func (s *Store) AddWorkers(workers *river.Workers) []*river.PeriodicJob {
	river.AddWorker(workers, &tellWorker{store: s})
	river.AddWorker(workers, &countWorker{store: s})
	every := func(interval time.Duration, args river.JobArgs) *river.PeriodicJob {
		return river.NewPeriodicJob(river.PeriodicInterval(interval),
			func() (river.JobArgs, *river.InsertOpts) { return args, nil }, &river.PeriodicJobOpts{RunOnStart: true})
	}
	return []*river.PeriodicJob{every(tellEvery, tellArgs{}), every(supportsEvery, countArgs{})}
}

// patience bounds one run; what is left is done by the next.
const patience = 100 * time.Second

// Timeout bounds one run.
func (w *tellWorker) Timeout(*river.Job[tellArgs]) time.Duration { return patience }

// Timeout bounds one run.
func (w *countWorker) Timeout(*river.Job[countArgs]) time.Duration { return patience }

// Work tells what waits, and writes the mails that are due. What fails keeps nothing else back.
func (w *tellWorker) Work(ctx context.Context, _ *river.Job[tellArgs]) error {
	return errors.Join(w.store.Tell(ctx), w.store.SendDue(ctx))
}

// Work counts votes.
func (w *countWorker) Work(ctx context.Context, _ *river.Job[countArgs]) error {
	return w.store.TellSupports(ctx)
}
