package httpapi_test

import (
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// workshopBody is a valid new workshop tomorrow.
func workshopBody(seats int) map[string]any {
	start := time.Now().Add(24 * time.Hour).UTC().Truncate(time.Second)
	return map[string]any{"title": "Rita om torget", "description": "Vi *ritar*.", "startsAt": start.Format(time.RFC3339),
		"endsAt": start.Add(time.Hour).Format(time.RFC3339), "place": "Folkets hus", "seats": seats, "audience": []string{}, "state": "published"}
}

// One workshop from its making to its end, as its leader and those who come meet it.
func TestWorkshopOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	leader := api.As(api.User(auth.ProjectLeader))
	asa, bo := api.User(auth.Member), api.User(auth.Member)
	made := leader.Post("/workshops", workshopBody(1)).Want(201)
	path := "/workshops/" + made.String("id")
	if made.Header.Get("Location") != api.URL+"/api/v1"+path || made.Header.Get("ETag") == "" {
		t.Fatalf("%v", made.Header)
	}
	api.Anonymous().Put(path+"/signup", nil).WantCode(401, "unauthorized")
	if got := api.As(asa).Put(path+"/signup", nil).Want(200); got.String("state") != "seated" || got.At("position") != nil {
		t.Fatalf("%s", got.Body)
	}
	if got := api.As(bo).Put(path+"/signup", nil).Want(200); got.String("state") != "waiting" || got.At("position") != 1.0 {
		t.Fatalf("%s", got.Body)
	}
	api.As(asa).Get(path+"/signups").WantCode(403, "forbidden")
	if got := leader.Get(path + "/signups").Want(200).List("signups"); len(got) != 2 {
		t.Fatalf("%v", got)
	}
	seen := api.Anonymous().Get(path).Want(200)
	if seen.At("seatedCount") != 1.0 || seen.At("waitingCount") != 1.0 {
		t.Fatalf("%s", seen.Body)
	}
	api.Anonymous().With("If-None-Match", seen.Header.Get("ETag")).Get(path).Want(304)
	api.As(asa).Delete(path + "/signup").Want(204)
	if got := api.As(bo).Get("/me/workshops").Want(200).List("workshops"); len(got) != 1 {
		t.Fatalf("%v", got)
	}
	if again := api.Anonymous().With("If-None-Match", seen.Header.Get("ETag")).Get(path).Want(200); again.At("waitingCount") != 0.0 {
		t.Fatalf("%s", again.Body)
	}
	leader.Patch(path, map[string]any{"seats": 2}).WantCode(428, "precondition_required")
	// Sign-ups since it was read do not hinder an edit: the version is that of the words.
	edited := leader.With("If-Match", seen.Header.Get("ETag")).Patch(path, map[string]any{"link": "https://mote.example/1", "place": nil}).Want(200)
	if edited.At("place") != nil || edited.String("link") == "" {
		t.Fatalf("%s", edited.Body)
	}
	leader.With("If-Match", seen.Header.Get("ETag")).Patch(path, map[string]any{"seats": 2}).WantCode(412, "precondition_failed")
	leader.With("If-Match", edited.Header.Get("ETag")).Patch(path, map[string]any{"link": nil}).WantField(422, "place", "place_or_link")
	leader.With("If-Match", edited.Header.Get("ETag")).Put(path+"/state", map[string]any{"state": "cancelled"}).Want(200)
	api.As(asa).Put(path+"/signup", nil).WantCode(409, "workshop_not_open")
	if got := api.Anonymous().Get("/workshops").Want(200).List("workshops"); len(got) != 1 {
		t.Fatalf("%v", got)
	}
	if got := api.Anonymous().Get("/workshops?when=past").Want(200).List("workshops"); len(got) != 0 {
		t.Fatalf("%v", got)
	}
	if got := leader.Get("/me/workshops?as=leader").Want(200).List("workshops"); len(got) != 1 {
		t.Fatalf("%v", got)
	}
	api.As(bo).Get("/me/workshops?as=leader").WantCode(403, "forbidden")
}

func TestCalendarOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	leader := api.As(api.User(auth.ProjectLeader))
	path := "/workshops/" + leader.Post("/workshops", workshopBody(1)).Want(201).String("id") + "/calendar"
	file := api.Anonymous().Get(path).Want(200)
	if !strings.HasPrefix(string(file.Body), "BEGIN:VCALENDAR\r\n") || !strings.HasPrefix(file.Header.Get("Content-Type"), "text/calendar") ||
		file.Header.Get("Content-Disposition") != `attachment; filename="medskapa-verkstad.ics"` || file.Header.Get("ETag") == "" {
		t.Fatalf("%v %s", file.Header, file.Body)
	}
	api.Anonymous().With("If-None-Match", file.Header.Get("ETag")).Get(path).Want(304)
	body := workshopBody(1)
	body["state"] = "draft"
	draft := "/workshops/" + leader.Post("/workshops", body).Want(201).String("id")
	leader.Get(draft).Want(200)
	leader.Get(draft+"/calendar").WantCode(404, "not_found")
	api.Anonymous().Get(draft).WantCode(404, "not_found")
}
