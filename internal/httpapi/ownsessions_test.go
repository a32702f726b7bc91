package httpapi_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"

func TestOwnSessions(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user, other := api.User(auth.Member), api.User(auth.Member)
	login := map[string]any{"email": user.Email, "password": apitest.Password}
	elsewhere := bearerOf(api, api.Anonymous().With("User-Agent", firefox).Post("/sessions", login).Want(201))
	third := bearerOf(api, api.Anonymous().Post("/sessions", login).Want(201))

	sessions := elsewhere.Get("/me/sessions").Want(200).List("sessions")
	if len(sessions) != 3 {
		t.Fatalf("%d sessions", len(sessions))
	}
	var own string
	for _, s := range sessions {
		if s := s.(map[string]any); s["current"] == true {
			own, _ = s["id"].(string)
			if s["device"] != "Firefox, Windows" {
				t.Errorf("device %q", s["device"])
			}
		}
	}
	api.As(other).Delete("/me/sessions/"+own).WantCode(404, "not_found")
	api.As(user).Delete("/me/sessions/" + own).Want(204)
	api.As(user).Delete("/me/sessions/"+own).WantCode(404, "not_found")
	elsewhere.Get("/me").Want(401)
	third.Get("/me").Want(200)
	api.As(user).Delete("/me/sessions").Want(204)
	third.Get("/me").Want(401)
	api.As(user).Get("/me").Want(200)
	api.As(other).Get("/me").Want(200)
	if n := len(api.As(user).Get("/me/sessions?limit=1").Want(200).List("sessions")); n != 1 {
		t.Errorf("%d sessions are left", n)
	}
}

func bearerOf(api *apitest.API, signedIn *apitest.Answer) *apitest.Client {
	return api.Anonymous().With("Authorization", "Bearer "+signedIn.String("accessToken"))
}

func TestALostRoleEndsSessions(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.Exec(`UPDATE accounts SET role = 'moderator' WHERE id = $1`, user.ID)
	api.As(user).Get("/me").Want(200)
	if n := api.Count(`SELECT count(*) FROM sessions WHERE account_id = $1 AND expires_at < now() + interval '13 hours'`, user.ID); n != 1 {
		t.Error("who becomes staff keeps a long session")
	}
	api.Exec(`UPDATE accounts SET role = 'member' WHERE id = $1`, user.ID)
	api.As(user).Get("/me").Want(401)
}

// stream reads a user's events.
type stream struct {
	t     *testing.T
	lines chan string
}

func listen(t *testing.T, api *apitest.API, user apitest.User, lastID string) stream {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	t.Cleanup(cancel)
	request := api.As(user).With("Last-Event-ID", lastID).Request(http.MethodGet, "/api/v1/me/events", nil).WithContext(ctx)
	response, err := http.DefaultClient.Do(request) //nolint:bodyclose // whoever reads the lines closes it
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" || response.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("answer %d %v", response.StatusCode, response.Header)
	}
	s := stream{t: t, lines: make(chan string, 100)}
	go func() {
		defer close(s.lines)
		defer response.Body.Close() //nolint:errcheck // it has been read
		for scanner := bufio.NewScanner(response.Body); scanner.Scan(); {
			s.lines <- scanner.Text()
		}
	}()
	return s
}

// next waits for an event, and returns its name and the id before it; "" at the end of the stream.
func (s stream) next() (event, id string) {
	s.t.Helper()
	limit := time.After(time.Minute) // of a busy machine; only a stream that is broken takes as long
	for {
		select {
		case <-limit:
			s.t.Fatal("no event within a minute")
		case line, more := <-s.lines:
			if !more {
				return "", id
			}
			if after, found := strings.CutPrefix(line, "id: "); found {
				id = after
			}
			if after, found := strings.CutPrefix(line, "event: "); found {
				return after, id
			}
		}
	}
}

// want is the id before the event that comes next. What is told in the bell comes by a job, so it may stand between any others.
func (s stream) want(event string) (id string) {
	s.t.Helper()
	got, id := s.next()
	for got == "notifications" && event != got {
		got, id = s.next()
	}
	if got != event {
		s.t.Fatalf("event %q, want %q", got, event)
	}
	return id
}

func TestEvents(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	events := listen(t, api, user, "")
	seen := events.want("watching")
	tag := api.As(user).Get("/me").Header.Get("ETag")
	api.As(user).With("If-Match", tag).Patch("/me", map[string]any{"displayName": "Maja"}).Want(200)
	events.want("account-changed")
	listen(t, api, user, seen).want("account-changed") // missed while away
	moderator := api.As(api.User(auth.Moderator))
	suspension := moderator.Post("/people/"+user.ID.String()+"/suspensions", suspending()).Want(201).String("id")
	events.want("account-changed")
	moderator.Delete("/suspensions/" + suspension).Want(204)
	events.want("account-changed")
	api.As(user).Put("/me/closure", map[string]any{"contributions": "keep"}).Want(200)
	events.want("account-changed")
	session := api.As(user).Get("/me/sessions").List("sessions")[0].(map[string]any)["id"].(string)
	api.As(user).Delete("/me/sessions/" + session).Want(204)
	events.want("session-ended")
	events.want("") // and over
}

// What ends a session without a word of the program's own, such as the database's trigger, ends its streams.
func TestDisablingEndsStreams(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for name, sql := range map[string]string{
		"disabled":  `UPDATE accounts SET disabled_at = now() WHERE id = $1`,
		"role lost": `UPDATE accounts SET role = 'member' WHERE id = $1`,
		"expired":   `UPDATE sessions SET expires_at = now() WHERE account_id = $1`,
	} {
		user := api.User(auth.Moderator)
		events := listen(t, api, user, "")
		events.want("watching")
		if _, err := api.DB.Pool.Exec(t.Context(), sql, user.ID); err != nil {
			t.Fatal(err)
		}
		if got, _ := events.next(); got != "session-ended" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// Who leads no more is out at once, everywhere.
func TestALostAssignmentEndsSessionsAndStreams(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin, lent := api.User(auth.Administrator), api.User(auth.Member)
	question := api.As(admin).Post("/challenges", challBody).Want(201).String("id")
	assignment := api.As(admin).Post("/lead-assignments", map[string]any{"accountId": lent.ID, "role": "co-leader", "challengeId": question}).Want(201).String("id")
	api.As(lent).Get("/challenges/" + question).Want(200) // a draft, and remembered who reads it
	events := listen(t, api, lent, "")
	events.want("watching")
	api.As(admin).Delete("/lead-assignments/" + assignment).Want(204)
	api.As(lent).Get("/me").Want(401) // the very next request
	events.want("session-ended")
	events.want("")
}

// Nobody ends an assignment that is over: it counts by its own end, also for a token that is remembered.
func TestAnExpiredAssignmentCountsNoMore(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin, lent := api.User(auth.Administrator), api.User(auth.Member)
	question := api.As(admin).Post("/challenges", challBody).Want(201).String("id")
	end := time.Now().Add(5 * time.Second)
	api.As(admin).Post("/lead-assignments", map[string]any{"accountId": lent.ID, "role": "co-leader", "challengeId": question, "endsAt": end.UTC().Format(time.RFC3339Nano)}).Want(201)
	look := func() int { return api.As(lent).Get("/me/challenges").Status }
	if got := look(); got != 200 {
		t.Fatalf("who leads gets %d", got)
	}
	for begun := time.Now(); look() == 200; begun = time.Now() {
		if begun.After(end) {
			t.Fatal("a request that began after the end was let in")
		}
	}
	if time.Now().Before(end) {
		t.Error("over too early")
	}
	api.As(lent).Get("/challenges/" + question).Want(404)
	api.As(lent).Get("/me").Want(200) // signed in still
}

func TestStreamsAreBounded(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	for range 10 {
		listen(t, api, user, "").want("watching")
	}
	api.As(user).Get("/me/events").WantCode(429, "too_many_requests")
	listen(t, api, api.User(auth.Member), "").want("watching")
}
