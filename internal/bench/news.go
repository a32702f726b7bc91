package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// What the evening news sends.
const (
	newsVotes = 650    // a second
	newsReads = 10_000 // a second
	newsIdeas = 50     // that are voted on
)

// broadcast is how the evening news went.
type broadcast struct {
	Seconds      float64     `json:"seconds"`
	Votes        load.Result `json:"votes"`
	Reads        load.Result `json:"reads"`
	AppCores     float64     `json:"appCores"`
	PostgresCore float64     `json:"postgresCores"`
	LoadCores    float64     `json:"loadCores"`
	AppMB        float64     `json:"appMB"` // the most that was resident
}

// news sends votes of many people on a few ideas beside reads of public pages, both when they are due.
func (m *measuring) news(ctx context.Context) error {
	crowd := m.city.newcomers(0, m.city.Newcomers, 2*voters, voteIn(m.city.voteAt, m.city.open[:newsIdeas]))
	b := broadcast{Seconds: m.News.Seconds()}
	group, both := errgroup.WithContext(ctx)
	before, watching := m.city.watched.now(), make(chan struct{})
	group.Go(func() (err error) {
		b.Votes, err = crowd.run(both, min(2*voters, m.city.Newcomers), newsVotes, m.News)
		return err
	})
	group.Go(func() (err error) {
		b.Reads, err = load.Run(both, load.Load{Clients: 2 * readers, Rate: newsReads, For: m.News, Next: m.city.publicPages()})
		return err
	})
	go func() {
		b.AppMB = m.city.mostMB(both)
		close(watching)
	}()
	err := group.Wait()
	<-watching
	if err != nil {
		return err
	}
	after := m.city.watched.now()
	cores := func(before, after usage) float64 { return (after.micros - before.micros) / 1e6 / b.Seconds }
	b.AppCores, b.PostgresCore, b.LoadCores = cores(before.app, after.app), cores(before.postgres, after.postgres), cores(before.own, after.own)
	m.noteNews(b)
	return crowd.checkVotes(ctx, m.city.db.Pool)
}

// summary says what was reached, and who used the machine.
func (b broadcast) summary() string {
	return fmt.Sprintf("%.0f of %d votes/s and %.0f of %d reads/s; cores: app %.2f, Postgres %.2f, load %.2f; failed: %d votes %s, %d reads %s",
		b.Votes.Rate, newsVotes, b.Reads.Rate, newsReads, b.AppCores, b.PostgresCore, b.LoadCores, b.Votes.Failed, b.Votes.Fault, b.Reads.Failed, b.Reads.Fault)
}

func (m *measuring) noteNews(b broadcast) {
	m.report.News = b
	fmt.Fprintf(os.Stderr, "    %s\n", b.summary())
	m.report.add(served("newsVotesServed", b.Votes, newsVotes, b.Seconds), served("newsReadsServed", b.Reads, newsReads, b.Seconds),
		row{Name: "newsVoteP99", Value: ms(b.Votes.P99), Target: 500, Unit: "ms"},
		row{Name: "newsReadP99", Value: ms(b.Reads.P99), Target: 500, Unit: "ms"},
		row{Name: "memoryUnderLoad", Value: b.AppMB, Target: 250, Unit: "MB"})
}

// served is the share of what was due that was answered with a success: who is refused is answered fast,
// and who is never sent waits for nothing.
func served(name string, r load.Result, rate int, seconds float64) row {
	return row{Name: name, Value: float64(r.Requests-r.Failed) / (float64(rate) * seconds), Target: 0.99, AtLeast: true, Unit: "of due"}
}

// publicPages are what people read who come from the news: a few lists, and the ideas that are voted on.
func (s *subject) publicPages() vegeta.Targeter {
	urls := []string{s.at("/ideas"), s.at("/ideas?sort=newest"), s.at("/ideas?challengeId=%s", s.Challenge(0)), s.at("/challenges"), s.at("/challenges/%s", s.Challenge(0))}
	for _, idea := range s.open[:10] {
		urls = append(urls, s.at("/ideas/%s", idea))
	}
	header := http.Header{"Accept-Encoding": {"gzip"}}
	var turn atomic.Uint64
	return func(t *vegeta.Target) error {
		*t = vegeta.Target{Method: http.MethodGet, URL: urls[turn.Add(1)%uint64(len(urls))], Header: header}
		return nil
	}
}

// mostMB looks every second how much memory the program has, until ctx ends.
func (s *subject) mostMB(ctx context.Context) (most float64) {
	ticks := time.NewTicker(time.Second)
	defer ticks.Stop()
	for {
		most = max(most, megabytes(s.watched.now().app.bytes))
		select {
		case <-ctx.Done():
			return most
		case <-ticks.C:
		}
	}
}

func megabytes(bytes int64) float64 { return float64(bytes) / (1 << 20) }
