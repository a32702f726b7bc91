package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

func TestBadSteps(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author := api.As(api.User(auth.Member))
	made := author.Post("/ideas", newIdea("Lyktor")).Want(201)
	at := "/ideas/" + made.String("id") + "/stage"
	now := author.With("If-Match", made.Header.Get("ETag"))
	for _, c := range []struct {
		stage, reason any
		status        int
		field, code   string
	}{
		{"somewhere", "Vi hinner inte.", 400, "stage", "not_allowed_value"},
		{nil, "Vi hinner inte.", 400, "stage", "not_allowed_value"}, {"dropped", "Nej.", 400, "reason", "too_short"},
		{"dropped", strings.Repeat("x", 2001), 400, "reason", "too_long"}, {"dropped", strings.Repeat("\u200b", 20), 400, "reason", "blank"},
		{"dropped", "bakvänt \u202e och så", 400, "reason", "forbidden_text"}, {"dropped", nil, 400, "reason", "wrong_type"},
	} {
		now.Put(at, map[string]any{"stage": c.stage, "reason": c.reason}).WantField(c.status, c.field, c.code)
	}
	step := map[string]any{"stage": "dropped", "reason": "Vi hinner inte i år."}
	author.Put(at, step).WantCode(http.StatusPreconditionRequired, "precondition_required")
	author.With("If-Match", `"99"`).Put(at, step).WantCode(http.StatusPreconditionFailed, "precondition_failed")
	now.Put(at, map[string]any{"stage": "done", "reason": "Vi hinner inte i år."}).WantCode(http.StatusConflict, "state_transition")
	if n := api.Count(`SELECT count(*) FROM idea_steps`); n != 0 {
		t.Errorf("%d stored", n)
	}
	now.Put(at, step).Want(http.StatusOK)
	now.Put(at, step).WantCode(http.StatusPreconditionFailed, "precondition_failed")
}

// What memory keeps is dropped when an idea moves: its page, its history, and lists by stage that it comes into.
func TestStepsShowAtOnce(t *testing.T) {
	t.Parallel()
	api, challenge, idea := remembering(t)
	lists := []string{"/ideas?stage=in-dialogue&sort=newest", "/ideas?stage=in-dialogue&sort=newest&challengeId=" + challenge}
	for range 2 {
		for _, path := range lists {
			if found := api.Anonymous().Get(path).Want(200).List("ideas"); len(found) != 0 {
				t.Errorf("%s: %v", path, found)
			}
		}
		api.Anonymous().Get("/ideas/" + idea + "/steps").Want(200)
	}
	read := api.Anonymous().Get("/ideas/" + idea).Want(200)
	leader := api.User(auth.Administrator)
	api.As(leader).With("If-Match", read.Header.Get("ETag")).Put("/ideas/"+idea+"/stage", map[string]any{"stage": "in-dialogue", "reason": "Vi talar med banverket."}).Want(200)
	for _, path := range lists {
		if found := api.Anonymous().Get(path).Want(200).List("ideas"); len(found) != 1 {
			t.Errorf("%s: %v", path, found)
		}
	}
	if got := api.Anonymous().Get("/ideas/"+idea).Want(200).String("lastStep", "reason"); got != "Vi talar med banverket." {
		t.Errorf("the page says %q", got)
	}
	if found := api.Anonymous().Get("/ideas/" + idea + "/steps").Want(200).List("steps"); len(found) != 1 {
		t.Errorf("the history has %v", found)
	}
	related := api.As(leader).Get("/me/relations?ideaIds=" + idea).Want(200)
	if next, _ := related.List("ideas")[0].(map[string]any)["nextStages"].([]any); len(next) != 5 {
		t.Errorf("next: %v", next)
	}
}

func TestBadAnswers(t *testing.T) {
	t.Parallel()
	api, _, idea := remembering(t)
	admin := api.As(api.User(auth.Administrator)).With("If-Match", api.Anonymous().Get("/ideas/"+idea).Want(200).Header.Get("ETag"))
	for _, c := range []struct {
		field       string
		value       any
		status      int
		fault, code string
	}{
		{"decision", "done", 400, "decision", "not_allowed_value"}, {"body", "Nej.", 400, "body", "too_short"}, {"body", strings.Repeat("x", 10_001), 400, "body", "too_long"},
		{"body", strings.Repeat("\u200b", 20), 400, "body", "blank"}, {"contact", "två\nrader", 400, "contact", "forbidden_text"},
		{"department", "G", 400, "department", "too_short"}, {"departmentId", "gatukontoret", 400, "departmentId", "wrong_format"},
		{"departmentId", anID, 422, "department", "not_together"}, {"by", anID, 400, "by", "unknown_field"}, {"number", 7, 400, "number", "unknown_field"},
	} {
		body := map[string]any{"decision": "accepted", "body": "Vi gör det i vår.", "department": "Gatukontoret", c.field: c.value}
		admin.Post("/ideas/"+idea+"/official-answers", body).WantField(c.status, c.fault, c.code)
	}
	admin.Post("/ideas/"+idea+"/official-answers", map[string]any{"decision": "accepted", "body": "Vi gör det i vår."}).WantField(422, "department", "required")
	if n := api.Count(`SELECT count(*) FROM official_answers`); n != 0 {
		t.Errorf("%d stored", n)
	}
	admin.Post("/ideas/"+idea+"/official-answers", map[string]any{"decision": "accepted", "body": "<script>alert(1)</script>", "department": "Gatan"}).WantField(422, "body", "blank")
	script := map[string]any{"decision": "accepted", "body": "Så: <script>alert(1)</script> [x](javascript:alert(1)) och så", "department": "<b>G</b>"}
	made := admin.Post("/ideas/"+idea+"/official-answers", script).Want(http.StatusCreated)
	if html := made.String("bodyHtml"); strings.Contains(html, "script") {
		t.Errorf("html: %s", html)
	}
	if got := api.Anonymous().Get("/ideas/"+idea).Want(200).String("answer", "department"); got != "<b>G</b>" {
		t.Errorf("department: %q", got)
	}
	if found := api.Anonymous().Get("/ideas/" + idea + "/official-answers").Want(200).List("officialAnswers"); len(found) != 1 {
		t.Errorf("%v", found)
	}
}
