package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"

	"github.com/medskapa/medskapa/internal/bench/wire"
)

// probes is how many requests statements are counted over.
const probes = 5

// statements counts what a request of each kind says to Postgres, through a relay that listens in, and
// keeps what a list says for its limit.
func (m *measuring) statements(ctx context.Context) (err error) {
	relay, err := wire.New(ctx, m.city.database)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, relay.Close()) }()
	heard, _, err := start(ctx, program{path: binary(), args: []string{"serve"}, env: []string{"DATABASE_URL=" + relay.URL()}, ready: api + "/ideas"})
	if err != nil {
		return err
	}
	defer heard.stop()
	through := *m.city
	through.app = heard
	if through.tokens, err = m.tokensFor(ctx, heard); err != nil {
		return err
	}
	for _, probe := range through.probes() {
		n, said, err := through.count(ctx, relay, probe)
		if err != nil {
			return err
		}
		m.report.Statements[probe.name] = n
		fmt.Fprintf(os.Stderr, "    %-40s %.1f\n", probe.name, n)
		if probe.name == listMiss {
			m.report.list = said
		}
	}
	return m.city.Tidy(ctx, m.city.db.Pool)
}

const listMiss = "list, not from memory"

// probe is a kind of request: an address that is read past memory, or what somebody asks.
type probe struct {
	name string
	url  string
	ask  func(*member) question
}

func (s *subject) probes() []probe {
	idea := s.open[0]
	words := `{"title":"En ny idé om staden","body":"Så här.","challengeIds":["` + idText(s.Challenge(0)) + `"],"state":"published"}`
	return []probe{
		{name: listMiss, url: s.at("/ideas")},
		{name: "list of a challenge, not from memory", url: s.at("/ideas?challengeId=%s", s.Challenge(0))},
		{name: "search, not from memory", url: s.at("/ideas?q=%s", s.Word(60))},
		{name: "idea, not from memory", url: s.at("/ideas/%s", idea)},
		{name: "comments, not from memory", url: s.at("/ideas/%s/comments", idea)},
		{name: "vote", ask: voteIn(s.voteAt, [][16]byte{idea})},
		{name: "post an idea", ask: post(s.at("/ideas"), func() []byte { return []byte(words) })},
		{name: "post a comment", ask: post(s.at("/ideas/%s/comments", idea), func() []byte { return []byte(`{"body":"Bra!"}`) })},
	}
}

// count returns how many statements a probe costs, and those of its last request.
func (s *subject) count(ctx context.Context, relay *wire.Relay, p probe) (float64, []wire.Statement, error) {
	all, last := 0, []wire.Statement(nil)
	one := s.newcomers(0, 1, 1, p.ask)
	for n := range 2 * probes { // the first half prepares statements and remembers tokens
		relay.Take()
		if err := s.once(ctx, p, one); err != nil {
			return 0, nil, err
		}
		last = slices.DeleteFunc(relay.Take(), ofBackground)
		if n >= probes {
			all += len(last)
		}
	}
	return float64(all) / probes, last, nil
}

func (s *subject) once(ctx context.Context, p probe, one *crowd) error {
	if p.ask == nil {
		_, err := fetch(ctx, p.url, "Cache-Control", "no-cache")
		return err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://crowd", nil)
	if err != nil {
		return err
	}
	response, err := (&http.Client{Transport: one}).Do(request)
	if err != nil {
		return err
	}
	if response.StatusCode >= http.StatusBadRequest {
		return errors.Join(fmt.Errorf("%s: %s", p.name, response.Status), response.Body.Close())
	}
	return response.Body.Close()
}

// ofBackground reports what the job queue and connections say by themselves, and what other nodes are
// told of a change: one notice for many changes, at a moment of its own.
func ofBackground(s wire.Statement) bool {
	return strings.Contains(s.SQL, "river") || strings.Contains(s.SQL, "pg_notify") || strings.TrimLeft(s.SQL, "- ;") == "" || strings.HasPrefix(s.SQL, "-- ping")
}
