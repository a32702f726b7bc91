package handover

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	expireEvery = time.Hour // nothing is decided by it: whether an offer waits is asked of the clock
	expireBatch = 100       // offers in one transaction

	// runOut is the SQL by which offer o ends that nobody has answered in time.
	runOut = `state = 'expired', settled_at = now(), version = o.version + 1`
)

// Expire ends the offers that nobody has answered in thirty days, and has those told who made them. Runs at the same time take different
// ones. It returns how many there were.
func (s *Store) Expire(ctx context.Context) (expired int, err error) {
	for {
		n, err := s.expireSome(ctx)
		expired += n
		if err != nil || n < expireBatch {
			return expired, err
		}
	}
}

func (s *Store) expireSome(ctx context.Context) (n int, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var ended []struct{ IdeaID, AuthorID, OfferedBy uuid.UUID }
		err := tx.Raw(`UPDATE idea_handovers o SET `+runOut+` FROM ideas i WHERE i.id = o.idea_id AND o.id IN (
				SELECT o.id FROM idea_handovers o WHERE `+over+` ORDER BY o.created_at LIMIT ? FOR UPDATE SKIP LOCKED)
			RETURNING o.idea_id, i.author_id, o.offered_by`, expireBatch).Scan(&ended).Error
		n = len(ended)
		for _, o := range ended {
			postgres.Changed(tx, change.Record(o.IdeaID))
			if err := tell(tx, notification.HandOverExpired, auth.Principal{}, Offer{IdeaID: o.IdeaID, AuthorID: o.AuthorID, By: participant.Ref{ID: o.OfferedBy}}); err != nil {
				return err
			}
		}
		return err
	})
	return n, err
}

// expireArgs is the job that ends old offers.
type expireArgs struct{}

// Kind names the job in the queue.
func (expireArgs) Kind() string { return "expire-handovers" }

// AddExpiring lets workers end old offers, and returns the periodic job that asks for it.
func (s *Store) AddExpiring(workers *river.Workers) *river.PeriodicJob {
	return jobs.Every[expireArgs](workers, expireEvery, func(ctx context.Context) error {
		_, err := s.Expire(ctx)
		return err
	})
}
