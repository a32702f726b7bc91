package vote

import (
	"context"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

const (
	maxWaiting = 10_000 // votes in a queue; more are refused, as they would wait for too long
	maxSame    = 250    // of them by one person on one idea, which are stored one after the other
	maxBatch   = 1_000  // votes in one transaction
)

// ballot is one vote on its way. Who waits reads vote and err once done is closed.
type ballot struct {
	who    auth.Principal
	ideaID uuid.UUID
	choice Choice
	left   <-chan struct{} // closed when nobody waits any more
	done   chan struct{}
	vote   Vote
	err    error
}

// key is what there is one vote of.
type key struct{ idea, participant uuid.UUID }

func (b *ballot) key() key { return key{b.ideaID, b.who.ID} }

func (b *ballot) abandoned() bool {
	select {
	case <-b.left:
		return true
	default:
		return false
	}
}

// queue holds what waits for a writer, in the order in which it came.
type queue struct {
	mu      sync.Mutex
	waiting []*ballot
	same    map[key]int // how many wait of each
	busy    bool        // a writer is at it
}

// add queues b; idle reports that a writer must be started.
func (q *queue) add(b *ballot) (idle bool, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if len(q.waiting) >= maxWaiting || q.same[b.key()] >= maxSame {
		busy := errs.New(errs.Unavailable)
		busy.RetryAfter = time.Second
		return false, busy
	}
	if q.same == nil {
		q.same = map[key]int{}
	}
	q.same[b.key()]++
	q.waiting = append(q.waiting, b)
	idle, q.busy = !q.busy, true
	return idle, nil
}

// take returns the votes to store next; nil, and the writer is to stop, when none wait. Of several
// by one person on one idea it takes the first; the others keep their turn. Those that nobody waits for
// any more are let go.
func (q *queue) take() []*ballot {
	q.mu.Lock()
	defer q.mu.Unlock()
	var batch, later []*ballot
	seen := make(map[key]bool, len(q.waiting))
	for _, b := range q.waiting {
		switch {
		case b.abandoned():
			b.err = context.Canceled
			close(b.done)
		case len(batch) == maxBatch || seen[b.key()]:
			later = append(later, b)
		default:
			seen[b.key()] = true
			batch = append(batch, b)
		}
	}
	q.keep(later)
	q.busy = batch != nil
	return batch
}

// keep leaves votes waiting.
func (q *queue) keep(waiting []*ballot) {
	q.waiting, q.same = waiting, make(map[key]int, len(waiting))
	for _, b := range waiting {
		q.same[b.key()]++
	}
}
