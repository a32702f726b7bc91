package httpapi

import (
	"context"
	"maps"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/maypok86/otter/v2"
	"golang.org/x/sync/singleflight"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// maxMemory is how many bytes of answers are kept, roughly; those used least go first.
	maxMemory = 32 << 20
	// loadTimeout bounds how long an answer that many wait for may take.
	loadTimeout = 10 * time.Second
)

// memory keeps public answers as they are sent until something that they show changes, on whichever
// node. However many ask for one at the same time, it is made once.
type memory struct {
	feed    *change.Feed
	kept    *otter.Cache[string, *kept]
	loading singleflight.Group
	zipper  zipper
}

// kept is an answer with what it depends on.
type kept struct {
	*answer
	apart   bool // who is signed in may get another
	since   change.Moment
	shown   change.Shown
	tallies change.Shown
	made    time.Time
	until   time.Time
	credit  float64
}

// A storm of votes must not become a storm of queries. An answer of which only counters change is made
// anew at once up to maxCredit times in a row, and else every rhythm: until then its counters are that
// much behind, but never for who has just written. Credit grows by one each rhythm.
const (
	rhythm    = 250 * time.Millisecond
	maxCredit = 8
)

// after gives the successor of an answer its credit.
func (k *kept) after(before *kept) {
	k.credit = maxCredit
	if before != nil {
		k.credit = min(maxCredit, before.credit+float64(k.made.Sub(before.made))/float64(rhythm)) - 1
	}
}

func newMemory(feed *change.Feed) *memory {
	return &memory{feed: feed, kept: otter.Must(&otter.Options[string, *kept]{
		MaximumWeight: maxMemory,
		Weigher: func(uri string, k *kept) uint32 {
			return uint32(len(uri) + len(k.plain.bytes)*3/2 + 4*len(k.shown) + 4*len(k.tallies) + 1_000)
		},
	})}
}

// find returns the answer to a request if it is kept and still holds. Who wrote gets an exact one.
func (m *memory) find(r *http.Request) (*answer, bool) {
	k, ok := m.kept.GetIfPresent(r.RequestURI)
	if !ok || !m.feed.Holds(k.since, k.shown) || k.apart && r.Header.Get(echo.HeaderAuthorization) != "" {
		return nil, false
	}
	now := time.Now()
	if now.After(k.until) || !m.feed.Holds(k.since, k.tallies) && (wrote(r) || k.credit >= 1 || now.Sub(k.made) >= rhythm) {
		return nil, false
	}
	return k.answer, true
}

// answer loads the answer to a request, together with others who ask for the same, and keeps it. What
// it returns is never older than the request.
func (m *memory) answer(op *operation, c echo.Context, load func() (*answer, error)) (*answer, error) {
	shows := op.shows(c)
	arrived, live := m.feed.Now()
	if shows.life == 0 || !live || !m.serves(c.Request()) {
		return load()
	}
	for {
		k, err := m.load(c, shows, load)
		if k.since >= arrived || err == nil && m.feed.Holds(k.since, k.shown) && m.feed.Holds(k.since, k.tallies) {
			return k.answer, err
		} // else it was under way already when the request came; the next one begins after that
	}
}

// load makes an answer in the name of all who wait for it: that one of them leaves does not end it.
func (m *memory) load(c echo.Context, shows shown, load func() (*answer, error)) (*kept, error) {
	r := c.Request()
	uri := r.RequestURI
	loaded, err, _ := m.loading.Do(uri, func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(postgres.Current(r.Context())), loadTimeout)
		defer cancel()
		c.SetRequest(r.WithContext(ctx))
		defer c.SetRequest(r)
		k := &kept{apart: shows.apart, made: time.Now(), until: time.Now().Add(shows.life)}
		k.since, _ = m.feed.Now()
		var err error
		if k.answer, err = load(); err != nil {
			return k, err
		}
		records, tallies := shows.with(c, k.plain.bytes)
		k.shown, k.tallies = m.feed.Shown(records...), m.feed.Shown(tallies...)
		if k.status == http.StatusOK {
			before, _ := m.kept.GetIfPresent(uri)
			k.after(before)
			m.kept.Set(uri, k)
		}
		return k, nil
	})
	k, _ := loaded.(*kept) // always is one
	return k, err
}

// remembered answers from memory, before anything is parsed. What is not there goes the long way, as
// does everything that may be refused. What memory answers cannot fail: it has no request id, and is
// not logged.
func (s *server) remembered(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if r.Method != http.MethodGet || !s.memory.serves(r) {
			return next(c)
		}
		a, ok := s.memory.find(r)
		if !ok || !acceptable(r.Header.Get(echo.HeaderAccept), a.produces) || !s.knows(r) || s.refuse(r) != nil {
			return next(c)
		}
		maps.Copy(c.Response().Header(), s.ofData)
		return a.send(c)
	}
}

// knows reports that a request comes from nobody in particular, or from somebody whose token is good.
func (s *server) knows(r *http.Request) bool {
	header := r.Header.Get(echo.HeaderAuthorization)
	if header == "" {
		return true
	}
	token, ok := bearer(header)
	if ok {
		_, ok = s.Sessions.Known(token)
	}
	return ok
}
