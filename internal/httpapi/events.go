package httpapi

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Bounds on open event streams, on one node.
const (
	maxStreams       = 10_000
	streamsOfAccount = 10
)

// writePatience is how long a client may take to receive an event, so that one that stalls is let go.
const writePatience = 10 * time.Second

// streams counts the open event streams.
type streams struct {
	mu  sync.Mutex
	of  map[uuid.UUID]int
	all int
}

// enter takes a place; leave gives it back. The problem is TooManyRequests or Unavailable when full.
func (s *streams) enter(account uuid.UUID) (leave func(), err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.of[account] >= streamsOfAccount:
		return nil, retryLater(errs.TooManyRequests)
	case s.all >= maxStreams:
		return nil, retryLater(errs.Unavailable)
	}
	s.of[account]++
	s.all++
	return func() { s.leave(account) }, nil
}

func retryLater(code errs.Code) error {
	problem := errs.New(code)
	problem.RetryAfter = time.Minute
	return problem
}

func (s *streams) leave(account uuid.UUID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.all--
	if s.of[account]--; s.of[account] == 0 {
		delete(s.of, account)
	}
}

// ListMyEvents implements GET /me/events.
func (s *server) ListMyEvents(ctx context.Context, r ListMyEventsRequestObject) (ListMyEventsResponseObject, error) {
	who := auth.From(ctx)
	leave, err := s.streams.enter(who.ID)
	if err != nil {
		return nil, err
	}
	var known string
	set(&known, r.Params.LastEventID)
	return eventStream(func(w http.ResponseWriter) error {
		defer leave()
		return s.stream(ctx, w, who, known)
	}), nil
}

// eventStream writes its own answer, for as long as there is something to tell.
type eventStream func(http.ResponseWriter) error

// VisitListMyEventsResponse writes the stream.
func (e eventStream) VisitListMyEventsResponse(w http.ResponseWriter) error { return e(w) }

// stream sends events until the session is over, the client leaves or the program stops. However it
// ends, the answer was 200: the client connects again.
func (s *server) stream(ctx context.Context, w http.ResponseWriter, who auth.Principal, known string) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	defer context.AfterFunc(s.stopping, stop)()
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // nginx would collect the events
	w.WriteHeader(http.StatusOK)
	control := http.NewResponseController(w)
	err := s.Sessions.Watch(ctx, who, known, func(n auth.Notice, state string) error {
		if err := control.SetWriteDeadline(time.Now().Add(writePatience)); err != nil {
			return err
		}
		text, err := s.event(ctx, who, n, state)
		if err != nil {
			return err
		}
		if _, err := fmt.Fprint(w, text); err != nil {
			return err
		}
		return control.Flush()
	})
	s.Log.DebugContext(ctx, "event stream over", "error", err)
	return nil
}

// event is a notice on the wire, with how many notifications are unread; a comment keeps the line open
// when there is none.
func (s *server) event(ctx context.Context, who auth.Principal, n auth.Notice, state string) (string, error) {
	if n == "" {
		return ":\n\n", nil
	}
	if n == auth.SessionEnded {
		return fmt.Sprintf("id: %s\nevent: %s\ndata: {}\n\n", state, n), nil
	}
	unread, err := s.Notifications.Unread(ctx, who.ID)
	return fmt.Sprintf("id: %s\nevent: %s\ndata: {\"unread\":%d}\n\n", state, n, unread), err
}
