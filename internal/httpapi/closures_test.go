package httpapi_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

func TestClosingAndTheWayBack(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	maja := api.User(auth.Member)
	me := api.As(maja)
	me.Get("/me/closure").WantCode(404, "not_found")
	me.Put("/me/closure", map[string]any{"contributions": "sell"}).Want(400)
	closes := me.Put("/me/closure", map[string]any{"contributions": "keep"}).Want(200).String("closesAt")
	if got := me.Get("/me").Want(200).String("closesAt"); got != closes {
		t.Errorf("the account says %q, the closure %q", got, closes)
	}
	again := api.Anonymous().Post("/sessions", map[string]any{"email": maja.Email, "password": apitest.Password}).Want(201)
	if got := again.String("me", "closesAt"); got != closes {
		t.Errorf("who signs in is told %q", got)
	}
	api.Anonymous().Get("/participants/" + maja.ID.String()).Want(200) // others see nothing of it
	me.Delete("/me/closure").Want(204)
	me.Delete("/me/closure").Want(204)
	if got := me.Get("/me").Want(200).String("closesAt"); got != "" {
		t.Errorf("kept, and closed on %s", got)
	}
	api.Exec(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes'`)
	me.Put("/me/closure", map[string]any{"contributions": "keep"}).WantCode(403, "reauthentication_required")
}
