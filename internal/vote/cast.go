package vote

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/postgres"
)

// castTimeout bounds one transaction. It does not end with the request of one voter: others are in it.
const castTimeout = 5 * time.Second

// castAll stores a batch and tells everyone in it: at once what may be stored as it is, and then, with
// care, what is left. If Postgres is away, all are told so.
func (s *Store) castAll(batch []*ballot) {
	left, err := s.castAtOnce(batch)
	switch {
	case errs.CodeOf(err) == errs.Unavailable:
		tell(batch, err)
	case err != nil:
		s.castWithCare(batch)
	default:
		s.castWithCare(left)
	}
}

// castWithCare stores votes or says why not. If Postgres refuses them as a whole, each is tried by
// itself, so that nobody suffers from what another sent.
func (s *Store) castWithCare(batch []*ballot) {
	if len(batch) == 0 {
		return
	}
	err := s.cast(batch)
	if err == nil || len(batch) == 1 || errs.CodeOf(err) == errs.Unavailable {
		tell(batch, err)
		return
	}
	for _, b := range batch {
		s.castWithCare([]*ballot{b})
	}
}

// tell ends the waiting; an error is everybody's.
func tell(batch []*ballot, err error) {
	for _, b := range batch {
		if err != nil {
			b.err = err
		}
		close(b.done)
	}
}

// cast stores a batch in one transaction: it locks what votes are decided by, refuses what the rules
// refuse, and stores the rest, seeing every vote of before the locks.
func (s *Store) cast(batch []*ballot) error {
	ctx, cancel := context.WithTimeout(context.Background(), castTimeout)
	defer cancel()
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		// Before the challenges, as who changes one: else each could hold what the other waits for.
		if err := tx.Exec(`SELECT pg_advisory_xact_lock_shared(?)`, challenge.Turn).Error; err != nil {
			return err
		}
		proofs, err := auth.Proofs(tx, peopleOf(batch)...)
		if err != nil {
			return err
		}
		ideas, err := lockIdeas(tx, ideasOf(batch))
		if err != nil {
			return err
		}
		stored, err := store(tx, allowed(batch, ideas, proofs))
		if err == nil && len(stored.left) > 0 {
			err = fmt.Errorf("%d votes are allowed and not stored", len(stored.left)) // SQL and Go disagree on the rules
		}
		return err
	})
}

// lockIdeas returns what votes on ideas are decided by. It locks the challenges by id, so that who
// closes one waits for the votes under way and later ones find it closed; then the counters by id,
// so that nobody else changes a vote on these ideas until the end of the transaction.
func lockIdeas(tx *gorm.DB, ids []uuid.UUID) (map[uuid.UUID]idea.Summary, error) {
	answers, err := idea.LockAnswers(tx, ids...)
	if err != nil {
		return nil, err
	}
	ideas, err := idea.LockSummaries(tx, ids...)
	if err == nil && len(ideas) < len(ids) { // drafts and unknown ones have no counters; the refusal tells them apart
		public := ideas
		ideas, err = idea.Summaries(tx, ids...)
		maps.Copy(ideas, public)
	}
	for id, i := range ideas {
		i.Challenges = answers[id]
		ideas[id] = i
	}
	return ideas, err
}

func peopleOf(batch []*ballot) []uuid.UUID {
	people := make([]uuid.UUID, len(batch))
	for n, b := range batch {
		people[n] = b.who.ID
	}
	return people
}

func ideasOf(batch []*ballot) []uuid.UUID {
	var ids []uuid.UUID
	seen := make(map[uuid.UUID]bool, len(batch))
	for _, b := range batch {
		if !seen[b.ideaID] {
			seen[b.ideaID] = true
			ids = append(ids, b.ideaID)
		}
	}
	return ids
}

// allowed returns the votes that may be set, and tells the others why not.
func allowed(batch []*ballot, ideas map[uuid.UUID]idea.Summary, proofs map[uuid.UUID]auth.Proof) []*ballot {
	var may []*ballot
	for _, b := range batch {
		if b.err = refuse(b.who, proofs[b.who.ID], ideas[b.ideaID], b.choice); b.err == nil {
			may = append(may, b)
		}
	}
	return may
}
