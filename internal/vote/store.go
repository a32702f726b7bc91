package vote

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/permission"
)

// Store keeps votes. All that wait at the same time are stored in one transaction, so that a
// thousand votes on one idea write its counters once, not a thousand times in a queue of locks.
// A vote alone does not wait for others.
type Store struct {
	db     *gorm.DB
	queues [writers]queue
}

// writers is how many transactions store votes at once. An idea belongs to one of them, so in one
// process they never wait for each other's counters.
const writers = 2

// NewStore keeps votes in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// Set casts the vote of who on an idea, or changes it. It is stored when Set returns nil; when ctx
// ends before that it may be stored or not, and setting it again is harmless.
func (s *Store) Set(ctx context.Context, who auth.Principal, ideaID uuid.UUID, c Choice) (Vote, error) {
	return s.submit(ctx, who, ideaID, c)
}

// Withdraw takes back the vote of who on an idea, if there is one.
func (s *Store) Withdraw(ctx context.Context, who auth.Principal, ideaID uuid.UUID) (Vote, error) {
	return s.submit(ctx, who, ideaID, none)
}

func (s *Store) submit(ctx context.Context, who auth.Principal, ideaID uuid.UUID, c Choice) (Vote, error) {
	if err := who.Check(permission.Vote, 0); err != nil {
		return Vote{}, err
	}
	b := &ballot{left: ctx.Done(), who: who, ideaID: ideaID, choice: c, done: make(chan struct{})}
	q := &s.queues[ideaID[len(ideaID)-1]%writers]
	idle, err := q.add(b)
	if err != nil {
		return Vote{}, err
	}
	if idle {
		go s.work(q)
	}
	select {
	case <-b.done:
		return b.vote, b.err
	case <-ctx.Done():
		return Vote{}, ctx.Err()
	}
}

// work stores what waits in q until nothing does.
func (s *Store) work(q *queue) {
	for batch := q.take(); batch != nil; batch = q.take() {
		s.castAll(batch)
	}
}
