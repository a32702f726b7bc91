package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// notify puts an unread notification of an idea into the inbox of somebody.
func notify(api *apitest.API, to apitest.User, idea, kind string) (id string) {
	id = uuid.NewString()
	api.Exec(`INSERT INTO notifications (id, recipient_id, kind, subject_kind, subject_id, count, happened_at) VALUES ($1, $2, $3, 'idea', $4, 30, now() - interval '1 minute')`,
		id, to.ID, kind, idea)
	return id
}

func TestNotifications(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja, other := api.User(auth.Member), api.User(auth.Member)
	idea := api.As(maja).Post("/ideas", map[string]any{"title": "Lyktor", "body": "Mer ljus.", "challengeIds": []string{}, "state": "published"}).Want(201).String("id")
	first := notify(api, maja, idea, "idea-supported")
	notify(api, maja, idea, "comment")

	got := api.As(maja).Get("/me/notifications?unread=true").Want(200)
	if n := len(got.List("notifications")); n != 2 {
		t.Fatalf("%d notifications", n)
	}
	one, _ := got.List("notifications")[0].(map[string]any)
	if one["title"] != "Lyktor" || one["count"] != 30.0 || one["read"] != false {
		t.Errorf("the first is %v", one)
	}
	api.As(other).Put("/me/notifications/"+first, map[string]any{"read": true}).WantCode(404, "not_found")
	api.As(maja).Put("/me/notifications/"+first, map[string]any{"read": true}).Want(204)
	if n := len(api.As(maja).Get("/me/notifications?unread=true").Want(200).List("notifications")); n != 1 {
		t.Errorf("%d are unread, want 1", n)
	}
	api.As(maja).Put("/me/notifications/"+first, map[string]any{"read": false}).Want(204)
	api.As(maja).Put("/me/notifications", map[string]any{"until": "2020-01-01T00:00:00Z"}).Want(204)
	if n := len(api.As(maja).Get("/me/notifications?unread=true").Want(200).List("notifications")); n != 2 {
		t.Errorf("%d are unread, want 2", n)
	}
	api.As(maja).Put("/me/notifications", map[string]any{"until": "2099-01-01T00:00:00Z"}).Want(204)
	if n := len(api.As(maja).Get("/me/notifications?unread=true").Want(200).List("notifications")); n != 0 {
		t.Errorf("%d are unread, want none", n)
	}
	if n := len(api.As(maja).Get("/me/notifications?limit=1").Want(200).List("notifications")); n != 1 {
		t.Errorf("a list of %d", n)
	}
	api.As(maja).Get("/me/notifications?kind=comment").Want(400)
}

func TestFollows(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja, other := api.User(auth.Member), api.User(auth.Member)
	draft := map[string]any{"title": "Lyktor", "body": "Mer ljus.", "challengeIds": []string{}, "state": "draft"}
	hidden := api.As(maja).Post("/ideas", draft).Want(201).String("id")
	draft["state"] = "published"
	idea := api.As(maja).Post("/ideas", draft).Want(201).String("id")
	api.As(other).Put("/me/follows/"+hidden, nil).WantCode(404, "not_found")
	api.As(other).Get("/me/follows/"+hidden).WantCode(404, "not_found")
	for _, path := range []string{"/me/follows/" + idea, "/me/follows/" + maja.ID.String()} {
		for range 2 {
			api.As(other).Put(path, nil).Want(200)
		}
	}
	if n := len(api.As(other).Get("/me/follows").Want(200).List("follows")); n != 2 {
		t.Errorf("%d follows", n)
	}
	if api.As(maja).Get("/me/follows/"+idea).Want(200).At("following") != true {
		t.Error("an author does not follow")
	}
	for _, who := range []apitest.User{maja, other} {
		api.As(who).Delete("/me/follows/" + idea).Want(204)
		if api.As(who).Get("/me/follows/"+idea).Want(200).At("following") != false {
			t.Error("follows still")
		}
	}
}

// The page sends every choice there is, as it read them.
func TestSettingsAsRead(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja := api.As(api.User(auth.Member))
	settings := map[string]any{"mail": true, "followCommented": true, "followSupported": false}
	settings["choices"] = maja.Get("/me/notification-settings").Want(200).List("choices")
	maja.With("If-Match", `"1"`).Put("/me/notification-settings", settings).Want(200)
}

// A mail program stops mail with what stands in the header; looking at the address does not.
func TestOneClick(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja := api.User(auth.Member)
	secret := auth.NewSecret()
	api.Exec(`INSERT INTO notification_letters (id, recipient_id, secret_hash) VALUES ($1, $2, $3)`, uuid.New(), maja.ID, []byte(auth.HashSecret(secret)))
	mail := func() any { return api.As(maja).Get("/me/notification-settings").Want(200).At("mail") }
	send := func(method, path, body string) (status int, location string) {
		request, err := http.NewRequestWithContext(t.Context(), method, api.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
		answer, err := client.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		if err := answer.Body.Close(); err != nil {
			t.Fatal(err)
		}
		return answer.StatusCode, answer.Header.Get("Location")
	}
	if status, location := send(http.MethodGet, "/unsubscribe/"+secret, ""); status != 303 || location != "/unsubscribe#"+secret || mail() != true {
		t.Errorf("looking: %d %s, mail %v", status, location, mail())
	}
	for body, want := range map[string]int{"": 400, "List-Unsubscribe=No": 400} {
		if status, _ := send(http.MethodPost, "/unsubscribe/"+secret, body); status != want || mail() != true {
			t.Errorf("%q: %d, mail %v", body, status, mail())
		}
	}
	if status, _ := send(http.MethodPost, "/unsubscribe/"+auth.NewSecret(), "List-Unsubscribe=One-Click"); status != 422 {
		t.Errorf("a foreign secret: %d", status)
	}
	for range 2 {
		if status, _ := send(http.MethodPost, "/unsubscribe/"+secret, "List-Unsubscribe=One-Click"); status != 204 || mail() != false {
			t.Errorf("one click: %d, mail %v", status, mail())
		}
	}
	api.Anonymous().Post("/unsubscriptions", map[string]any{"token": secret}).Want(204)
}

// Who listens is told of what is new at once, with how many are unread.
func TestNewsAreToldAtOnce(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja, other := api.User(auth.Member), api.User(auth.Member)
	idea := api.As(maja).Post("/ideas", map[string]any{"title": "Lyktor", "body": "Mer ljus.", "challengeIds": []string{}, "state": "published"}).Want(201).String("id")
	events := listen(t, api, maja, "")
	events.want("watching")
	api.As(other).Post("/ideas/"+idea+"/comments", map[string]any{"body": "Bra."}).Want(201)
	events.want("notifications")
	if n := api.As(maja).Get("/me/notifications").Want(200).At("unread"); n != 1.0 {
		t.Errorf("%v unread", n)
	}
}
