package main

import (
	"context"
	"errors"
	"net/http"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// spreadOver is how many ideas votes are spread over.
const spreadOver = 10_000

// voting is a closed loop of a whole crowd.
func (m *measuring) voting(name string, of watched, c *crowd) way {
	return way{name: name, with: "vegeta", watched: of, run: func(ctx context.Context) (load.Result, error) {
		return c.run(ctx, voters, 0, m.Round)
	}}
}

// votes measures votes on one idea and on many, each beside its limit, and then looks whether each
// answered vote is there.
func (m *measuring) votes(ctx context.Context) error {
	ideas := m.city.open
	crowd := func(n int, ask func(*member) question) *crowd { return m.city.newcomers(n*voters, voters, voters, ask) }
	hot := crowd(0, voteIn(m.city.voteAt, ideas[:1]))
	spread := crowd(1, voteIn(m.city.voteAt, ideas))
	counted := crowd(2, voteIn(func(idea [16]byte) string { return m.limits.url + "/ideas/" + idText(idea) + "/vote" }, ideas[1:2]))
	checked := crowd(0, post(m.limits.url+"/checked", func() []byte { return []byte(`{"choice":"support"}`) }))
	sides, err := inTurn(ctx, m.Rounds,
		m.voting("votes on one idea", m.city.watched, hot), m.voting("bare POST, token checked", m.bare(), checked),
		m.voting("votes spread over ideas", m.city.watched, spread), m.voting("transaction with a counter, one idea", m.bare(), counted))
	if err != nil {
		return err
	}
	m.ratio("hotVote", 0.5, sides[0], sides[1])
	m.ratio("hotOverSpread", 1, sides[0], sides[2])
	m.ratio("voteOverCounterTransaction", 10, sides[0], sides[3])
	return errors.Join(hot.checkVotes(ctx, m.city.db.Pool), spread.checkVotes(ctx, m.city.db.Pool))
}

// post sends the same kind of thing again and again.
func post(url string, body func() []byte) func(*member) question {
	return func(*member) question {
		return question{method: http.MethodPost, url: url, body: body(), answered: func(bool) {}}
	}
}
