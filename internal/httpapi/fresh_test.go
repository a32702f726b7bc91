package httpapi_test

import (
	"net/http"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// Who writes is marked for a while, and nobody else.
func TestWrittenCookie(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja := api.As(api.User(auth.Member))
	written := func(answer *apitest.Answer) *http.Cookie {
		for _, cookie := range (&http.Response{Header: answer.Header}).Cookies() {
			if cookie.Name == "medskapa_written" {
				return cookie
			}
		}
		return nil
	}
	idea := map[string]any{"title": "En bänk vid bryggan", "body": "Så att man kan vänta på båten.", "state": "published", "challengeIds": []any{}}
	posted := maja.Post("/ideas", idea).Want(201)
	if c := written(posted); c == nil || c.MaxAge != 10 || c.Path != "/" || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Secure {
		t.Errorf("the cookie is %v", c)
	}
	if c := written(maja.Put("/ideas/"+posted.String("id")+"/vote", map[string]any{"choice": "support"}).Want(200)); c == nil {
		t.Error("a vote sets none")
	}
	again := maja.With("Cookie", "medskapa_written=elsewhere").Put("/ideas/"+posted.String("id")+"/vote", map[string]any{"choice": "support"}).Want(200)
	if c := written(again); c == nil || c.Value != "several" {
		t.Errorf("who wrote on two nodes is marked with %v", c)
	}
	for what, answer := range map[string]*apitest.Answer{
		"reading in public":       api.Anonymous().Get("/ideas").Want(200),
		"reading while signed in": maja.Get("/ideas").Want(200),
		"reading one's own":       maja.Get("/me").Want(200),
		"a write that is refused": maja.Post("/ideas", map[string]any{}).Want(400),
		"a write by nobody":       api.Anonymous().Post("/ideas", idea).Want(401),
	} {
		if c := written(answer); c != nil {
			t.Errorf("%s sets %v", what, c)
		}
	}
}
