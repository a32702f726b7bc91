package httpapi_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// An idea changes hands over HTTP: offered once however often it is sent, known to its parties until it is accepted, and then to all.
func TestHandoversOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author, other, stranger := api.User(auth.Member), api.User(auth.Member), api.User(auth.Member)
	id := fixture.Idea(t, api.DB, auth.Principal{ID: author.ID})
	path := "/ideas/" + id.String()
	may := func(who apitest.User) string {
		return string(api.As(who).Get("/me/relations?ideaIds=" + id.String()).Want(200).Body)
	}
	if !strings.Contains(may(author), "hand-over") || strings.Contains(may(stranger), "hand-over") {
		t.Errorf("%s, and others %s", may(author), may(stranger))
	}
	body := `{"toId":"` + other.ID.String() + `","reason":"Jag flyttar."}`
	once := api.As(author).With("Idempotency-Key", uuid.NewString())
	made := once.Post(path+"/handovers", body).Want(201)
	if again := once.Post(path+"/handovers", body).Want(201); again.String("id") != made.String("id") {
		t.Error("pressed twice it is two")
	}
	api.As(author).Post(path+"/handovers", `{"reason":"Vem som helst."}`).WantCode(409, "handover_waits")
	offer := "/handovers/" + made.String("id")
	api.Anonymous().Get(offer).Want(404)
	api.As(stranger).Get(offer).Want(404)
	if list := api.As(stranger).Get(path + "/handovers").Want(200); len(list.List("handovers")) != 0 {
		t.Errorf("%s", list.Body)
	}
	read := api.As(other).Get(offer).Want(200)
	if list := api.As(other).Get(path + "/handovers").Want(200); len(list.List("handovers")) != 1 || list.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s", list.Body)
	}
	api.As(other).With("If-Match", `"7"`).Put(offer+"/state", `{"state":"accepted"}`).WantCode(412, "precondition_failed")
	done := api.As(other).With("If-Match", read.Header.Get("ETag")).Put(offer+"/state", `{"state":"accepted"}`).Want(200)
	if done.String("state") != "accepted" || len(done.List("permissions")) != 0 {
		t.Errorf("%s", done.Body)
	}
	api.As(author).With("If-Match", done.Header.Get("ETag")).Put(offer+"/state", `{"state":"taken-back"}`).WantCode(409, "handover_settled")
	api.As(other).With("If-Match", done.Header.Get("ETag")).Put(offer+"/state", `{"state":"taken-back"}`).WantCode(409, "handover_settled")
	if i := api.Anonymous().Get(path).Want(200); i.String("author", "id") != other.ID.String() {
		t.Errorf("%s", i.Body)
	}
	if list := api.Anonymous().Get(path + "/handovers").Want(200); len(list.List("handovers")) != 1 || list.Header.Get("ETag") == "" {
		t.Errorf("%s", list.Body)
	}
	api.Anonymous().Get(offer).Want(200)
	if strings.Contains(may(author), "hand-over") || !strings.Contains(may(other), "hand-over") {
		t.Errorf("%s, and the author of now %s", may(author), may(other))
	}
}
