package httpapi_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// connections are kept open by the load, each asking again as soon as it is answered.
const connections = 16

// BenchmarkOverHTTP measures requests over HTTP with 16 connections, and beside them a bare Echo
// handler that answers with the same bytes. Compare the ratios of one run:
//
//	go test -run '^$' -bench OverHTTP -benchtime 5s ./internal/httpapi
func BenchmarkOverHTTP(b *testing.B) {
	api := apitest.New(b)
	user := api.User(auth.Member)
	for i := range 60 {
		api.As(user).Post("/ideas", map[string]any{"title": fmt.Sprintf("Idé nummer %d", i), "body": strings.Repeat("Ljus längs älven. ", 30),
			"challengeIds": []string{}, "state": "published"}).Want(201)
	}
	list := api.Anonymous().Get("/ideas").Want(200)
	bare := bareHandler(b, list.Body)
	b.Run("bare", func(b *testing.B) { load(b, func() *http.Request { return get(b, bare) }) })
	b.Run("list", func(b *testing.B) { load(b, func() *http.Request { return get(b, api.URL+"/api/v1/ideas") }) })
	b.Run("vote", func(b *testing.B) { benchmarkVote(b, api) })
}

func get(b *testing.B, url string) *http.Request {
	request, err := http.NewRequestWithContext(b.Context(), http.MethodGet, url, nil)
	if err != nil {
		b.Fatal(err)
	}
	return request
}

// bareHandler serves the same bytes with nothing around them.
func bareHandler(b *testing.B, body []byte) (url string) {
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.GET("/", func(c echo.Context) error { return c.Blob(http.StatusOK, "application/json", body) })
	listener, err := (&net.ListenConfig{}).Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	e.Listener = listener
	go func() {
		if err := e.Start(""); !errors.Is(err, http.ErrServerClosed) {
			b.Error(err)
		}
	}()
	b.Cleanup(func() {
		if err := e.Shutdown(context.Background()); err != nil {
			b.Error(err)
		}
	})
	return "http://" + listener.Addr().String() + "/"
}

// benchmarkVote lets 64 people vote in turn on one idea, changing nothing but the tally.
func benchmarkVote(b *testing.B, api *apitest.API) {
	const people = 64
	author := api.User(auth.Member)
	idea := api.As(author).Post("/ideas", map[string]any{"title": "Den heta idén", "body": "Rösta.", "challengeIds": []string{}, "state": "published"}).Want(201).String("id")
	voters := make([]apitest.User, people)
	for i := range voters {
		voters[i] = api.User(auth.Member)
	}
	var n atomic.Int64
	load(b, func() *http.Request {
		i := n.Add(1)
		client := api.As(voters[i%people])
		if (i/people)%2 == 0 {
			return client.Request(http.MethodPut, "/api/v1/ideas/"+idea+"/vote", map[string]any{"choice": "support"})
		}
		return client.Request(http.MethodDelete, "/api/v1/ideas/"+idea+"/vote", nil)
	})
	counted := api.Count(`SELECT support_count FROM idea_stats WHERE idea_id = $1`, uuid.MustParse(idea))
	if cast := api.Count(`SELECT count(*) FROM votes WHERE idea_id = $1`, uuid.MustParse(idea)); cast != counted {
		b.Errorf("%d votes, counted %d", cast, counted)
	}
}

// load sends b.N requests over the connections and reports requests a second.
func load(b *testing.B, next func() *http.Request) {
	client := &http.Client{Transport: &http.Transport{MaxConnsPerHost: connections, MaxIdleConnsPerHost: connections, DisableCompression: true}}
	var left atomic.Int64
	left.Store(int64(b.N))
	var wg sync.WaitGroup
	b.ResetTimer()
	for range connections {
		wg.Go(func() {
			for left.Add(-1) >= 0 {
				response, err := client.Do(next())
				if err != nil {
					b.Error(err)
					return
				}
				_, err = io.Copy(io.Discard, response.Body)
				if err = errors.Join(err, response.Body.Close()); err != nil || response.StatusCode != http.StatusOK {
					b.Error(response.Status, err)
					return
				}
			}
		})
	}
	wg.Wait()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}
