package httpapi_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
)

type rule map[string]any

func TestBadAnswerRules(t *testing.T) {
	t.Parallel()
	api, challenge, _ := remembering(t)
	leader := api.As(api.User(auth.Administrator))
	at := "/challenges/" + challenge + "/answer-rule"
	now := leader.With("If-Match", api.Anonymous().Get("/challenges/"+challenge).Want(200).Header.Get("ETag"))
	for _, c := range []struct {
		rule        rule
		status      int
		field, code string
	}{
		{rule{"answerDays": 30, "countsFrom": "threshold"}, 422, "threshold", "required"},
		{rule{"threshold": 5, "perMille": 1, "answerDays": 30, "countsFrom": "threshold"}, 422, "threshold", "not_together"},
		{rule{"perMille": 1, "answerDays": 30, "countsFrom": "threshold"}, 422, "perMille", "population_unknown"},
		{rule{"threshold": 5, "answerDays": 30, "countsFrom": "window-end"}, 422, "windowDays", "required"},
		{rule{"threshold": 5, "answerDays": 30, "countsFrom": "threshold", "coolDownMonths": 61}, 400, "coolDownMonths", "too_large"},
		{rule{"threshold": 0, "answerDays": 30, "countsFrom": "threshold"}, 400, "threshold", "too_small"},
		{rule{"threshold": 5, "answerDays": 731, "countsFrom": "threshold"}, 400, "answerDays", "too_large"},
		{rule{"threshold": 5, "answerDays": 30, "countsFrom": "easter"}, 400, "countsFrom", "not_allowed_value"},
	} {
		now.Put(at, c.rule).WantField(c.status, c.field, c.code)
	}
	good := rule{"threshold": 5, "answerDays": 30, "countsFrom": "threshold"}
	leader.Put(at, good).WantCode(http.StatusPreconditionRequired, "precondition_required")
	leader.With("If-Match", `"99"`).Put(at, good).WantCode(http.StatusPreconditionFailed, "precondition_failed")
	api.As(api.User(auth.Member)).With("If-Match", `"1"`).Put(at, good).Want(403)
	for _, list := range []string{"/answer-duties?state=never", "/answer-duties?challengeId=1", "/answer-duties?limit=0"} {
		api.Anonymous().Get(list).Want(400)
	}
}

// From a promise in per mille to the decision that keeps it, as everybody sees it, with leaders reminded once before and once after.
func TestAPromisedAnswer(t *testing.T) {
	t.Parallel()
	api, challenge, about := remembering(t)
	api.Exec(`INSERT INTO municipality (name, greeting, about, population) VALUES ('Älvsala', 'Hej', '', 1001)`)
	leader := api.User(auth.ProjectLeader)
	api.Exec(`INSERT INTO lead_assignments (challenge_id, account_id) VALUES ($1, $2)`, challenge, leader.ID)
	put := func(body rule) *apitest.Answer {
		etag := api.Anonymous().Get("/challenges/" + challenge).Want(200).Header.Get("ETag")
		return api.As(leader).With("If-Match", etag).Put("/challenges/"+challenge+"/answer-rule", body).Want(200)
	}
	if made := put(rule{"perMille": 1, "windowDays": 90, "answerDays": 30, "countsFrom": "threshold"}); made.At("answerRule", "threshold") != 2.0 || made.At("answerRule", "population") != 1001.0 {
		t.Errorf("reckoned as %s", made.Body)
	}
	read := func() *apitest.Answer { return api.Anonymous().Get("/ideas/" + about).Want(200) }
	if goal := read().At("supportGoal", "threshold"); goal != 2.0 {
		t.Errorf("the goal is %v", goal)
	}
	duties := func(query string) int {
		return len(api.Anonymous().Get("/answer-duties?challengeId=" + challenge + query).Want(200).List("answerDuties"))
	}
	for n := range 2 {
		if duties("") != 0 {
			t.Errorf("owed with %d votes", n)
		}
		api.As(api.User(auth.Member)).Put("/ideas/"+about+"/vote", map[string]any{"choice": "support"}).Want(200)
	}
	put(rule{"threshold": 50, "answerDays": 1, "countsFrom": "threshold"}) // what is owed stays so, as it was
	owed := read()
	due, err := time.Parse(time.RFC3339, owed.String("answerDuty", "dueAt"))
	if err != nil || time.Until(due) < 29*24*time.Hour || owed.String("answerDuty", "state") != "due" || owed.At("supportGoal") != nil {
		t.Errorf("owed as %s", owed.Body)
	}
	if n := len(api.Anonymous().Get("/ideas?sort=newest").Want(200).List("ideas")); n == 0 {
		t.Error("no list")
	}
	remind(t, api, 0)
	api.Exec(`UPDATE answer_duties SET due_at = now() + interval '6 days'`)
	remind(t, api, 1)
	api.Exec(`UPDATE answer_duties SET due_at = now() - interval '1 hour'`)
	remind(t, api, 1)
	for query, want := range map[string]int{"": 1, "&state=late": 1, "&state=due": 0, "&state=answered": 0} {
		if n := duties(query); n != want {
			t.Errorf("%d duties instead of %d: %s", n, want, query)
		}
	}
	if n := len(api.As(leader).Get("/me/answer-duties").Want(200).List("answerDuties")); n != 1 {
		t.Errorf("the leader sees %d", n)
	}
	if n := len(api.As(api.User(auth.ProjectLeader)).Get("/me/answer-duties").Want(200).List("answerDuties")); n != 0 {
		t.Errorf("another leader sees %d", n)
	}
	answer := func(decision string) {
		body := map[string]any{"decision": decision, "body": "Vi gör det i vår.", "department": "Gatukontoret"}
		api.As(leader).With("If-Match", read().Header.Get("ETag")).Post("/ideas/"+about+"/official-answers", body).Want(201)
	}
	answer("in-dialogue")
	if state := read().String("answerDuty", "state"); state == "answered" {
		t.Error("a dialogue is taken for a decision")
	}
	answer("accepted")
	if state := read().String("answerDuty", "state"); state != "answered" || duties("&state=answered") != 1 || duties("") != 0 {
		t.Errorf("after the decision it is %s", state)
	}
	if n := api.Count(`SELECT count(*) FROM notification_events WHERE kind = 'answer-due' AND $1 = ANY (named)`, leader.ID); n != 2 {
		t.Errorf("the leader was reminded %d times", n)
	}
	api.Exec(`UPDATE ideas SET state = 'hidden' WHERE id = $1`, about)
	api.Exec(`UPDATE idea_stats SET listed = false WHERE idea_id = $1`, about)
	if n := duties("&state=answered&limit=19"); n != 0 {
		t.Error("what is hidden is in the list")
	}
}

// remind has leaders reminded, by two at once and twice.
func remind(t *testing.T, api *apitest.API, want int) {
	t.Helper()
	store := idea.NewStore(api.DB.Gorm, nil)
	told := make(chan int, 4)
	for range cap(told) {
		go func() {
			n, err := store.Remind(t.Context())
			if err != nil {
				t.Error(err)
			}
			told <- n
		}()
	}
	total := 0
	for range cap(told) {
		total += <-told
	}
	if total != want {
		t.Errorf("told of %d instead of %d", total, want)
	}
}

// Who has enough support already is owed an answer from the promise on, and what is taken back is promised to nobody else.
func TestAPromiseAfterVotes(t *testing.T) {
	t.Parallel()
	api, challenge, about := remembering(t)
	api.As(api.User(auth.Member)).Put("/ideas/"+about+"/vote", map[string]any{"choice": "support"}).Want(200)
	leader := api.As(api.User(auth.Administrator))
	etag := func() string { return api.Anonymous().Get("/challenges/" + challenge).Want(200).Header.Get("ETag") }
	leader.With("If-Match", etag()).Put("/challenges/"+challenge+"/answer-rule", rule{"threshold": 1, "answerDays": 10, "countsFrom": "closing"}).Want(200)
	if state := api.Anonymous().Get("/ideas/"+about).Want(200).String("answerDuty", "state"); state != "due" {
		t.Errorf("it is %s", state)
	}
	leader.With("If-Match", etag()).Delete("/challenges/" + challenge + "/answer-rule").Want(204)
	if after := api.Anonymous().Get("/challenges/" + challenge).Want(200); after.At("answerRule") != nil {
		t.Errorf("still promised: %s", after.Body)
	}
	if state := api.Anonymous().Get("/ideas/"+about).Want(200).String("answerDuty", "state"); state != "due" {
		t.Errorf("what was owed is %s", state)
	}
}
