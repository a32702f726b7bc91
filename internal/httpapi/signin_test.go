package httpapi_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// stale makes every sign-in one of a while ago.
func stale(api *apitest.API) {
	api.Exec(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes'`)
}

func TestProvingAgainWhoOneIs(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.As(user).Get("/me/sign-in-methods").Want(200)
	stale(api)
	api.As(user).Put("/me/authentication", map[string]any{"password": "not this one"}).WantField(422, "password", "wrong_password")
	if n := api.Count(`SELECT count(*) FROM sessions WHERE authenticated_at > now() - interval '10 minutes'`); n != 0 {
		t.Errorf("a wrong password made %d sign-ins fresh", n)
	}
	api.As(user).Put("/me/authentication", map[string]any{"password": apitest.Password}).Want(204)
	if n := api.Count(`SELECT count(*) FROM sessions WHERE authenticated_at > now() - interval '10 minutes'`); n != 1 {
		t.Errorf("%d sign-ins are fresh", n)
	}
	for range 4 {
		api.As(user).Put("/me/authentication", map[string]any{"password": "not this one"}).Want(422)
	}
	api.As(user).Put("/me/authentication", map[string]any{"password": apitest.Password}).WantCode(429, "too_many_requests")
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": apitest.Password}).WantCode(429, "too_many_requests")
}

func TestTheFirstPasswordAsksForAFreshSignIn(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.As(user).Put("/me/password", map[string]any{"newPassword": goodPassword}).WantField(422, "currentPassword", "required")
	api.Exec(`UPDATE accounts SET password_hash = '' WHERE id = $1`, user.ID)
	stale(api)
	api.As(user).Put("/me/password", map[string]any{"newPassword": goodPassword}).WantCode(403, "reauthentication_required")
	api.Exec(`UPDATE sessions SET authenticated_at = now()`)
	api.As(user).Put("/me/password", map[string]any{"newPassword": goodPassword}).Want(204)
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": goodPassword}).Want(201)
}
