package httpapi_test

import (
	"net/http"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// Who is disabled is out at once, and leaves no organisation that nobody can look after.
func TestDisabling(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin, owner, heir := api.User(auth.Administrator), api.User(auth.Member), api.User(auth.Member)
	made := api.As(owner).Post("/organisations", map[string]any{"name": "Naturvännerna", "kind": "association"}).Want(http.StatusCreated).String("id")
	fixture.Belong(t, api.DB, uuid.MustParse(made), heir.ID, "representative")
	disable := func() *apitest.Answer {
		return api.As(admin).Put("/people/"+owner.ID.String()+"/state", map[string]any{"state": "disabled"})
	}
	stale(api)
	disable().WantCode(http.StatusForbidden, "reauthentication_required")
	api.Exec(`UPDATE sessions SET authenticated_at = now()`)
	disable().Want(http.StatusOK)
	api.As(owner).Get("/me").Want(http.StatusUnauthorized)
	if n := api.Count(`SELECT count(*) FROM organisations WHERE keeper_id = $1`, heir.ID); n != 1 {
		t.Error("the organisation still depends on who is disabled")
	}
}
