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

// AddWorkers lets workers tell, and returns the periodic jobs that ask for it. What fails keeps nothing else back.
func (s *Store) AddWorkers(workers *river.Workers) []*river.PeriodicJob {
	return []*river.PeriodicJob{
		jobs.Every[tellArgs](workers, tellEvery, func(ctx context.Context) error { return errors.Join(s.Tell(ctx), s.SendDue(ctx)) }),
		jobs.Every[countArgs](workers, supportsEvery, s.TellSupports),
	}
}
