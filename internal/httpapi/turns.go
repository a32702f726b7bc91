package httpapi

import (
	"context"
	"sync"

	"golang.org/x/sync/semaphore"
)

// turns let a number of people in at once, each of them once.
type turns struct {
	all *semaphore.Weighted
	mu  sync.Mutex
	own map[string]*queue
}

// queue is where one of them waits for themselves.
type queue struct {
	turn  chan struct{} // holds one while they are in
	users int           // who are in, or wait
}

func newTurns(atOnce int) *turns {
	return &turns{all: semaphore.NewWeighted(int64(atOnce)), own: map[string]*queue{}}
}

// enter waits for a turn of whom key names, at most until ctx ends. Nobody else waits for one whose key is in already.
func (t *turns) enter(ctx context.Context, key string) (leave func(), err error) {
	own := t.queue(key)
	select {
	case own.turn <- struct{}{}:
	case <-ctx.Done():
		t.left(key, own)
		return nil, ctx.Err()
	}
	if err := t.all.Acquire(ctx, 1); err != nil {
		<-own.turn
		t.left(key, own)
		return nil, err
	}
	return func() {
		t.all.Release(1)
		<-own.turn
		t.left(key, own)
	}, nil
}

func (t *turns) queue(key string) *queue {
	t.mu.Lock()
	defer t.mu.Unlock()
	own := t.own[key]
	if own == nil {
		own = &queue{turn: make(chan struct{}, 1)}
		t.own[key] = own
	}
	own.users++
	return own
}

// left forgets a queue in which nobody is.
func (t *turns) left(key string, own *queue) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if own.users--; own.users == 0 {
		delete(t.own, key)
	}
}
