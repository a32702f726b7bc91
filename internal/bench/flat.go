package main

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"sync/atomic"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// flatRate is at how many pages a second flatness is measured: few enough that they do not wait for each other. Searches take so much longer
// that others would wait for them: they are asked apart, one after the other.
const flatRate = 60

// flatTurns is how often the sizes take turns.
const flatTurns = 4

// flatness compares p99 of every page in the largest city with that in the smallest, past memory; each
// is that of all turns together.
func (m *measuring) flatness(ctx context.Context) error {
	small, err := serveCity(ctx, m.server, m.Sizes[0])
	if err != nil {
		return err
	}
	defer small.close()
	of := map[*subject]map[string][]time.Duration{small: {}, m.city: {}}
	asked := map[*subject]*[2]atomic.Int64{small: {}, m.city: {}}
	for turn := range flatTurns + 1 { // the first only warms up
		for s, latencies := range of {
			for n, apart := range []bool{false, true} {
				result, err := m.browse(ctx, s, apart, &asked[s][n])
				if err != nil {
					return err
				}
				if turn == 0 {
					continue
				}
				for url, some := range result.Each {
					latencies[url] = append(latencies[url], some...)
				}
			}
		}
	}
	pages := m.city.pages()
	for n, other := range small.pages() {
		p := &pages[n]
		theirs, ours := of[small][small.app.url+other.url], of[m.city][m.city.app.url+p.url]
		slices.Sort(theirs)
		slices.Sort(ours)
		p.Samples, p.P50 = len(ours), ms(load.Percentile(ours, 0.50))
		p.Small, p.Large = ms(load.Percentile(theirs, 0.99)), ms(load.Percentile(ours, 0.99))
		if p.Small > 0 { // else there was no time for it
			p.Ratio = p.Large / p.Small
		}
	}
	slices.SortFunc(pages, func(a, b page) int { return cmp.Compare(b.Ratio, a.Ratio) })
	for _, p := range pages {
		fmt.Fprintf(os.Stderr, "    %-50s p99 %7.2f ms in the small city, %7.2f in the large: %.2f\n", p.Name, p.Small, p.Large, p.Ratio)
	}
	m.report.Pages = pages
	m.report.add(row{Name: "flatness", Value: pages[0].Ratio, Target: 1.5, Unit: "×", Note: pages[0].Name})
	return nil
}

// browse reads all searches of a city one after the other, or all its other pages, and goes on where the turn before ended.
func (m *measuring) browse(ctx context.Context, s *subject, searches bool, asked *atomic.Int64) (load.Result, error) {
	pages := slices.DeleteFunc(s.pages(), func(p page) bool { return p.search() != searches })
	headers := make([]http.Header, len(pages))
	for n, p := range pages {
		var err error
		if headers[n], err = s.header(p); err != nil {
			return load.Result{}, err
		}
	}
	with := load.Load{Clients: 8, Rate: flatRate, For: m.Flat / flatTurns / 3, Each: true}
	if searches {
		with.Clients, with.Rate, with.For = 1, 0, 2*with.For
	}
	with.Next = func(t *vegeta.Target) error {
		n := asked.Add(1) % int64(len(pages))
		p := pages[n]
		*t = vegeta.Target{Method: http.MethodGet, URL: s.app.url + p.url, Header: headers[n]}
		if p.send != "" {
			t.Method, t.Body = http.MethodPost, []byte(p.send)
		}
		return nil
	}
	result, err := load.Run(ctx, with)
	if err == nil && result.Failed > 0 {
		err = fmt.Errorf("%d pages failed: %s", result.Failed, result.Fault)
	}
	return result, err
}
