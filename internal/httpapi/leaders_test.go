package httpapi_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// Whoever leads a challenge until a day does not stay by way of a focus area that they lead without an end.
func TestNobodyStaysByWayOfAFocusArea(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin, lent := api.User(auth.Administrator), api.User(auth.ProjectLeader)
	lead := func(kind, id string, more map[string]any) {
		body := map[string]any{"accountId": lent.ID, "role": "leader", kind: id}
		for k, v := range more {
			body[k] = v
		}
		api.As(admin).Post("/lead-assignments", body).Want(http.StatusCreated)
	}
	area := api.As(admin).Post("/focus-areas", map[string]any{"title": "Trygga vägar", "description": ""}).Want(http.StatusCreated).String("id")
	question := fixture.Challenge(t, api.DB, "support").String()
	lead("focusAreaId", area, nil)
	lead("challengeId", question, map[string]any{"endsAt": time.Now().Add(time.Hour).UTC()})
	into := func(user apitest.User, version string, area any) *apitest.Answer {
		return api.As(user).With("If-Match", version).Patch("/challenges/"+question, map[string]any{"focusAreaId": area})
	}
	into(lent, `"1"`, area).Want(http.StatusForbidden)
	api.As(lent).With("If-Match", `"1"`).Patch("/challenges/"+question, map[string]any{"title": "Torget"}).Want(http.StatusOK)
	into(admin, `"2"`, area).Want(http.StatusOK)
	into(lent, `"3"`, nil).Want(http.StatusOK) // now they lead it without an end
	into(lent, `"4"`, area).Want(http.StatusForbidden)
}
