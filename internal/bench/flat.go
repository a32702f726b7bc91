package main

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	vegeta "github.com/tsenart/vegeta/v12/lib"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// At how many pages a second flatness is measured: few enough that they do not wait for each other.
// Searches take so much longer that the others would wait for them, so they are measured apart.
const (
	flatRate   = 60
	searchRate = 5
)

// flatTurns is how often the sizes take turns.
const flatTurns = 4

// page is one kind of page.
type page struct {
	Name  string  `json:"name"`
	Small float64 `json:"p99SmallMs"`
	Large float64 `json:"p99LargeMs"`
	P50   float64 `json:"p50LargeMs"`
	Ratio float64 `json:"ratio"`
	// Samples is how many answers of the largest city p99 is taken of; below 100 it is the slowest.
	Samples int `json:"samples"`

	url  string // without the server
	send string // what is posted there; else it is read
}

// pages are the lists and pages whose time should not grow with the city.
func (s *subject) pages() []page {
	idea, common, rare := s.open[:50], s.Word(60), s.Word(s.rareRank())
	thread, middle, last := s.Thread(1_000)
	list := []page{
		{Name: "idea, popular", url: path("/ideas/%s", idea[0])},
		{Name: "idea", url: path("/ideas/%s", idea[len(idea)-1])},
		{Name: "its wordings", url: path("/ideas/%s/revisions", idea[0])},
		{Name: "comments of a popular idea", url: path("/ideas/%s/comments", idea[0])},
		{Name: "comments", url: path("/ideas/%s/comments", idea[len(idea)-1])},
		{Name: "comments of a thousand", url: path("/ideas/%s/comments", thread)},
		{Name: "comments of a thousand, most thanked", url: path("/ideas/%s/comments?sort=most-thanked", thread)},
		{Name: "comments of a thousand, around the middle", url: path("/ideas/%s/comments?around=%s", thread, middle)},
		{Name: "comments of a thousand, around the last", url: path("/ideas/%s/comments?around=%s", thread, last)},
		{Name: "challenges", url: path("/challenges")},
		{Name: "challenge", url: path("/challenges/%s", s.Challenge(0))},
		{Name: "workshops", url: path("/workshops")},
		{Name: "workshop", url: path("/workshops/%s", s.Workshop(0))},
		{Name: "municipality", url: path("/municipality")},
		{Name: "search, common word", url: path("/ideas?q=%s", common)},
		{Name: "search, two words", url: path("/ideas?q=%s+%s", common, s.Word(70))},
		{Name: "search, rare word", url: path("/ideas?q=%s", rare)},
		{Name: "search, no match", url: path("/ideas?q=xyzzyx")},
		{Name: "search in a challenge", url: path("/ideas?q=%s&challengeId=%s", common, s.Challenge(0))},
		{Name: "search everything, common word", url: path("/search-results?q=%s", common)},
		{Name: "search everything, two words", url: path("/search-results?q=%s+%s", common, s.Word(70))},
		{Name: "search everything, rare word", url: path("/search-results?q=%s", rare)},
		{Name: "search everything, misspelt", url: path("/search-results?q=%s", rare+"xq")},
		{Name: "search everything, beginning", url: path("/search-results?q=%s&unfinished=true", common[:3])},
		{Name: "search everything, filters", url: path("/search-results?q=%s&kind=idea&challengeId=%s", common, s.Challenge(0))},
		{Name: "search for similar ideas", url: path("/idea-comparisons"), send: fmt.Sprintf(`{"title":"%s vid %s","body":"Vi har en %s men ingen %sxe."}`,
			s.Word(200), rare, common, s.Word(1_000))},
		{Name: "ideas of a kind of author", url: path("/ideas?authorKind=researcher")},
		{Name: "ideas of an author", url: path("/ideas?authorId=%s", s.Person(20).ID)},
		{Name: "ideas that stand alone", url: path("/ideas?standalone=true")},
		{Name: "ideas, page 100", url: path("/ideas?page=100")},
	}
	for _, sort := range []string{"trending", "newest", "most-supported", "most-discussed", "random&seed=7"} {
		list = append(list, page{Name: "ideas, " + sort, url: path("/ideas?sort=%s", sort)},
			page{Name: "ideas of the largest challenge, " + sort, url: path("/ideas?challengeId=%s&sort=%s", s.Challenge(0), sort)},
			page{Name: "ideas of an old challenge, " + sort, url: path("/ideas?challengeId=%s&sort=%s", s.Challenge(1), sort)})
	}
	return list
}

// rareRank is the rank of a word that about a hundred ideas have, whatever the size.
func (s *subject) rareRank() int { return s.Ideas / 25 }

func path(format string, values ...any) string {
	for n, value := range values {
		if id, ok := value.([16]byte); ok {
			values[n] = idText(id)
		}
	}
	return api + fmt.Sprintf(format, values...)
}

// flatness compares p99 of every page in the largest city with that in the smallest, past memory; each
// is that of all turns together.
func (m *measuring) flatness(ctx context.Context) error {
	small, err := serveCity(ctx, m.server, m.Sizes[0])
	if err != nil {
		return err
	}
	defer small.close()
	of := map[*subject]map[string][]time.Duration{small: {}, m.city: {}}
	for turn := range flatTurns + 1 { // the first only warms up
		for s, latencies := range of {
			for _, apart := range []bool{false, true} {
				result, err := m.browse(ctx, s, apart)
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
		p.Ratio = p.Large / p.Small
	}
	slices.SortFunc(pages, func(a, b page) int { return cmp.Compare(b.Ratio, a.Ratio) })
	for _, p := range pages {
		fmt.Fprintf(os.Stderr, "    %-50s p99 %7.2f ms in the small city, %7.2f in the large: %.2f\n", p.Name, p.Small, p.Large, p.Ratio)
	}
	m.report.Pages = pages
	m.report.add(row{Name: "flatness", Value: pages[0].Ratio, Target: 1.5, Unit: "×", Note: pages[0].Name})
	return nil
}

// browse reads all searches of a city in turn, or all its other pages.
func (m *measuring) browse(ctx context.Context, s *subject, searches bool) (load.Result, error) {
	pages := slices.DeleteFunc(s.pages(), func(p page) bool { return strings.HasPrefix(p.Name, "search") != searches })
	rate := flatRate
	if searches {
		rate = searchRate
	}
	header := http.Header{"Cache-Control": {"no-cache"}, "Content-Type": {"application/json"}}
	var turn atomic.Uint64
	result, err := load.Run(ctx, load.Load{Clients: 8, Rate: rate, For: m.Flat / flatTurns / 2, Each: true, Next: func(t *vegeta.Target) error {
		p := pages[turn.Add(1)%uint64(len(pages))]
		*t = vegeta.Target{Method: http.MethodGet, URL: s.app.url + p.url, Header: header}
		if p.send != "" {
			t.Method, t.Body = http.MethodPost, []byte(p.send)
		}
		return nil
	}})
	if err == nil && result.Failed > 0 {
		err = fmt.Errorf("%d pages failed: %s", result.Failed, result.Fault)
	}
	return result, err
}
