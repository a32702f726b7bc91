package main

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5/pgxpool"
	vegeta "github.com/tsenart/vegeta/v12/lib"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/bench/city"
	"github.com/medskapa/medskapa/internal/bench/load"
)

// member is somebody of a crowd. Only one request of theirs is under way at a time.
type member struct {
	city.Person
	token  string
	signed time.Time
	place  int               // in the crowd
	asked  int               // how often
	voted  map[[16]byte]bool // what was answered last: whether a vote stands
	unsure map[[16]byte]bool // the last answer was no success: it may stand or not
}

// crowd sends the requests of many signed-in people: an [http.RoundTripper] that replaces whatever it is
// given by what the next one who is free asks.
type crowd struct {
	tokens  *auth.Tokens
	via     http.RoundTripper
	members []*member
	free    chan *member
	ask     func(*member) question
}

// question is what somebody sends, and what they do with the answer.
type question struct {
	method, url string
	body        []byte
	answered    func(ok bool)
}

// freshFor is how long a token is used; it is good for a little longer.
const freshFor = auth.AccessLifetime * 3 / 4

// newCrowd is newcomers [from, to) of a city, who ask what ask says through as many connections.
func newCrowd(tokens *auth.Tokens, people *city.City, from, to, connections int, ask func(*member) question) *crowd {
	c := &crowd{tokens: tokens, via: load.NewTransport(connections), free: make(chan *member, to-from), ask: ask}
	for n := from; n < to; n++ {
		m := &member{Person: people.Newcomer(n), place: n - from, voted: make(map[[16]byte]bool), unsure: make(map[[16]byte]bool)}
		c.members = append(c.members, m)
		c.free <- m
	}
	return c
}

// next is a target that RoundTrip replaces.
func (c *crowd) next(t *vegeta.Target) error {
	*t = vegeta.Target{Method: http.MethodPost, URL: "http://crowd"}
	return nil
}

// RoundTrip lets the next one who is free ask.
func (c *crowd) RoundTrip(r *http.Request) (*http.Response, error) {
	m := <-c.free
	defer func() { c.free <- m }()
	if err := m.sign(c.tokens); err != nil {
		return nil, err
	}
	q := c.ask(m)
	request, err := http.NewRequestWithContext(r.Context(), q.method, q.url, bytes.NewReader(q.body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+m.token)
	if len(q.body) > 0 {
		request.Header.Set("Content-Type", "application/json")
	}
	response, err := c.via.RoundTrip(request)
	q.answered(err == nil && response.StatusCode < http.StatusBadRequest)
	return response, err
}

func (m *member) sign(tokens *auth.Tokens) (err error) {
	if now := time.Now(); now.Sub(m.signed) > freshFor {
		m.signed = now
		m.token, err = tokens.Sign(m.ID, m.Session, now)
	}
	return err
}

// run puts the crowd's load on, all of them at once or at a rate.
func (c *crowd) run(ctx context.Context, clients, rate int, length time.Duration) (load.Result, error) {
	return load.Run(ctx, load.Load{Clients: clients, Rate: rate, For: length, Next: c.next, Via: c})
}

// voteIn lets everybody vote on ideas in turn, beginning elsewhere, and take the vote back the next time
// round.
func voteIn(address func(idea [16]byte) string, ideas [][16]byte) func(*member) question {
	return func(m *member) question {
		idea := ideas[(m.place*len(ideas)/voters+m.asked)%len(ideas)]
		m.asked++
		q := question{method: http.MethodPut, url: address(idea), body: []byte(`{"choice":"support"}`)}
		before := m.voted[idea]
		if before {
			q.method, q.body = http.MethodDelete, nil
		}
		q.answered = func(ok bool) {
			m.unsure[idea] = !ok
			if ok {
				m.voted[idea] = !before
			}
		}
		return q
	}
}

// checkVotes fails when a vote that was answered is not there, or one that was taken back still is.
func (c *crowd) checkVotes(ctx context.Context, db *pgxpool.Pool) error {
	var faults []error
	for _, m := range c.members {
		stored, err := votesOf(ctx, db, m.ID)
		if err != nil {
			return err
		}
		for idea, voted := range m.voted {
			if !m.unsure[idea] && stored[idea] != voted {
				faults = append(faults, fmt.Errorf("idea %s: a vote stands: %t, answered: %t", uuid.UUID(idea), stored[idea], voted))
			}
			delete(stored, idea)
		}
		for idea := range stored {
			if !m.unsure[idea] {
				faults = append(faults, fmt.Errorf("idea %s: a vote that nobody was told of", uuid.UUID(idea)))
			}
		}
	}
	if len(faults) > 0 {
		return fmt.Errorf("%d votes lost or double, the first: %w", len(faults), faults[0])
	}
	return nil
}

func votesOf(ctx context.Context, db *pgxpool.Pool, person [16]byte) (map[[16]byte]bool, error) {
	rows, err := db.Query(ctx, `SELECT idea_id FROM votes WHERE participant_id = $1`, person)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	found := make(map[[16]byte]bool)
	for rows.Next() {
		var id [16]byte
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		found[id] = true
	}
	return found, rows.Err()
}
