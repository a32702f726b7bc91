package httpapi_test

import (
	"net/http"
	"sync"
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

// Somebody is left to look after an installation who may write: who is suspended is not that one.
func TestTheLastAdministratorMayWrite(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	one, two := api.User(auth.Administrator), api.User(auth.Administrator)
	suspend := func(by, whom apitest.User) *apitest.Answer {
		return api.As(by).Post("/people/"+whom.ID.String()+"/suspensions", suspending())
	}
	suspension := suspend(one, two).Want(http.StatusCreated).String("id")
	api.As(one).Put("/people/"+one.ID.String()+"/role", map[string]any{"role": "member"}).WantCode(http.StatusConflict, "last_administrator")
	api.As(one).Put("/people/"+one.ID.String()+"/state", map[string]any{"state": "disabled"}).WantCode(http.StatusConflict, "last_administrator")
	api.As(one).Put("/me/closure", map[string]any{"contributions": "keep"}).WantCode(http.StatusConflict, "last_administrator")
	api.As(one).Delete("/suspensions/" + suspension).Want(http.StatusNoContent)

	for range 10 { // each suspends the other at once
		pairs, answers := [2][2]apitest.User{{one, two}, {two, one}}, [2]*apitest.Answer{}
		var group sync.WaitGroup
		for n, pair := range pairs {
			group.Go(func() { answers[n] = suspend(pair[0], pair[1]) })
		}
		group.Wait()
		if n := api.Count(`SELECT count(*) FROM active_administrators`); n != 1 {
			t.Fatalf("%d are left: %s, %s", n, answers[0].Body, answers[1].Body)
		}
		api.Exec(`UPDATE suspensions SET lifted_at = now() WHERE lifted_at IS NULL`)
	}
	api.As(one).Put("/people/"+one.ID.String()+"/role", map[string]any{"role": "member"}).Want(http.StatusOK)
}
