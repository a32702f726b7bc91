//go:build unix

package main

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// town is an installation of two nodes behind a proxy, over a primary and its replica.
type town struct {
	pair     *postgrestest.Pair
	at       [3]string // of the nodes, and of the proxy
	nodes    [2]*program
	settings []string
	db       *postgres.DB
	crowd    *crowd
}

// mayGo is what a node logs when it begins to read from a replica.
const mayGo = "reads that may be stale may go to this server"

// atProxy is the proxy's place in town.at.
const atProxy = 2

func (w *town) url() string { return "http://" + w.at[atProxy] }

func TestScaleOut(t *testing.T) {
	t.Parallel()
	w := &town{pair: postgrestest.NewPair(t), at: [3]string{freeAddress(t), freeAddress(t), freeAddress(t)}}
	w.settings = []string{"MEDSKAPA_URL=" + w.url(), "DATABASE_URL=" + w.pair.Address(), "DATABASE_READ_URL=" + w.pair.Address(),
		"MEDSKAPA_TRUSTED_PROXIES=127.0.0.0/8", "MEDSKAPA_LOG=info", "MEDSKAPA_FILES=" + t.TempDir()}
	t.Cleanup(func() {
		if w.db != nil {
			w.db.Close()
		}
		for _, node := range w.nodes {
			if node != nil {
				node.kill()
			}
			if node != nil && t.Failed() {
				t.Logf("%s said: %s", node.address, node.err)
			}
		}
	})
	balance(t, w.at[atProxy], [2]string(w.at[:atProxy]))
	for _, act := range []struct {
		name string
		play func(*testing.T)
	}{
		{"two nodes start at once on an empty database", w.playStart},
		{"a proxy puts them behind one address", w.playProxy},
		{"everybody reads their own writes at once", w.playOwnWrites},
		{"nobody reads what is older than promised", w.playStale},
		{"votes through both nodes are counted once each", w.playVotes},
		{"a session that ends on one node is over on the other", w.playSession},
		{"one node is killed", w.playNodeKilled},
		{"the primary is killed and the replica takes over", w.playFailover},
		{"the old primary comes back as a replica", w.playReturn},
	} {
		if !t.Run(act.name, act.play) {
			return // the next acts build on it
		}
	}
}

// api is the interface at a node or, for n = 2, at the proxy.
func (w *town) api(t *testing.T, n int) *apitest.API {
	return (&apitest.API{URL: "http://" + w.at[n], DB: w.db}).In(t)
}

func (w *town) number(t *testing.T, sql string, args ...any) (n int) {
	t.Helper()
	if err := w.db.Pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func (w *town) playStart(t *testing.T) {
	for n := range w.nodes {
		w.nodes[n] = launch(t, w.at[n], w.settings, "--demo")
	}
	for _, node := range w.nodes {
		node.awaitReady(t)
	}
	var err error
	if w.db, err = postgres.Open(context.WithoutCancel(t.Context()), w.pair.Address()); err != nil {
		t.Fatal(err)
	}
	if keys := w.number(t, `SELECT count(*) FROM signing_keys`); keys != 1 {
		t.Errorf("there are %d signing keys", keys)
	}
	for n := range w.nodes {
		_, token := w.signIn(t, n)
		w.api(t, 1-n).Anonymous().With("Authorization", "Bearer "+token).Get("/me").Want(200)
	}
	for _, node := range w.nodes {
		eventually(t, "it reads from the replica", func() bool { return strings.Contains(node.err.String(), mayGo) })
	}
}

// signIn signs somebody of the demo in at a node, and returns the browser and the token.
func (w *town) signIn(t *testing.T, n int) (*apitest.Client, string) {
	t.Helper()
	people, err := demo.Accounts()
	if err != nil {
		t.Fatal(err)
	}
	browser := w.api(t, n).Anonymous()
	return browser, browser.Post("/sessions", map[string]any{"email": people[0].Email, "password": demo.Password}).Want(201).String("accessToken")
}

func (w *town) playProxy(t *testing.T) {
	eventually(t, "the proxy answers", func() bool {
		response, err := http.Get(w.url() + "/readyz")
		if err != nil {
			return false
		}
		_ = response.Body.Close() // only the status is of interest
		return response.StatusCode == http.StatusOK
	})
	if page := w.api(t, atProxy).Anonymous().Get("/municipality").Want(200); page.String("name") == "" {
		t.Error("the municipality has no name")
	}
}

// author is somebody in a browser, which keeps cookies for all three addresses.
type author struct{ signedIn, plain *apitest.Client }

func (w *town) author(t *testing.T) author {
	t.Helper()
	api := w.api(t, atProxy)
	plain := api.Anonymous()
	token := api.User(auth.Member).Token()
	return author{plain.With("Authorization", "Bearer "+token).With("Cookie", "__Host-medskapa=kept"), plain}
}

// get reads at a node.
func (w *town) get(c *apitest.Client, n int, path string) *apitest.Answer {
	request := c.Request(http.MethodGet, "/api/v1"+path, nil)
	request.URL.Host, request.Host = w.at[n], w.at[n]
	return c.Send(request)
}

// post writes an idea with a word in it that no other has.
func (a author) post(t *testing.T) (id, word string) {
	t.Helper()
	word = "kvarn" + strings.Map(func(r rune) rune { return 'a' + r%26 }, uuid.NewString()[:8])
	answer := a.signedIn.Post("/ideas", map[string]any{"title": "Om " + word, "body": "Den ska mala igen.", "challengeIds": []any{}, "state": "published"}).Want(201)
	return answer.String("id"), word
}

func found(answer *apitest.Answer) bool { return len(answer.Want(200).List("ideas")) == 1 }

func (w *town) playOwnWrites(t *testing.T) {
	a := w.author(t)
	for range 10 {
		id, word := a.post(t)
		a.signedIn.Put("/ideas/"+id+"/vote", map[string]any{"choice": "support"}).Want(200)
		for n := range w.at {
			for who, c := range map[string]*apitest.Client{"signed in": a.signedIn, "without a token": a.plain} {
				if votes := w.get(c, n, "/ideas/"+id).Want(200).At("tally", "support"); votes != 1.0 {
					t.Errorf("%s, at %d: the idea has %v votes", who, n, votes)
				}
				if !found(w.get(c, n, "/ideas?q="+word)) {
					t.Errorf("%s, at %d: the idea is not found", who, n)
				}
			}
		}
	}
}

// playStale holds the replica up: who writes does not notice, and others do for a bounded time.
func (w *town) playStale(t *testing.T) {
	for range 5 { // on a busy machine the promise may be over before anything is read
		if w.holdUp(t) {
			return
		}
	}
	t.Error("nothing was read from the replica")
}

// holdUp reports whether strangers read something stale on both nodes.
func (w *town) holdUp(t *testing.T) bool {
	t.Helper()
	a := w.author(t)
	stranger := w.api(t, atProxy).Anonymous()
	w.pair.Pause()
	defer w.pair.Resume()
	_, word := a.post(t)
	wrote := time.Now()
	var missed [2]bool
	for n := range w.nodes {
		missed[n] = !found(w.get(stranger, n, "/ideas?q="+word))
		if !found(w.get(a.plain, n, "/ideas?q="+word)) {
			t.Errorf("at %d the author does not find what was just written", n)
		}
	}
	for n := range w.nodes {
		eventually(t, "a stranger finds it", func() bool {
			asked := time.Now()
			now := found(w.get(stranger, n, "/ideas?q="+word))
			if !now && asked.Sub(wrote) > postgres.MaxStale {
				t.Fatalf("at %d it is not found %s after it was written", n, asked.Sub(wrote))
			}
			return now
		})
	}
	t.Logf("strangers found it %s after it was written, from the primary", time.Since(wrote).Round(time.Millisecond))
	return missed[0] && missed[1]
}

func (w *town) playVotes(t *testing.T) {
	voters := makeVoters(t, w.db, w.url(), 32)
	ideas := make([]uuid.UUID, 100)
	for n := range ideas {
		ideas[n] = fixture.Idea(t, w.db, voters[0].Principal)
	}
	w.crowd = newCrowd(voters, ideas)
	hot := newCrowd(voters, ideas[:3])
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	hot.vote(ctx, t, false, "http://"+w.at[0], "http://"+w.at[1], w.url())
	hot.check(t, w.db)
	if hot.answered.Load() < 100 || hot.refused.Load() > 0 {
		t.Errorf("%d votes were answered and %d not", hot.answered.Load(), hot.refused.Load())
	}
	t.Logf("%d votes of %d people on %d ideas through two nodes in 2 s", hot.answered.Load(), len(voters), len(hot.ideas))
}

func (w *town) playSession(t *testing.T) {
	browser, token := w.signIn(t, 0)
	me := w.api(t, 1).Anonymous().With("Authorization", "Bearer "+token)
	me.Get("/me").Want(200)
	browser.Delete("/sessions/current").Want(204)
	ended := time.Now()
	w.api(t, 0).Anonymous().With("Authorization", "Bearer "+token).Get("/me").Want(401)
	eventually(t, "the other node refuses it", func() bool { return me.Get("/me").Want(200, 401).Status == 401 })
	if took := time.Since(ended); took > 2*time.Second {
		t.Errorf("the other node took the token for another %s", took)
	}
}

// playNodeKilled ends a node without a word: reads do not fail at all, and soon writes do not either.
func (w *town) playNodeKilled(t *testing.T) {
	anybody := w.api(t, atProxy).Anonymous()
	a := w.author(t)
	id, _ := a.post(t)
	w.nodes[1].kill()
	killed := time.Now()
	for range 50 {
		anybody.Get("/ideas?limit=1").Want(200)
	}
	eventually(t, "ten writes in a row succeed", func() bool {
		for range 10 {
			if a.signedIn.Put("/ideas/"+id+"/vote", map[string]any{"choice": "support"}).Want(200, 502, 503).Status > 200 {
				return false
			}
		}
		return true
	})
	t.Logf("the proxy was done with the killed node %s after its end", time.Since(killed).Round(time.Millisecond))
	w.nodes[1] = launch(t, w.at[1], w.settings, "--demo")
	w.nodes[1].awaitReady(t)
}

// playFailover lets the replica take over while people vote. All they see is 503 for a while; what
// was answered before, between and after is there.
func (w *town) playFailover(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.crowd.vote(ctx, t, true, w.url())
	}()
	eventually(t, "people vote", func() bool { return w.crowd.answered.Load() > 200 })
	_, word := w.author(t).post(t)
	w.pair.Kill()
	killed := time.Now()
	w.readOn(t, word)
	w.pair.Promote()
	promoted := time.Now()
	before := w.crowd.answered.Load()
	eventually(t, "votes are answered again", func() bool { return w.crowd.answered.Load() > before })
	first := time.Now()
	for _, node := range w.nodes {
		eventually(t, "the node is ready again", func() bool { return node.get(t, "/readyz").Status == 200 })
	}
	after := w.crowd.answered.Load()
	eventually(t, "people vote as before", func() bool { return w.crowd.answered.Load() > after+200 })
	stop()
	<-done
	w.crowd.check(t, w.db)
	t.Logf("promoted %s after the kill, the first vote answered %s later; %d votes answered, %d refused",
		promoted.Sub(killed).Round(time.Millisecond), first.Sub(promoted).Round(time.Millisecond), w.crowd.answered.Load(), w.crowd.refused.Load())
	if took := first.Sub(promoted); took > 10*time.Second {
		t.Errorf("it took %s until votes were answered again", took)
	}
	_, word = w.author(t).post(t)
	for n := range w.at {
		if !found(w.get(w.api(t, n).Anonymous(), n, "/ideas?q="+word)) {
			t.Errorf("at %d what is written now is not found", n)
		}
	}
}

// readOn checks that public pages can be read while the primary is away, from the replica, also when
// the proxy knows that no node is ready.
func (w *town) readOn(t *testing.T, word string) {
	t.Helper()
	for n, node := range w.nodes {
		eventually(t, "the node says that it is not ready", func() bool { return node.get(t, "/readyz").Status == 503 })
		if !found(w.get(w.api(t, n).Anonymous(), n, "/ideas?q="+word)) {
			t.Errorf("at %d what was written before is not found", n)
		}
	}
	// Within this time the proxy learns that no node is ready, and asks them all the same.
	anybody, until := w.api(t, atProxy).Anonymous(), time.Now().Add(1500*time.Millisecond)
	eventually(t, "the time is over", func() bool {
		if !found(anybody.Get("/ideas?q=" + word)) {
			t.Fatal("through the proxy what was written before is not found")
		}
		return time.Now().After(until)
	})
}

// playReturn makes the old primary a replica of the new one: the nodes read from it, untold.
func (w *town) playReturn(t *testing.T) {
	came := func(node *program) int { return strings.Count(node.err.String(), mayGo) }
	before := [2]int{came(w.nodes[0]), came(w.nodes[1])}
	w.pair.Rebuild()
	for n, node := range w.nodes {
		eventually(t, "it reads from the new replica", func() bool { return came(node) > before[n] })
	}
}
