package httpapi_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// remembering is a program that keeps answers, with an open challenge and an idea that answers it.
func remembering(t *testing.T) (api *apitest.API, challenge, idea string) {
	t.Helper()
	api = apitest.New(t)
	await(t, "the program hears of changes", func() bool { _, live := api.DB.Changes.Now(); return live })
	leader := api.As(api.User(auth.ProjectLeader))
	made := leader.Post("/challenges", map[string]any{"title": "Ljus i tunneln", "question": "Hur?", "description": "Berätta.", "voting": "support"}).Want(201)
	challenge = made.String("id")
	leader.With("If-Match", made.Header.Get("ETag")).Put("/challenges/"+challenge+"/state", map[string]any{"state": "open"}).Want(200)
	idea = api.As(api.User(auth.Member)).Post("/ideas", newIdea("Måla den vit", challenge)).Want(201).String("id")
	return api, challenge, idea
}

func newIdea(title string, challenges ...string) map[string]any {
	if challenges == nil {
		challenges = []string{}
	}
	return map[string]any{"title": title, "body": strings.Repeat("Så att den känns ljusare. ", 20), "state": "published", "challengeIds": challenges}
}

func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for limit := time.After(time.Minute); !done(); {
		select {
		case <-limit:
			t.Fatalf("%s: not within a minute", what)
		case <-time.After(time.Millisecond):
		}
	}
}

// An answer is remembered: what changes behind the program's back does not show until it is told.
func TestAnswersComeFromMemory(t *testing.T) {
	t.Parallel()
	api, challenge, idea := remembering(t)
	for _, path := range []string{"/ideas", "/ideas?sort=newest&limit=5", "/ideas?challengeId=" + challenge, "/ideas/" + idea, "/challenges", "/challenges/" + challenge} {
		before := api.Anonymous().Get(path).Want(200)
		if _, err := api.DB.Pool.Exec(t.Context(), `WITH i AS (UPDATE ideas SET title = title || '!') UPDATE challenges SET title = title || '!'`); err != nil {
			t.Fatal(err)
		}
		if again := api.Anonymous().Get(path).Want(200); !bytes.Equal(again.Body, before.Body) || again.Header.Get("ETag") != before.Header.Get("ETag") {
			t.Errorf("%s is not remembered", path)
		}
		if asked := api.Anonymous().With("Cache-Control", "no-cache").Get(path).Want(200); bytes.Equal(asked.Body, before.Body) {
			t.Errorf("%s: asked for what is current, it answers from memory", path)
		}
		api.Exec(`SELECT`)
		if told := api.Anonymous().Get(path).Want(200); bytes.Equal(told.Body, before.Body) {
			t.Errorf("%s is remembered although everything may have changed", path)
		}
	}
}

// Whatever is written, the next reader gets what a fresh answer would say.
func TestWritesDropWhatTheyChange(t *testing.T) {
	t.Parallel()
	api, challenge, idea := remembering(t)
	maja, leader := api.As(api.User(auth.Member)), api.As(api.User(auth.Administrator))
	workshop := leader.Post("/workshops", map[string]any{"title": "Måla tillsammans", "description": "Ta med pensel.", "place": "Tunneln", "seats": 2,
		"startsAt": time.Now().Add(48 * time.Hour).UTC().Format(time.RFC3339), "endsAt": time.Now().Add(50 * time.Hour).UTC().Format(time.RFC3339),
		"challengeId": challenge, "audience": []string{}, "state": "published"}).Want(201).String("id")
	comment := maja.Post("/ideas/"+idea+"/comments", map[string]any{"body": "Bra!"}).Want(201).String("id")
	mine := maja.Post("/ideas", newIdea("En spegel i kröken", challenge)).Want(201).String("id")
	paths := []string{
		"/municipality", "/challenges", "/challenges/" + challenge, "/ideas", "/ideas?sort=newest", "/ideas?sort=newest&authorKind=researcher",
		"/ideas?authorKind=resident&challengeId=" + challenge, "/ideas?challengeId=" + challenge,
		"/ideas?sort=most-discussed&challengeId=" + challenge, "/ideas/" + idea, "/ideas/" + mine, "/ideas/" + idea + "/comments", "/comments/" + comment,
		"/comments/" + comment + "/replies", "/ideas/" + mine + "/revisions", "/workshops", "/workshops/" + workshop,
	}
	compare := func(what string) {
		t.Helper()
		for _, path := range paths {
			got, want := api.Anonymous().Get(path), api.Anonymous().With("Cache-Control", "no-cache").Get(path)
			if got.Status != want.Status || got.Status == http.StatusOK && !bytes.Equal(got.Body, want.Body) {
				t.Errorf("after %s, %s answers\n%d %s, not\n%d %s", what, path, got.Status, got.Body, want.Status, want.Body)
			}
		}
	}
	edit := func(client *apitest.Client, method, path string, body map[string]any) func() {
		return func() {
			resource := strings.TrimSuffix(path, "/state")
			client.With("If-Match", client.Get(resource).Want(200).Header.Get("ETag")).Do(method, path, body).Want(200)
		}
	}
	for _, write := range []struct {
		what string
		do   func()
	}{
		{"nothing", func() {}},
		{"a vote", func() { maja.Put("/ideas/"+idea+"/vote", map[string]any{"choice": "support"}).Want(200) }},
		{"a vote withdrawn", func() { maja.Delete("/ideas/" + idea + "/vote").Want(200) }},
		{"a comment", func() { maja.Post("/ideas/"+idea+"/comments", map[string]any{"body": "Och varmt ljus."}).Want(201) }},
		{"a reply", func() {
			maja.Post("/ideas/"+idea+"/comments", map[string]any{"body": "Ja!", "parentId": comment}).Want(201)
		}},
		{"a comment edited", func() { maja.Patch("/comments/"+comment, map[string]any{"body": "Mycket bra!"}).Want(200) }},
		{"a comment deleted", func() { maja.Delete("/comments/" + comment).Want(204) }},
		{"an idea", func() { maja.Post("/ideas", newIdea("Utan utmaning")).Want(201) }},
		{"an idea in the challenge", func() { maja.Post("/ideas", newIdea("En till", challenge)).Want(201) }},
		{"an idea edited", edit(maja, "PATCH", "/ideas/"+mine, map[string]any{"title": "Två speglar"})},
		{"an idea withdrawn", edit(maja, "PUT", "/ideas/"+mine+"/state", map[string]any{"state": "withdrawn"})},
		{"an idea published again", edit(maja, "PUT", "/ideas/"+mine+"/state", map[string]any{"state": "published"})},
		{"a name changed", edit(maja, "PATCH", "/me", map[string]any{"displayName": "Maja Norén"})},
		{"a kind changed", edit(maja, "PATCH", "/me", map[string]any{"kind": "researcher"})},
		{"a sign-up", func() { maja.Put("/workshops/"+workshop+"/signup", nil).Want(200, 201) }},
		{"a sign-off", func() { maja.Delete("/workshops/" + workshop + "/signup").Want(204) }},
		{"a workshop edited", edit(leader, "PATCH", "/workshops/"+workshop, map[string]any{"seats": 5})},
		{"a workshop cancelled", edit(leader, "PUT", "/workshops/"+workshop+"/state", map[string]any{"state": "cancelled"})},
		{"a challenge", func() {
			leader.Post("/challenges", map[string]any{"title": "En annan", "question": "Vad?", "description": "Berätta.", "voting": "opinion"}).Want(201)
		}},
		{"a challenge edited", edit(leader, "PATCH", "/challenges/"+challenge, map[string]any{"title": "Mer ljus i tunneln"})},
		{"a challenge closed", edit(leader, "PUT", "/challenges/"+challenge+"/state", map[string]any{"state": "closed"})},
		{"a challenge archived", edit(leader, "PUT", "/challenges/"+challenge+"/state", map[string]any{"state": "archived"})},
	} {
		write.do()
		compare(write.what)
	}
}

// In a storm of votes, who has voted reads the exact tally; others soon do.
func TestStorm(t *testing.T) {
	t.Parallel()
	api, _, idea := remembering(t)
	tally := func(client *apitest.Client) float64 {
		votes, _ := client.Get("/ideas/"+idea).Want(200).At("tally", "support").(float64)
		return votes
	}
	const voters = 30
	for n := range voters {
		voter := api.As(api.User(auth.Member))
		voter.Put("/ideas/"+idea+"/vote", map[string]any{"choice": "support"}).Want(200)
		if got := tally(voter); got != float64(n+1) {
			t.Fatalf("who votes as number %d reads %v votes", n+1, got)
		}
		if got := tally(api.Anonymous()); got > float64(n+1) {
			t.Fatalf("%v of %d votes", got, n+1)
		}
	}
	await(t, "everybody reads all votes", func() bool { return tally(api.Anonymous()) == voters })
}

// Of fifty who ask for what is not remembered at the same time, one asks the database.
func TestAnAnswerIsMadeOnce(t *testing.T) {
	t.Parallel()
	api, _, _ := remembering(t)
	const readers = 50
	tx, err := api.DB.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `LOCK TABLE idea_stats IN ACCESS EXCLUSIVE MODE`); err != nil {
		t.Fatal(err)
	}
	var sent sync.WaitGroup
	sent.Add(readers)
	var group errgroup.Group
	for range readers {
		group.Go(func() error {
			trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent.Done() }}
			client := api.Anonymous()
			request := client.Request(http.MethodGet, "/api/v1/ideas?limit=7", nil)
			client.Send(request.WithContext(httptrace.WithClientTrace(request.Context(), trace))).Want(200)
			return nil
		})
	}
	sent.Wait()
	// Of the readers' query alone: the program's own periodic work waits for the same table. Asked on the
	// connection that holds the lock, as the readers might have taken all others.
	waiting := func() (n int) {
		if _, err := tx.Exec(t.Context(), `SELECT pg_stat_clear_snapshot()`); err != nil { // else a transaction sees what it saw first
			t.Fatal(err)
		}
		if err := tx.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
			AND query LIKE '%idea_id, hot AS key FROM idea_stats%'`).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	await(t, "a query waits", func() bool { return waiting() > 0 })
	for range 100 { // those whose requests were on their way have time to arrive
		if n := waiting(); n > 1 {
			t.Errorf("%d queries wait", n)
			break
		}
	}
	if err := tx.Rollback(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := group.Wait(); err != nil {
		t.Error(err)
	}
}

// Memory is for what everybody may see, and asks for a good token like everything else.
func TestMemoryIsPublic(t *testing.T) {
	t.Parallel()
	api, _, idea := remembering(t)
	author := api.User(auth.Member)
	draft := newIdea("Inte klar än")
	draft["state"] = "draft"
	own := "/ideas/" + api.As(author).Post("/ideas", draft).Want(201).String("id")
	path := "/ideas/" + idea
	public := api.Anonymous().Get(path).Want(200)
	for range 2 {
		api.As(author).Get(own).Want(200)
		api.Anonymous().Get(own).Want(404)
		api.As(api.User(auth.Moderator)).Get(own).Want(404)
		api.Anonymous().With("Authorization", "Bearer none").Get(path).Want(401)
		api.Anonymous().With("Authorization", "Basic none").Get(path).Want(401)
		api.Anonymous().With("Accept", "text/html").Get(path).Want(406)
	}
	// A withdrawn idea is empty for all but its author, whoever asks first.
	gone := api.As(author).Post("/ideas", newIdea("Ändrade mig")).Want(201)
	goneTo := "/ideas/" + gone.String("id")
	api.As(author).With("If-Match", gone.Header.Get("ETag")).Put(goneTo+"/state", map[string]any{"state": "withdrawn"}).Want(200)
	if body := api.Anonymous().Get(goneTo).Want(200).String("body"); body != "" {
		t.Errorf("everybody reads %q", body)
	}
	if body := api.As(author).Get(goneTo).Want(200).String("body"); body == "" {
		t.Error("the author reads nothing")
	}
	signedIn := api.As(author).With("If-None-Match", public.Header.Get("ETag")).Get(path).Want(200)
	if signedIn.Header.Get("Cache-Control") != "no-store" || signedIn.Header.Get("ETag") == "" || !bytes.Equal(signedIn.Body, public.Body) {
		t.Errorf("a signed-in reader gets %v", signedIn.Header)
	}
	if public.Header.Get("Cache-Control") != "public, no-cache" || public.Header.Get("Set-Cookie") != "" || public.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("everybody gets %v", public.Header)
	}
	api.Anonymous().With("If-None-Match", `"x", W/`+public.Header.Get("ETag")).Get(path).Want(304)
}

// A token is good no longer than its session, and who it stands for is as in the database.
func TestRememberedTokens(t *testing.T) {
	t.Parallel()
	api, _, idea := remembering(t)
	user := api.User(auth.Member)
	api.As(user).Get("/me").Want(200)
	api.As(user).Get("/ideas/" + idea).Want(200)
	// By hand, without the program: the database itself tells.
	if _, err := api.DB.Pool.Exec(t.Context(), `UPDATE accounts SET role = 'moderator' WHERE id = $1`, user.ID); err != nil {
		t.Fatal(err)
	}
	await(t, "the role is known", func() bool { return api.As(user).Get("/project-leaders").Status == http.StatusOK })
	if _, err := api.DB.Pool.Exec(t.Context(), `UPDATE sessions SET ended_at = now() WHERE account_id = $1`, user.ID); err != nil {
		t.Fatal(err)
	}
	await(t, "the session is over", func() bool { return api.As(user).Get("/me").Status == http.StatusUnauthorized })
	api.As(user).Get("/ideas/" + idea).Want(401)
}

// A reader who takes gzip gets it, with an ETag of its own; both ETags are known.
func TestCompression(t *testing.T) {
	t.Parallel()
	api, _, idea := remembering(t)
	for _, path := range []string{"/ideas/" + idea, "/ideas?q=tunneln&sort=newest", "/ideas"} {
		plain := api.Anonymous().With("Accept-Encoding", "gzip;q=0, br").Get(path).Want(200)
		zipped := api.Anonymous().With("Accept-Encoding", "br, gzip").Get(path).Want(200)
		if plain.Header.Get("Content-Encoding") != "" || plain.Header.Get("Vary") != "Authorization, Accept-Encoding" {
			t.Errorf("%s: plain comes with %v", path, plain.Header)
		}
		if len(plain.Body) < 1_000 {
			continue // not worth it
		}
		reader, err := gzip.NewReader(bytes.NewReader(zipped.Body))
		if err != nil {
			t.Fatalf("%s: %v with %v", path, err, zipped.Header)
		}
		body, err := io.ReadAll(reader)
		if err != nil || !bytes.Equal(body, plain.Body) || zipped.Header.Get("Content-Encoding") != "gzip" || zipped.Header.Get("ETag") == plain.Header.Get("ETag") {
			t.Errorf("%s: compressed comes with %v, %v", path, zipped.Header, err)
		}
		for _, tag := range []string{plain.Header.Get("ETag"), zipped.Header.Get("ETag")} {
			api.Anonymous().With("If-None-Match", tag).Get(path).Want(304)
		}
	}
}

// What is refused once is looked at again.
func TestRefusalsAreNotRemembered(t *testing.T) {
	t.Parallel()
	api, _, idea := remembering(t)
	api.Anonymous().Get("/ideas/%30" + idea[1:] + "/comments").Want(200) // the same address in another spelling
	unknown := "/ideas/" + uuid.NewString()
	for range 2 {
		api.Anonymous().Get(unknown).Want(404)
		api.Anonymous().Get("/ideas?sort=best").Want(400)
	}
}
