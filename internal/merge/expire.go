package merge

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	expireEvery = time.Hour // nothing is decided by it: whether a proposal waits is asked of the clock
	expireBatch = 100       // proposals in one transaction
)

// Expire ends the proposals that nobody has decided in thirty days, and has those told who were asked and who proposed them. Runs at
// the same time take different ones. It returns how many there were.
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
		var over []struct{ ID, IdeaID, AuthorID, ProposedBy uuid.UUID }
		err := tx.Raw(`UPDATE idea_merges m SET state = 'expired', decided_at = now(), version = m.version + 1 FROM ideas b
			WHERE b.id = m.into_id AND m.id IN (
				SELECT id FROM idea_merges WHERE state = 'proposed' AND expires_at <= now() ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED)
			RETURNING m.id, m.idea_id, b.author_id, m.proposed_by`, expireBatch).Scan(&over).Error
		n = len(over)
		for _, m := range over {
			if err := tell(tx, uuid.Nil, Proposal{ID: m.ID, Part: End{ID: m.IdeaID}, Whole: End{AuthorID: m.AuthorID}, By: participant.Ref{ID: m.ProposedBy}}); err != nil {
				return err
			}
		}
		return err
	})
	return n, err
}

// expireArgs is the job that ends old proposals.
type expireArgs struct{}

// Kind names the job in the queue.
func (expireArgs) Kind() string { return "expire-merge-proposals" }

// AddExpiring lets workers end old proposals, and returns the periodic job that asks for it.
func (s *Store) AddExpiring(workers *river.Workers) *river.PeriodicJob {
	return jobs.Every[expireArgs](workers, expireEvery, func(ctx context.Context) error {
		_, err := s.Expire(ctx)
		return err
	})
}
