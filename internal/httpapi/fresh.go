package httpapi

import (
	"context"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// writtenCookie tells whichever node gets the next requests that their sender has just written, and
	// on which node.
	writtenCookie = "medskapa_written"
	// freshFor is how long after a write its author reads nothing stale; longer than a replica may lag.
	freshFor = 5 * postgres.MaxStale
)

// fresh reports that a request must be answered with what the database holds now: its sender has just
// written something, or asks for it with Cache-Control: no-cache.
func fresh(r *http.Request) bool {
	return wrote(r) || uncachedWanted(r)
}

// wrote reports that who asks has just written something.
func wrote(r *http.Request) bool {
	_, err := r.Cookie(writtenCookie)
	return err == nil
}

func uncachedWanted(r *http.Request) bool {
	return strings.Contains(strings.ToLower(r.Header.Get(echo.HeaderCacheControl)), "no-cache")
}

// serves reports that memory may answer a request: it is exact to the last write on its own node, and
// some milliseconds behind those on others.
func (m *memory) serves(r *http.Request) bool {
	written, err := r.Cookie(writtenCookie)
	return (err != nil || written.Value == m.feed.Node()) && !uncachedWanted(r)
}

// reading is the context of a request, marked when what it reads may be a little stale.
func (o *operation) reading(ctx context.Context, r *http.Request) context.Context {
	if !o.public || o.writes() || o.uncached() || fresh(r) || forgetful(r) {
		return ctx
	}
	return postgres.Stale(ctx)
}

// forgetful reports a signed-in client that keeps no cookies, which a browser with the refresh token
// does: it would not bring the mark of its writes either, so it reads nothing stale at all.
func forgetful(r *http.Request) bool {
	if r.Header.Get(echo.HeaderAuthorization) == "" {
		return false
	}
	_, err := r.Cookie(cookieName)
	return err != nil
}

// markWriter has the answer to a write that succeeds set the cookie that makes its author's next
// requests fresh.
func (s *server) markWriter(op *operation, c echo.Context) {
	if !op.writes() {
		return
	}
	c.Response().Before(func() {
		if status := c.Response().Status; status < 200 || status > 299 {
			return
		}
		http.SetCookie(c.Response(), &http.Cookie{Name: writtenCookie, Value: s.writtenOn(c.Request()), Path: "/", MaxAge: int(freshFor / time.Second),
			HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: !s.local})
	})
}

// writtenOn names the node on which the sender of a write has written lately; no node when another one
// has done it as well, whose notices may still be on their way to this one's memory.
func (s *server) writtenOn(r *http.Request) string {
	node := s.Changes.Node()
	if before, err := r.Cookie(writtenCookie); err == nil && before.Value != node {
		return "several"
	}
	return node
}
