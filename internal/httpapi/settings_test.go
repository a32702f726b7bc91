package httpapi_test

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// What an idea is about and where it is: given, shown, filtered by, changed, and followed when districts are drawn anew.
func TestTopicsAndPlaces(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin, member := api.As(api.User(auth.Administrator)), api.As(api.User(auth.Member))
	topic := admin.Post("/topics", `{"name":{"sv":"Klimat och natur","en":"Climate and nature"}}`).Want(http.StatusCreated).String("id")
	other := admin.Post("/topics", `{"name":{"sv":"Trafik","en":"Traffic"}}`).Want(http.StatusCreated).String("id")
	admin.Post("/topics", `{"name":{"sv":"Trafik","en":"Traffic"}}`).WantField(http.StatusUnprocessableEntity, "name/sv", "duplicate")
	admin.With("If-Match", `"1"`).Put("/district-boundaries", districtBody).Want(http.StatusOK)
	admin.With("If-Match", `"1"`).Put("/district-boundaries", districtBody).WantCode(http.StatusPreconditionFailed, "precondition_failed")
	var drawn struct{ Features []struct{ ID uuid.UUID } }
	api.Anonymous().Get("/district-boundaries").Want(http.StatusOK).Into(&drawn)
	district := drawn.Features[0].ID

	const idea = `{"title":"Lyktor","body":"Mer ljus.","challengeIds":[],"state":"published",%s}`
	made := member.Post("/ideas", fmt.Sprintf(idea, `"topicIds":["`+other+`","`+topic+`"],"place":{"longitude":20.2900049,"latitude":63.82}`)).Want(http.StatusCreated)
	if made.At("place", "longitude") != 20.29 || made.At("district", "name") != "Norrstrand" {
		t.Errorf("%s", made.Body)
	}
	chosen := member.Post("/ideas", fmt.Sprintf(idea, `"districtId":"`+district.String()+`"`)).Want(http.StatusCreated)
	member.Post("/ideas", fmt.Sprintf(idea, `"topicIds":["`+uuid.NewString()+`"]`)).WantField(http.StatusUnprocessableEntity, "topicIds/0", "unknown_id")
	member.Post("/ideas", fmt.Sprintf(idea, `"districtId":"`+uuid.NewString()+`"`)).WantField(http.StatusUnprocessableEntity, "districtId", "unknown_id")
	member.Post("/ideas", fmt.Sprintf(idea, `"districtId":"`+district.String()+`","place":{"longitude":20,"latitude":63}`)).
		WantField(http.StatusUnprocessableEntity, "districtId", "not_together")
	member.Post("/ideas", fmt.Sprintf(idea, `"place":{"longitude":181,"latitude":63}`)).WantField(http.StatusBadRequest, "place/longitude", "too_large")

	for query, n := range map[string]int{
		"?topic=klimat-och-natur": 1, "?topic=trafik&sort=newest": 1, "?districtId=" + district.String(): 2, "?placed=true": 1, "?placed=false": 1,
		"?topic=trafik&districtId=" + district.String() + "&placed=true&sort=random&seed=3": 1,
	} {
		if got := len(api.Anonymous().Get("/ideas" + query).Want(http.StatusOK).At("ideas").([]any)); got != n {
			t.Errorf("%s: %d ideas, want %d", query, got, n)
		}
	}
	api.Anonymous().Get("/ideas?topic=nagot-annat").WantField(http.StatusBadRequest, "topic", "unknown_id")
	api.Anonymous().Get("/challenges?topic=nagot-annat").WantField(http.StatusBadRequest, "topic", "unknown_id")
	api.Anonymous().Get("/ideas?districtId="+uuid.NewString()).WantField(http.StatusBadRequest, "districtId", "unknown_id")

	at := "/ideas/" + made.String("id")
	edited := member.With("If-Match", `"1"`).Patch(at, `{"place":null,"topicIds":[]}`).Want(http.StatusOK)
	if edited.At("place") != nil || edited.At("district") != nil || len(edited.At("topics").([]any)) != 0 {
		t.Errorf("%s", edited.Body)
	}
	edited = member.With("If-Match", `"2"`).Patch(at, `{"place":{"longitude":20.25,"latitude":63.95}}`).Want(http.StatusOK)
	if edited.At("place", "latitude") != 63.95 || edited.At("district") != nil {
		t.Errorf("outside of all districts: %s", edited.Body)
	}
	member.With("If-Match", `"3"`).Patch(at, `{"title":"Lyktor vid bron"}`).Want(http.StatusOK)
	member.With("If-Match", `"4"`).Patch(at, `{"districtId":"`+district.String()+`"}`).WantField(http.StatusUnprocessableEntity, "districtId", "not_together")

	wider := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"NAMN":"Söder"},
		"geometry":{"type":"Polygon","coordinates":[[[20.2,63.8,7],[20.3,63.8,7],[20.3,64,7],[20.2,64,7],[20.2,63.8,7]]]}}]}`
	preview := admin.Post("/district-previews?nameProperty=NAMN", wider).Want(http.StatusOK)
	if fmt.Sprint(preview.At("added"), preview.At("removed")) != "[Söder] [Norrstrand]" {
		t.Errorf("%s", preview.Body)
	}
	admin.With("If-Match", `"2"`).Put("/district-boundaries?nameProperty=NAMN", wider).Want(http.StatusOK)
	await(t, "the place lies in the new district", func() bool { return api.Anonymous().Get(at).At("district", "name") == "Söder" })
	if got := api.Anonymous().Get("/ideas/"+chosen.String("id")).At("district", "name"); got != "Norrstrand" {
		t.Errorf("what was chosen stays: %v", got)
	}
}

// A challenge is about topics, and is found by them.
func TestTopicsOfChallenges(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin := api.As(api.User(auth.Administrator))
	topic := admin.Post("/topics", `{"name":{"sv":"Klimat","en":"Climate"}}`).Want(http.StatusCreated).String("id")
	made := admin.Post("/challenges", `{"title":"Ljus","question":"Var är det mörkt?","description":"Mer ljus.","voting":"support","topicIds":["`+topic+`"]}`).Want(http.StatusCreated)
	if len(made.At("topics").([]any)) != 1 {
		t.Fatalf("%s", made.Body)
	}
	at := "/challenges/" + made.String("id")
	admin.With("If-Match", `"1"`).Put(at+"/state", `{"state":"open"}`).Want(http.StatusOK)
	if got := len(api.Anonymous().Get("/challenges?topic=klimat").At("challenges").([]any)); got != 1 {
		t.Errorf("%d challenges", got)
	}
	kept := admin.With("If-Match", `"2"`).Patch(at, `{"title":"Ljusare"}`).Want(http.StatusOK)
	if len(kept.At("topics").([]any)) != 1 {
		t.Errorf("%s", kept.Body)
	}
	admin.With("If-Match", `"3"`).Patch(at, `{"topicIds":[]}`).Want(http.StatusOK)
	if got := len(api.Anonymous().Get("/challenges?topic=klimat").At("challenges").([]any)); got != 0 {
		t.Errorf("%d challenges", got)
	}
}
