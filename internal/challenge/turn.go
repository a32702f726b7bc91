package challenge

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// turnEvery is how often phases are looked for that have begun: what they open is decided by the clock, so this is only how
	// late people learn of it at most. A look whenever this has passed needs no plan of its own, which a restart, a change of
	// the clock or a moved phase could make wrong.
	turnEvery = 30 * time.Second
	turnBatch = 100 // phases in one transaction
)

// Turn tells people of the phases that have begun, each once, whoever does so at the same time. It returns how many there were.
// Of a phase that is over by then nobody is told any more, only that the challenge has changed.
func (s *Store) Turn(ctx context.Context) (turned int, err error) {
	for {
		n, err := s.turnSome(ctx)
		turned += n
		if err != nil || n < turnBatch {
			return turned, err
		}
	}
}

func (s *Store) turnSome(ctx context.Context) (turned int, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var begun []struct {
			ID, ChallengeID uuid.UUID
			Runs            bool
		}
		err := tx.Raw(`UPDATE phases SET told_at = now() WHERE id IN (
				SELECT p.id FROM phases p JOIN challenges c ON c.id = p.challenge_id
				WHERE p.told_at IS NULL AND p.starts_at <= now() AND c.state = 'open' ORDER BY p.starts_at LIMIT ? FOR UPDATE OF p SKIP LOCKED FOR SHARE OF c SKIP LOCKED)
			RETURNING id, challenge_id, (ends_at > now()) IS NOT FALSE AS runs`, turnBatch).Scan(&begun).Error
		if err != nil {
			return err
		}
		turned = len(begun)
		for _, phase := range begun {
			postgres.Changed(tx, change.Record(phase.ChallengeID), change.Challenges)
			if !phase.Runs {
				continue
			}
			event := notification.Event{Kind: notification.PhaseTurned, Object: phase.ID, Subject: notification.Subject{Kind: notification.Challenge, ID: phase.ChallengeID}}
			if err := notification.Happened(tx, event); err != nil {
				return err
			}
		}
		return nil
	})
	return turned, err
}

// turnArgs is the job that turns phases.
type turnArgs struct{}

// Kind names the job in the queue.
func (turnArgs) Kind() string { return "turn-phases" }

// AddTurning lets workers turn phases whose time has come, and returns the periodic job that asks for it.
func (s *Store) AddTurning(workers *river.Workers) *river.PeriodicJob {
	return jobs.Every[turnArgs](workers, turnEvery, func(ctx context.Context) error {
		_, err := s.Turn(ctx)
		return err
	})
}
