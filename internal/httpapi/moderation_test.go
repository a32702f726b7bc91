package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// judging is one installation with somebody who writes, two who look after it, and what they do.
type judging struct {
	*apitest.API
	author, first, second apitest.User
}

func newJudging(t *testing.T) judging {
	t.Helper()
	api := apitest.New(t)
	return judging{api, api.User(auth.Member), api.User(auth.Moderator), api.User(auth.Administrator)}
}

func thingOf(kind, id string) map[string]any { return map[string]any{"kind": kind, "id": id} }

// open is the case of a thing, as its path, with the ETag that was read.
func (j judging) open(kind, id string) (path, etag string) {
	made := j.As(j.first).Post("/moderation-cases", map[string]any{"thing": thingOf(kind, id)}).Want(http.StatusCreated)
	return "/moderation-cases/" + made.String("case", "id"), made.Header.Get("ETag")
}

func statement(action string) map[string]any {
	return map[string]any{"action": action, "ground": "harassment", "rule": "Regel 2, påhopp", "facts": "Texten kallar en granne för idiot."}
}

// suspending is what somebody is suspended with.
func suspending() map[string]any {
	return map[string]any{"ground": "harassment", "rule": "Regel 2, påhopp", "facts": "Upprepade påhopp på grannar."}
}

// decide has the first moderator decide about a thing, and returns the decision's id.
func (j judging) decide(action, kind, id string) string {
	path, etag := j.open(kind, id)
	return j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement(action)).Want(http.StatusCreated).String("id")
}

func TestReporting(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := fixture.Idea(t, j.DB, auth.Principal{ID: j.author.ID}).String()
	report := func(c *apitest.Client, reason, note string) *apitest.Answer {
		return c.Post("/reports", map[string]any{"thing": thingOf("idea", idea), "reason": reason, "note": note})
	}
	one, two := j.As(j.User(auth.Member)), j.As(j.User(auth.Member))
	report(j.As(j.author), "spam", "").WantCode(http.StatusForbidden, "forbidden")
	report(one, "other", "").WantField(http.StatusUnprocessableEntity, "note", "required")
	report(one, "spam", "").Want(http.StatusCreated)
	report(one, "hate", "").WantCode(http.StatusConflict, "already_reported")
	report(two, "spam", "Samma igen").Want(http.StatusCreated)
	report(j.Anonymous(), "spam", "").WantCode(http.StatusUnauthorized, "unauthorized")
	guest := map[string]any{"thing": thingOf("idea", idea), "reason": "spam", "proofOfWork": j.Anonymous().ProofFor("send-report")}
	j.Anonymous().Post("/reports", guest).Want(http.StatusCreated)
	j.Anonymous().Post("/reports", guest).WantCode(http.StatusUnprocessableEntity, "unprocessable") // the puzzle is used up

	cases := j.As(j.first).Get("/moderation-cases").Want(http.StatusOK).List("cases")
	if len(cases) != 1 || cases[0].(map[string]any)["reportCount"] != 3.0 {
		t.Fatalf("%v", cases)
	}
	file := j.As(j.first).Get("/moderation-cases/" + cases[0].(map[string]any)["id"].(string)).Want(http.StatusOK)
	if len(file.List("reports")) != 3 || file.String("thing", "text") == "" {
		t.Errorf("%s", file.Body)
	}
	j.Exec(`UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, idea)
	report(j.As(j.User(auth.Member)), "spam", "").WantCode(http.StatusNotFound, "not_found")
}

// Of two moderators one has the case; who decides on what they read before is told so.
func TestTwoModerators(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	path, etag := j.open("idea", fixture.Idea(t, j.DB, auth.Principal{ID: j.author.ID}).String())
	taken := j.As(j.first).With("If-Match", etag).Put(path+"/taker", map[string]any{"taken": true}).Want(http.StatusOK)
	now := taken.Header.Get("ETag")
	j.As(j.second).With("If-Match", etag).Post(path+"/decisions", statement("hide")).WantCode(http.StatusPreconditionFailed, "precondition_failed")
	j.As(j.second).With("If-Match", now).Post(path+"/decisions", statement("hide")).WantCode(http.StatusConflict, "case_taken")
	j.As(j.second).With("If-Match", now).Put(path+"/taker", map[string]any{"taken": true}).WantCode(http.StatusConflict, "case_taken")
	first := j.As(j.first).With("If-Match", now)
	first.Post(path+"/decisions", map[string]any{"action": "hide"}).WantField(http.StatusUnprocessableEntity, "ground", "required")
	first.Post(path+"/decisions", statement("restore")).WantCode(http.StatusConflict, "state_transition")
	first.Post(path+"/decisions", statement("hide")).Want(http.StatusCreated)
	first.Post(path+"/decisions", statement("hide")).WantCode(http.StatusPreconditionFailed, "precondition_failed")
	j.ownCase("person", j.first.ID.String())
}

// ownCase holds that the first moderator does not handle a case about a thing.
func (j judging) ownCase(kind, id string) (path string) {
	thing := map[string]any{"thing": thingOf(kind, id)}
	j.As(j.first).Post("/moderation-cases", thing).WantCode(http.StatusForbidden, "forbidden")
	made := j.As(j.second).Post("/moderation-cases", thing).Want(http.StatusCreated)
	path = "/moderation-cases/" + made.String("case", "id")
	first := j.As(j.first).With("If-Match", made.Header.Get("ETag"))
	first.Get(path).WantCode(http.StatusForbidden, "forbidden")
	first.Put(path+"/taker", map[string]any{"taken": true}).WantCode(http.StatusForbidden, "forbidden")
	first.Post(path+"/decisions", statement("warn")).WantCode(http.StatusForbidden, "forbidden")
	return path
}

// A moderator who writes an idea with its author, or has written of it, neither reports it nor handles what is reported or decided about it.
func TestWhoWritesDoesNotJudge(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := fixture.Idea(t, j.DB, auth.Principal{ID: j.author.ID}).String()
	j.Exec(`INSERT INTO idea_coauthors (idea_id, participant_id, invited_by, state, settled_at) VALUES ($1, $2, $3, 'accepted', now())`, idea, j.first.ID, j.author.ID)
	j.As(j.first).Post("/reports", map[string]any{"thing": thingOf("idea", idea), "reason": "spam"}).WantCode(http.StatusForbidden, "forbidden")
	path := j.ownCase("idea", idea)
	read := j.As(j.first).Get("/ideas/" + idea)
	j.As(j.first).With("If-Match", read.Header.Get("ETag")).Patch("/ideas/"+idea, map[string]any{"title": "Två skriver"}).Want(http.StatusOK)
	j.As(j.first).Delete("/ideas/" + idea + "/co-authors/" + j.first.ID.String()).Want(http.StatusNoContent)
	j.ownCase("idea", idea)

	judge := j.As(j.second)
	file := judge.Get(path).Want(http.StatusOK)
	for _, action := range []string{"warn", "suspend"} { // which of the two wrote it?
		if strings.Contains(string(file.Body), `"`+action+`"`) {
			t.Errorf("%s is offered: %s", action, file.Body)
		}
		judge.With("If-Match", file.Header.Get("ETag")).Post(path+"/decisions", statement(action)).WantField(http.StatusUnprocessableEntity, "action", "not_allowed_value")
	}
	decision := judge.With("If-Match", file.Header.Get("ETag")).Post(path+"/decisions", statement("hide")).Want(http.StatusCreated).String("id")
	appeal := j.As(j.author).Post("/moderation-decisions/"+decision+"/appeal", map[string]any{"words": "Det var inte så."}).Want(http.StatusCreated).String("appeal", "id")
	if seen := j.As(j.first).Get("/moderation-decisions/" + decision).Want(http.StatusOK); seen.At("mayJudge") != false {
		t.Errorf("%s", seen.Body)
	}
	outcome := map[string]any{"outcome": "overturned", "reason": "Jag skrev det själv."}
	j.As(j.first).With("If-Match", `"1"`).Put("/appeals/"+appeal+"/outcome", outcome).WantCode(http.StatusForbidden, "forbidden")
	j.As(j.User(auth.Moderator)).With("If-Match", `"1"`).Put("/appeals/"+appeal+"/outcome", outcome).Want(http.StatusOK)
}

// What is decided is decided about the words that were read.
func TestDecidedAsRead(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author := j.As(j.author)
	idea := author.Post("/ideas", newIdea("Lyktor")).Want(http.StatusCreated)
	comment := author.Post("/ideas/"+idea.String("id")+"/comments", map[string]any{"body": "Hej"}).Want(http.StatusCreated).String("id")
	edit := map[string]func(){
		"idea": func() {
			author.With("If-Match", idea.Header.Get("ETag")).Patch("/ideas/"+idea.String("id"), map[string]any{"title": "Andra lyktor"}).Want(http.StatusOK)
		},
		"comment": func() { author.Patch("/comments/"+comment, map[string]any{"body": "Hej då"}).Want(http.StatusOK) },
	}
	for kind, id := range map[string]string{"idea": idea.String("id"), "comment": comment} {
		path, etag := j.open(kind, id)
		edit[kind]()
		j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).WantCode(http.StatusPreconditionFailed, "precondition_failed")
		now := j.As(j.first).Get(path).Want(http.StatusOK).Header.Get("ETag")
		j.As(j.first).With("If-Match", now).Post(path+"/decisions", statement("warn")).Want(http.StatusCreated)
	}
}

// Who is reported and withdraws does not get round it: it is not published again while moderators have the case, it can be hidden
// meanwhile and is then no more its author's to publish, and an appeal gives back what was there. What was kept may be reported anew.
func TestWithdrawnWhileReported(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	made := j.As(j.author).Post("/ideas", newIdea("Lyktor")).Want(http.StatusCreated)
	id, state := made.String("id"), "/ideas/"+made.String("id")+"/state"
	reporter := j.As(j.User(auth.Member))
	report := map[string]any{"thing": thingOf("idea", id), "reason": "harassment"}
	move := func(to string) *apitest.Answer {
		now := j.As(j.author).Get("/ideas/" + id).Want(http.StatusOK).Header.Get("ETag")
		return j.As(j.author).With("If-Match", now).Put(state, map[string]any{"state": to})
	}
	reporter.Post("/reports", report).Want(http.StatusCreated)
	move("withdrawn").Want(http.StatusOK)
	move("published").WantCode(http.StatusConflict, "case_open")
	path, etag, file := j.caseOf(id)
	if !strings.Contains(string(file.Body), `"hide"`) || strings.Contains(string(file.Body), `"lock"`) {
		t.Errorf("%s", file.Body)
	}
	decision := j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).Want(http.StatusCreated).String("id")
	move("published").WantCode(http.StatusConflict, "state_transition")
	j.Anonymous().Get("/ideas/"+id).WantCode(http.StatusNotFound, "not_found")
	j.overturn(decision)
	if seen := j.Anonymous().Get("/ideas/" + id).Want(http.StatusOK); seen.String("state") != "withdrawn" || seen.String("title") != "" {
		t.Errorf("what was withdrawn came back as %s", seen.Body)
	}
	move("published").Want(http.StatusOK)

	reporter.Post("/reports", report).Want(http.StatusCreated)
	reporter.Post("/reports", report).WantCode(http.StatusConflict, "already_reported")
	path, _, _ = j.caseOf(id)
	move("withdrawn").Want(http.StatusOK)
	etag = j.As(j.first).Get(path).Want(http.StatusOK).Header.Get("ETag")
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", map[string]any{"action": "keep"}).Want(http.StatusCreated)
	move("published").Want(http.StatusOK)
	path, etag = j.open("idea", id)
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).Want(http.StatusCreated)
	j.decide("restore", "idea", id)
	if seen := j.Anonymous().Get("/ideas/" + id).Want(http.StatusOK); seen.String("state") != "published" {
		t.Errorf("what was published came back as %s", seen.Body)
	}
}

// What is hidden shows in no public answer, its author reads why, and somebody else than who decided puts it back.
func TestHiddenUntilOverturned(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	const secret = "Hemlighetsfullt"
	idea := j.As(j.author).Post("/ideas", map[string]any{"title": secret + " ett", "body": secret, "challengeIds": []any{}, "state": "published"}).Want(201).String("id")
	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	comment := j.As(j.author).Post("/ideas/"+other+"/comments", map[string]any{"body": secret}).Want(201).String("id")
	organisation := j.As(j.author).Post("/organisations", map[string]any{"name": secret, "kind": "association", "description": secret}).Want(201).String("id")
	things := map[string]string{"idea": idea, "comment": comment, "organisation": organisation}
	public := []string{"/ideas", "/ideas?q=" + strings.ToLower(secret), "/ideas/" + idea, "/ideas/" + idea + "/revisions", "/ideas/" + idea + "/comments", "/ideas/" + other + "/comments",
		"/comments/" + comment, "/organisations", "/organisations?q=" + strings.ToLower(secret), "/organisations/" + organisation, "/participants/" + organisation, "/ideas?authorId=" + j.author.ID.String()}
	seen := func(who *apitest.Client) (n int) {
		for _, path := range public {
			if strings.Contains(string(who.Get(path).Body), secret) {
				n++
			}
		}
		return n
	}
	before, decisions := seen(j.Anonymous()), map[string]string{}
	for kind, id := range things {
		decisions[kind] = j.decide("hide", kind, id)
	}
	stranger := j.As(j.User(auth.Member))
	if n := seen(j.Anonymous()) + seen(stranger); n > 0 {
		t.Errorf("%d answers show what is hidden", n)
	}
	if before < 10 {
		t.Errorf("only %d of %d answers showed it before", before, len(public))
	}
	if n := len(j.As(j.author).Get("/me/moderation-decisions").Want(http.StatusOK).List("decisions")); n != 3 {
		t.Errorf("the author reads %d decisions", n)
	}
	for _, id := range decisions {
		stranger.Get("/moderation-decisions/"+id).WantCode(http.StatusNotFound, "not_found")
		stranger.Post("/moderation-decisions/"+id+"/appeal", map[string]any{"words": "Det var inte så."}).WantCode(http.StatusNotFound, "not_found")
		told := j.As(j.author).Get("/moderation-decisions/" + id).Want(http.StatusOK)
		if told.String("rule") == "" || told.String("appealUntil") == "" || strings.Contains(string(told.Body), j.first.ID.String()) {
			t.Errorf("%s", told.Body)
		}
		j.overturn(id)
	}
	if n := seen(j.Anonymous()); n != before {
		t.Errorf("%d answers show it again, not %d", n, before)
	}
	if n := j.Count(`SELECT count(*) FROM audit_log WHERE action IN ('moderation.decided', 'moderation.appeal-decided')`); n != 6 {
		t.Errorf("%d entries in the audit log", n)
	}
	if n := j.Count(`SELECT count(*) FROM notification_events WHERE kind IN ('moderation-decision', 'appeal-decided')`); n != 6 {
		t.Errorf("%d told", n)
	}
	if counts := j.Anonymous().Get("/moderation-counts").Want(http.StatusOK).List("counts"); len(counts) != 2 {
		t.Errorf("%v", counts)
	}
}

// overturn appeals against a decision of the first moderator, who may not judge it; the second overturns it.
func (j judging) overturn(decision string) {
	appeal := map[string]any{"words": "Det var inte så som ni skriver."}
	made := j.As(j.author).Post("/moderation-decisions/"+decision+"/appeal", appeal).Want(http.StatusCreated)
	j.As(j.author).Post("/moderation-decisions/"+decision+"/appeal", appeal).WantCode(http.StatusConflict, "appeal_closed")
	at := "/appeals/" + made.String("appeal", "id") + "/outcome"
	outcome := map[string]any{"outcome": "overturned", "reason": "Texten handlar om förslaget."}
	j.As(j.first).With("If-Match", `"1"`).Put(at, outcome).WantCode(http.StatusForbidden, "forbidden")
	j.As(j.second).With("If-Match", `"1"`).Put(at, outcome).Want(http.StatusOK)
	j.As(j.second).With("If-Match", `"1"`).Put(at, outcome).WantCode(http.StatusPreconditionFailed, "precondition_failed")
}

func TestLockAndSuspend(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author := j.As(j.author)
	made := author.Post("/ideas", newIdea("Lyktor")).Want(http.StatusCreated)
	idea := made.String("id")
	j.decide("lock", "idea", idea)
	if j.Anonymous().Get("/ideas/"+idea).Want(http.StatusOK).At("locked") != true {
		t.Error("it does not say that it is locked")
	}
	j.As(j.User(auth.Member)).Post("/ideas/"+idea+"/comments", map[string]any{"body": "Bra."}).WantCode(http.StatusConflict, "commenting_closed")
	author.With("If-Match", made.Header.Get("ETag")).Patch("/ideas/"+idea, map[string]any{"title": "Andra lyktor"}).Want(http.StatusConflict)
	j.decide("restore", "idea", idea)
	author.Post("/ideas/"+idea+"/comments", map[string]any{"body": "Bra."}).Want(http.StatusCreated)
	decision := j.decide("suspend", "person", j.author.ID.String())
	author.Post("/ideas", newIdea("Fler lyktor")).WantCode(http.StatusForbidden, "suspended")
	j.overturn(decision) // who is suspended may appeal
	author.Post("/ideas", newIdea("Fler lyktor")).Want(http.StatusCreated)
	path, etag := j.open("person", j.author.ID.String())
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).WantField(http.StatusUnprocessableEntity, "action", "not_allowed_value")
}

// Whoever is suspended on the page about people is so by a decision as any other: with its reasons, in the letter too, counted, and appealed to
// somebody else. However it ends, both end; and what was reported of them is answered.
func TestSuspendingIsADecision(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author, moderator, at := j.As(j.author), j.As(j.first), "/people/"+j.author.ID.String()+"/suspensions"
	j.As(j.User(auth.Member)).Post("/reports", map[string]any{"thing": thingOf("person", j.author.ID.String()), "reason": "harassment"}).Want(201)
	moderator.Post(at, map[string]any{"ground": "harassment", "rule": "Regel 2, påhopp"}).WantField(http.StatusBadRequest, "facts", "required")
	moderator.Post(at, with(suspending(), "endsAt", "2020-01-01T08:00:00Z")).WantField(http.StatusUnprocessableEntity, "endsAt", "in_the_past")
	moderator.Post("/people/"+j.first.ID.String()+"/suspensions", suspending()).WantCode(http.StatusForbidden, "forbidden")
	moderator.Post("/people/"+j.second.ID.String()+"/suspensions", suspending()).WantCode(http.StatusForbidden, "forbidden")
	if n := j.Count(`SELECT count(*) FROM moderation_cases WHERE state = 'closed' OR cause <> 'report'`); n != 0 {
		t.Errorf("%d cases of what was refused", n)
	}
	suspend := func() (id, decision string) {
		made := moderator.With("Idempotency-Key", uuid.NewString())
		first, again := made.Post(at, suspending()).Want(201), made.Post(at, suspending()).Want(201)
		if first.String("id") != again.String("id") {
			t.Errorf("sent again: %s", again.Body)
		}
		author.Post("/ideas", newIdea("Fler lyktor")).WantCode(http.StatusForbidden, "suspended")
		return first.String("id"), first.String("decisionId")
	}
	over := func(decision string) {
		t.Helper()
		author.Post("/ideas", newIdea("Fler lyktor")).Want(201)
		if n := j.Count(`SELECT count(*) FROM moderation_decisions d JOIN suspensions x ON x.id = d.suspension_id
			WHERE d.id = $1 AND d.undone_at IS NOT NULL AND x.lifted_at IS NOT NULL`, decision); n != 1 {
			t.Error("the decision and the suspension did not end together")
		}
	}
	_, decision := suspend()
	moderator.Post(at, suspending()).WantCode(http.StatusConflict, "already_suspended")
	told := author.Get("/moderation-decisions/" + decision).Want(200)
	if told.String("action") != "suspend" || told.String("ground") != "harassment" || told.String("rule") != "Regel 2, påhopp" || told.At("mayAppeal") != true {
		t.Errorf("%s", told.Body)
	}
	if own := author.Get("/me").Want(200); own.String("suspension", "decisionId") != decision {
		t.Errorf("%s", own.Body)
	}
	if n := j.Count(`SELECT count(*) FROM river_job WHERE args->>'text' LIKE '%Regel 2, påhopp%Upprepade påhopp på grannar.%/moderation-decisions/' || $1 || '%'`, decision); n != 1 {
		t.Errorf("%d letters say by which rule, for what and how to appeal", n)
	}
	j.overturn(decision)
	over(decision)
	suspension, decision := suspend()
	j.As(j.second).Delete("/suspensions/" + suspension).Want(204)
	over(decision)
	author.Post("/moderation-decisions/"+decision+"/appeal", map[string]any{"words": "Det var inte så."}).WantCode(http.StatusConflict, "appeal_closed")
	_, decision = suspend()
	j.decide("restore", "person", j.author.ID.String())
	over(decision)
	if n := j.Count(`SELECT count FROM moderation_counts WHERE what = 'suspend' AND ground = 'harassment'`); n != 3 {
		t.Errorf("%d are counted", n)
	}
	if n := j.Count(`SELECT sum(count) FROM moderation_counts WHERE what = 'restore'`); n != 2 {
		t.Errorf("%d restored are counted", n)
	}
	if n := j.Count(`SELECT count(*) FROM moderation_cases WHERE state = 'open'`) + j.Count(`SELECT count(*) FROM notification_events WHERE kind = 'report-acted'`); n != 1 {
		t.Errorf("what was reported is not answered once: %d", n)
	}
}

// Who is suspended for a comment that is deleted since is let in by an appeal all the same.
func TestSuspendedForWhatIsDeleted(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := fixture.Idea(t, j.DB, auth.Principal{ID: j.second.ID}).String()
	said := j.As(j.author).Post("/ideas/"+idea+"/comments", map[string]any{"body": "Idiot."}).Want(201).String("id")
	decision := j.decide("suspend", "comment", said)
	j.Exec(`UPDATE comments SET state = 'deleted-by-author', body = '' WHERE id = $1`, said)
	appeal := j.As(j.author).Post("/moderation-decisions/"+decision+"/appeal", map[string]any{"words": "Det var inte så."}).Want(201).String("appeal", "id")
	other := j.As(j.User(auth.Moderator)).With("If-Match", `"1"`)
	other.Put("/appeals/"+appeal+"/outcome", map[string]any{"outcome": "overturned", "reason": "Det var ett citat."}).Want(200)
	j.As(j.author).Post("/ideas", newIdea("Fler lyktor")).Want(201)
}

// Staff whom an administrator has suspended are let in by the appeal, whichever other moderator judges it; nobody but an administrator lifts it
// otherwise.
func TestAppealOfStaff(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	admin, moderator, leader := j.As(j.second), j.As(j.first).With("If-Match", `"1"`), j.User(auth.ProjectLeader)
	made := admin.Post("/people/"+leader.ID.String()+"/suspensions", suspending()).Want(201)
	appeal := j.As(leader).Post("/moderation-decisions/"+made.String("decisionId")+"/appeal", map[string]any{"words": "Det var inte så."}).Want(201).String("appeal", "id")
	moderator.Delete("/suspensions/"+made.String("id")).WantCode(http.StatusForbidden, "forbidden")
	outcome := map[string]any{"outcome": "overturned", "reason": "Det var ett citat."}
	admin.With("If-Match", `"1"`).Put("/appeals/"+appeal+"/outcome", outcome).WantCode(http.StatusForbidden, "forbidden")
	moderator.Put("/appeals/"+appeal+"/outcome", outcome).Want(200)
	j.As(leader).Post("/ideas", newIdea("Lyktor")).Want(201)
}

// What is restored was restricted by what was decided about it: of who is suspended for something else nothing is restored, and nobody is told
// that it is.
func TestNothingIsRestoredThatStays(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author := j.As(j.author)
	one, other := author.Post("/ideas", newIdea("Lyktor")).Want(http.StatusCreated).String("id"), author.Post("/ideas", newIdea("Bänkar")).Want(http.StatusCreated).String("id")
	comment := author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Bra."}).Want(http.StatusCreated).String("id")
	j.decide("suspend", "idea", one)
	for kind, id := range map[string]string{"idea": other, "comment": comment, "person": j.author.ID.String()} {
		path, etag := j.open(kind, id)
		if file := j.As(j.first).Get(path).Want(http.StatusOK); strings.Contains(string(file.Body), `"restore"`) {
			t.Errorf("the %s can be restored: %s", kind, file.Body)
		}
		j.As(j.first).With("If-Match", etag).Post(path+"/decisions", map[string]any{"action": "restore"}).WantCode(http.StatusConflict, "state_transition")
	}
	author.Post("/ideas", newIdea("Fler lyktor")).WantCode(http.StatusForbidden, "suspended")
	j.decide("restore", "idea", one)
	author.Post("/ideas", newIdea("Fler lyktor")).Want(http.StatusCreated)
}

// Of two decisions that lock one idea each holds by itself: who overturns one of them does not undo the other.
func TestEachDecisionHolds(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := j.As(j.author).Post("/ideas", newIdea("Lyktor")).Want(http.StatusCreated).String("id")
	locked := func() bool { return j.Anonymous().Get("/ideas/"+idea).Want(http.StatusOK).At("locked") == true }
	first, second := j.decide("lock", "idea", idea), j.decide("lock", "idea", idea)
	if j.overturn(first); !locked() {
		t.Error("it is unlocked while a decision locks it")
	}
	if j.overturn(second); locked() {
		t.Error("it is locked and no decision says so")
	}
}

func TestPolicy(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	now := j.Anonymous().Get("/moderation-policy").Want(http.StatusOK)
	edit := map[string]any{"swedish": "Var **vänlig**.", "english": "Be kind. <script>x</script>"}
	j.As(j.first).With("If-Match", now.Header.Get("ETag")).Put("/moderation-policy", edit).Want(http.StatusForbidden)
	j.As(j.second).With("If-Match", now.Header.Get("ETag")).Put("/moderation-policy", edit).Want(http.StatusOK)
	j.As(j.second).With("If-Match", now.Header.Get("ETag")).Put("/moderation-policy", edit).WantCode(http.StatusPreconditionFailed, "precondition_failed")
	if then := j.Anonymous().Get("/moderation-policy"); then.String("swedishHtml") != "<p>Var <strong>vänlig</strong>.</p>\n" || strings.Contains(then.String("englishHtml"), "<script") {
		t.Errorf("%s", then.Body)
	}
}

// Whoever wrote an idea leaves it to others to judge what is said against it.
func TestCommentsUnderOnesOwnIdea(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := fixture.Idea(t, j.DB, auth.Principal{ID: j.first.ID}).String()
	said := j.As(j.author).Post("/ideas/"+idea+"/comments", map[string]any{"body": "Den kostar för mycket."}).Want(http.StatusCreated).String("id")
	about := map[string]any{"thing": thingOf("comment", said)}
	j.As(j.first).Post("/moderation-cases", about).Want(http.StatusForbidden)
	made := j.As(j.second).Post("/moderation-cases", about).Want(http.StatusCreated)
	path, etag := "/moderation-cases/"+made.String("case", "id"), made.Header.Get("ETag")
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).Want(http.StatusForbidden)
	j.As(j.second).With("If-Match", etag).Post(path+"/decisions", statement("hide")).Want(http.StatusCreated)
}

// Who said something about an idea is not told what it is called once it is hidden.
func TestDecisionsAboutCommentsUnderWhatIsHidden(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := fixture.Idea(t, j.DB, auth.Principal{ID: j.second.ID}).String()
	j.Exec(`UPDATE ideas SET title = 'Anna på Storgatan 7' WHERE id = $1`, idea)
	said := j.As(j.author).Post("/ideas/"+idea+"/comments", map[string]any{"body": "Idiot."}).Want(http.StatusCreated).String("id")
	id := j.decide("warn", "comment", said)
	title := func() any { return j.As(j.author).Get("/moderation-decisions/" + id).Want(200).At("title") }
	if got := title(); got != "Anna på Storgatan 7" {
		t.Errorf("%v", got)
	}
	j.decide("hide", "idea", idea)
	if got := title(); got != "" {
		t.Errorf("a hidden title is told: %v", got)
	}
	if mine := j.As(j.author).Get("/me/moderation-decisions").Want(200); strings.Contains(string(mine.Body), "Storgatan") {
		t.Errorf("%s", mine.Body)
	}
}
