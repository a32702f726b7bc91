package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

func newNeed() map[string]any {
	return map[string]any{"kind": "people", "description": "Händer som gräver.", "amount": 6, "unit": "timmar"}
}

func newOffer() map[string]any {
	return map[string]any{"kind": "people", "title": "Kan gräva", "description": "Ledig på helger.", "audience": "public"}
}

func with(body map[string]any, name string, value any) map[string]any {
	body[name] = value
	return body
}

// From a need to its outcome over HTTP, with what each of those who look on may see; what memory keeps is dropped at every step.
func TestHelpFromNeedToOutcome(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author, helper, stranger := api.As(api.User(auth.Member)), api.As(api.User(auth.Member)), api.As(api.User(auth.Moderator))
	idea := author.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	for range 2 {
		api.Anonymous().Get("/ideas/" + idea + "/needs").Want(200)
		api.Anonymous().Get("/ideas/" + idea + "/commitments").Want(200)
		api.Anonymous().Get("/offers").Want(200)
		api.Anonymous().Get("/needs?kind=people").Want(200)
	}
	need := author.Post("/ideas/"+idea+"/needs", newNeed()).Want(201)
	if found := api.Anonymous().Get("/ideas/" + idea + "/needs").Want(200).List("needs"); len(found) != 1 {
		t.Errorf("needs: %v", found)
	}
	if found := api.Anonymous().Get("/needs?kind=people").Want(200).List("needs"); len(found) != 1 {
		t.Errorf("open needs: %v", found)
	}
	offer := helper.Post("/offers", newOffer()).Want(201)
	if found := api.Anonymous().Get("/offers?kind=people").Want(200).List("offers"); len(found) != 1 {
		t.Errorf("offers: %v", found)
	}
	needs := "/needs/" + need.String("id")
	stranger.Get(needs+"/matches").WantCode(http.StatusForbidden, "forbidden")
	match := author.Get(needs + "/matches").Want(200)
	if found := match.List("matches"); len(found) != 1 || match.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("matches: %v %s", found, match.Header.Get("Cache-Control"))
	}
	if strings.Contains(string(match.Body), "null") {
		t.Errorf("no words in common are none, not null: %s", match.Body)
	}
	own := author.Get("/offers/" + offer.String("id") + "/own-needs").Want(200)
	if found := own.List("matches"); len(found) != 1 || own.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("own needs: %s %s", own.Body, own.Header.Get("Cache-Control"))
	}
	for who, client := range map[string]*apitest.Client{"stranger": stranger, "owner": helper} {
		if found := client.Get("/offers/" + offer.String("id") + "/own-needs").Want(200).List("matches"); len(found) != 0 {
			t.Errorf("needs of the %s: %v", who, found)
		}
	}
	api.Anonymous().Get("/offers/"+offer.String("id")+"/own-needs").WantCode(http.StatusUnauthorized, "unauthorized")
	asked := author.Post("/contacts", map[string]any{"needId": need.String("id"), "offerId": offer.String("id"), "message": "Kan du i maj?"}).Want(201)
	contact := "/contacts/" + asked.String("id")
	for who, client := range map[string]*apitest.Client{"before": author, "before, asked": helper} {
		if answer := client.Get(contact).Want(200); strings.Contains(string(answer.Body), "Email") {
			t.Errorf("an address %s: %s", who, answer.Body)
		}
	}
	stranger.Get(contact).Want(404)
	stranger.Put(contact+"/state", map[string]any{"state": "accepted"}).Want(404)
	author.Put(contact+"/state", map[string]any{"state": "accepted"}).WantCode(http.StatusForbidden, "forbidden")
	helper.Put(contact+"/state", map[string]any{"state": "accepted"}).Want(200)
	for _, client := range []*apitest.Client{author, helper} {
		if answer := client.Get("/me/contacts").Want(200); !strings.Contains(string(answer.Body), "helperEmail") || !strings.Contains(string(answer.Body), "seekerEmail") {
			t.Errorf("no address: %s", answer.Body)
		}
	}
	promise := map[string]any{"description": "Jag gräver hela lördagen.", "amount": 6, "endsAt": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339)}
	stranger.Post(contact+"/commitments", promise).Want(404)
	made := helper.Post(contact+"/commitments", promise).Want(201)
	helper.Post(contact+"/commitments", promise).WantCode(http.StatusConflict, "need_closed")
	if state := api.Anonymous().Get(needs).Want(200).String("state"); state != "fulfilled" {
		t.Errorf("the need is %s", state)
	}
	outcome, words := "/commitments/"+made.String("id")+"/outcome", map[string]any{"outcome": "kept", "words": "Alla lådor blev klara."}
	author.Put(outcome, words).WantCode(http.StatusPreconditionRequired, "precondition_required")
	stranger.With("If-Match", made.Header.Get("ETag")).Put(outcome, words).WantCode(http.StatusForbidden, "forbidden")
	author.With("If-Match", made.Header.Get("ETag")).Put(outcome, words).Want(200)
	shown := api.Anonymous().Get("/ideas/" + idea + "/commitments").Want(200)
	if found := shown.List("commitments"); len(found) != 1 || strings.Contains(string(shown.Body), "mail") {
		t.Errorf("commitments: %s", shown.Body)
	}
	helper.Put(contact+"/state", map[string]any{"state": "withdrawn"}).Want(200)
	for _, client := range []*apitest.Client{author, helper} {
		if answer := client.Get("/me/contacts").Want(200); strings.Contains(string(answer.Body), "Email") {
			t.Errorf("an address after consent: %s", answer.Body)
		}
	}
}

func TestBadHelp(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	author := api.As(user)
	idea := author.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	for _, c := range []struct {
		field       string
		value       any
		status      int
		fault, code string
	}{
		{"kind", "love", 400, "kind", "not_allowed_value"}, {"amount", 0, 400, "amount", "too_small"}, {"amount", 1.5, 400, "amount", "wrong_type"}, {"amount", 1e12, 400, "amount", "wrong_format"},
		{"description", strings.Repeat("\u200b", 20), 400, "description", "blank"}, {"unit", "två\nrader", 400, "unit", "forbidden_text"}, {"languages", []string{"sv", "sv"}, 400, "languages", "duplicate"},
		{"languages", []string{"xx"}, 400, "languages/0", "not_allowed_value"}, {"committed", 3, 400, "committed", "unknown_field"}, {"state", "fulfilled", 400, "state", "unknown_field"},
		{"endsAt", "2020-01-01T00:00:00Z", 422, "endsAt", "in_the_past"}, {"endsAt", "2099-01-01T00:00:00Z", 422, "endsAt", "too_large"}, {"startsAt", "2031-01-01T00:00:00Z", 422, "endsAt", "too_large"},
	} {
		author.Post("/ideas/"+idea+"/needs", with(newNeed(), c.field, c.value)).WantField(c.status, c.fault, c.code)
	}
	for _, c := range []struct {
		field       string
		value       any
		status      int
		fault, code string
	}{
		{"audience", "friends", 400, "audience", "not_allowed_value"}, {"title", "Nej" + strings.Repeat("x", 120), 400, "title", "too_long"}, {"radius", 51, 400, "radius", "too_large"},
		{"radius", 5, 422, "radius", "not_together"}, {"place", map[string]any{"longitude": 20, "latitude": 63}, 422, "radius", "required"}, {"topicIds", []string{anID}, 422, "topicIds/0", "unknown_id"},
		{"districtId", anID, 422, "districtId", "unknown_id"}, {"ownerId", anID, 400, "ownerId", "unknown_field"},
	} {
		author.Post("/offers", with(newOffer(), c.field, c.value)).WantField(c.status, c.fault, c.code)
	}
	author.Post("/offers", with(newOffer(), "organisationId", anID)).WantCode(http.StatusForbidden, "forbidden")
	author.Get("/me/offers?organisationId="+anID).WantCode(http.StatusForbidden, "forbidden")
	for path, field := range map[string]string{"kind=love": "kind", "topic=unknown-topic": "topic", "districtId=" + anID: "districtId", "longitude=20": "latitude", "latitude=91&longitude=20": "latitude", "sort=best": "sort"} {
		if answer := api.Anonymous().Get("/offers?" + path).Want(http.StatusBadRequest); !strings.Contains(string(answer.Body), `"`+field+`"`) {
			t.Errorf("%s: %s", path, answer.Body)
		}
	}
	for path, field := range map[string]string{"kind=love": "kind", "topic=unknown-topic": "topic", "districtId=" + anID: "districtId", "sort=best": "sort"} {
		if answer := api.Anonymous().Get("/needs?" + path).Want(http.StatusBadRequest); !strings.Contains(string(answer.Body), `"`+field+`"`) {
			t.Errorf("needs, %s: %s", path, answer.Body)
		}
	}
	author.Get("/me/contacts?state=lost").Want(http.StatusBadRequest)
	if n := api.Count(`SELECT (SELECT count(*) FROM needs) + (SELECT count(*) FROM offers)`); n != 0 {
		t.Errorf("%d stored", n)
	}
	script := with(newOffer(), "description", "<script>alert(1)</script>")
	if got := author.Post("/offers", script).Want(201).String("description"); got != script["description"] {
		t.Errorf("%q", got)
	}
	author.Put("/me/blocks/"+user.ID.String(), nil).WantCode(http.StatusForbidden, "forbidden")
}
