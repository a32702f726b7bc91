package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// letFirstPostsWait has the administrator choose how many posts of newcomers wait.
func (j judging) letFirstPostsWait(n int) {
	now := j.Anonymous().Get("/moderation-settings").Want(http.StatusOK)
	j.As(j.first).With("If-Match", now.Header.Get("ETag")).Put("/moderation-settings", map[string]any{"firstPosts": n, "holdSpam": false}).WantCode(http.StatusForbidden, "forbidden")
	j.As(j.second).With("If-Match", now.Header.Get("ETag")).Put("/moderation-settings", map[string]any{"firstPosts": n, "holdSpam": false}).Want(http.StatusOK)
	j.As(j.second).With("If-Match", now.Header.Get("ETag")).Put("/moderation-settings", map[string]any{"firstPosts": n, "holdSpam": false}).WantCode(http.StatusPreconditionFailed, "precondition_failed")
}

// caseOf is the open case of a thing in the queue, and its ETag.
func (j judging) caseOf(id string) (path, etag string, file *apitest.Answer) {
	for _, c := range j.As(j.first).Get("/moderation-cases").Want(http.StatusOK).List("cases") {
		if one := c.(map[string]any); one["thing"].(map[string]any)["id"] == id {
			path = "/moderation-cases/" + one["id"].(string)
			file = j.As(j.first).Get(path).Want(http.StatusOK)
			return path, file.Header.Get("ETag"), file
		}
	}
	return "", "", nil
}

// What waits is seen by its author alone, nowhere counted and nobody is told of it; let through it is as if it had been published then.
func TestFirstPostsWait(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	j.letFirstPostsWait(2)
	const secret = "Väntetexten"
	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	author, stranger := j.As(j.author), j.As(j.User(auth.Member))
	idea := author.Post("/ideas", map[string]any{"title": secret + " ett", "body": secret, "challengeIds": []any{}, "state": "published"}).Want(201)
	draft := author.Post("/ideas", map[string]any{"title": secret + " två", "body": secret + " igen", "challengeIds": []any{}, "state": "draft"}).Want(201)
	second := author.With("If-Match", draft.Header.Get("ETag")).Put("/ideas/"+draft.String("id")+"/state", map[string]any{"state": "published"}).Want(200)
	keyed := author.With("Idempotency-Key", "waits-once")
	made := keyed.Post("/ideas/"+other+"/comments", map[string]any{"body": secret}).Want(201)
	if again := keyed.Post("/ideas/"+other+"/comments", map[string]any{"body": secret}).Want(201); again.String("id") != made.String("id") {
		t.Error("sent twice it waits twice")
	}
	for _, a := range []*apitest.Answer{idea, second, made} {
		if a.String("state") != "waiting" {
			t.Errorf("%s", a.Body)
		}
	}
	id, comment := idea.String("id"), made.String("id")
	public := []string{"/ideas", "/ideas?q=" + strings.ToLower(secret), "/ideas/" + id, "/ideas/" + id + "/comments", "/ideas/" + other + "/comments", "/comments/" + comment,
		"/ideas?authorId=" + j.author.ID.String(), "/search-results?q=" + strings.ToLower(secret), "/participants/" + j.author.ID.String()}
	seen := func(c *apitest.Client) (n int) {
		for _, path := range public {
			if strings.Contains(string(c.Get(path).Body), secret) {
				n++
			}
		}
		return n
	}
	if n := seen(j.Anonymous()) + seen(stranger); n > 0 {
		t.Errorf("%d answers show what waits", n)
	}
	stranger.Post("/reports", map[string]any{"thing": thingOf("idea", id), "reason": "spam"}).WantCode(http.StatusNotFound, "not_found")
	stranger.Post("/ideas/"+id+"/comments", map[string]any{"body": "Hej"}).WantCode(http.StatusNotFound, "not_found")
	author.With("If-Match", idea.Header.Get("ETag")).Patch("/ideas/"+id, map[string]any{"title": "Något annat"}).Want(http.StatusConflict)
	if author.Get("/ideas/"+id).Want(200).String("title") == "" || len(author.Get("/me/waiting-comments?ideaId="+other).Want(200).List("comments")) != 1 ||
		len(stranger.Get("/me/waiting-comments").Want(200).List("comments")) != 0 {
		t.Error("the author sees what waits, and nobody else does")
	}
	if n := j.Count(`SELECT comment_count FROM idea_stats WHERE idea_id = $1`, other) + j.Count(`SELECT count(*) FROM idea_stats WHERE idea_id = $1`, id) +
		j.Count(`SELECT count(*) FROM notification_events WHERE actor_id = $1`, j.author.ID); n != 0 {
		t.Errorf("%d are counted or told", n)
	}

	for _, thing := range []string{id, comment} {
		path, etag, file := j.caseOf(thing)
		if actions := file.List("actions"); len(actions) != 2 || file.String("case", "cause") != "held" {
			t.Errorf("%s", file.Body)
		}
		j.As(j.first).With("If-Match", etag).Post(path+"/decisions", map[string]any{"action": "keep"}).WantCode(http.StatusConflict, "state_transition")
		j.As(j.first).With("If-Match", etag).Post(path+"/decisions", map[string]any{"action": "publish"}).Want(201)
	}
	if n := seen(j.Anonymous()); n < 5 {
		t.Errorf("%d answers show what is let through", n)
	}
	if n := j.Count(`SELECT count(*) FROM notification_events WHERE kind IN ('idea-published', 'comment', 'post-published')`); n != 4 {
		t.Errorf("%d are told", n)
	}
	if n := j.Count(`SELECT comment_count FROM idea_stats WHERE idea_id = $1`, other); n != 1 {
		t.Errorf("%d comments are counted", n)
	}
	if author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Den tredje väntar inte."}).Want(201).String("state") != "published" {
		t.Error("who has two published posts waits no more")
	}
}

// What is refused has a statement of reasons, and is published when the appeal is overturned.
func TestRefusedAndOverturned(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	j.letFirstPostsWait(1)
	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	author := j.As(j.author)
	idea := author.Post("/ideas", newIdea("Lyktor som väntar")).Want(201).String("id")
	comment := author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Väntar."}).Want(201).String("id")
	for _, thing := range []string{idea, comment} {
		path, etag, _ := j.caseOf(thing)
		decision := j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).Want(201).String("id")
		if told := author.Get("/moderation-decisions/" + decision).Want(200); told.String("cause") != "held" || told.At("mayAppeal") != true || told.At("automated") != false {
			t.Errorf("%s", told.Body)
		}
		j.overturn(decision)
	}
	j.Anonymous().Get("/ideas/" + idea).Want(200)
	j.Anonymous().Get("/comments/" + comment).Want(200)
	gone := j.As(j.User(auth.Member))
	waiting := gone.Post("/ideas/"+other+"/comments", map[string]any{"body": "Jag ångrar mig."}).Want(201).String("id")
	author.Delete("/comments/"+waiting).WantCode(http.StatusNotFound, "not_found")
	gone.Delete("/comments/" + waiting).Want(204)
	if path, _, _ := j.caseOf(waiting); path != "" {
		t.Error("moderators are asked to read what is gone")
	}
}

// An idea that waits is its author's to take back: it is a draft again, which they may change and send in anew, and moderators read it no
// more meanwhile. A reply that waits is read with what it replies to.
func TestTakenBackWhileItWaits(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	j.letFirstPostsWait(1)
	author := j.As(j.author)
	made := author.Post("/ideas", newIdea("Lyktor som väntar")).Want(201)
	id := made.String("id")
	path, etag, _ := j.caseOf(id)
	if relation := author.Get("/me/relations?ideaIds=" + id).Want(200); !strings.Contains(string(relation.Body), `"withdraw"`) {
		t.Errorf("%s", relation.Body)
	}
	state := "/ideas/" + id + "/state"
	j.As(j.second).With("If-Match", made.Header.Get("ETag")).Put(state, map[string]any{"state": "withdrawn"}).Want(http.StatusForbidden)
	back := author.With("If-Match", made.Header.Get("ETag")).Put(state, map[string]any{"state": "withdrawn"}).Want(200)
	if back.String("state") != "draft" {
		t.Errorf("%s", back.Body)
	}
	file := j.As(j.first).Get(path).Want(200)
	if strings.Contains(string(file.Body), "Lyktor") || file.String("case", "state") != "closed" {
		t.Errorf("a draft is read: %s", file.Body)
	}
	if gone, _, _ := j.caseOf(id); gone != "" {
		t.Error("moderators are asked to read a draft")
	}
	publish := map[string]any{"action": "publish"}
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", publish).Want(http.StatusPreconditionFailed)
	j.As(j.first).With("If-Match", file.Header.Get("ETag")).Post(path+"/decisions", map[string]any{"action": "keep"}).Want(http.StatusPreconditionFailed)
	changed := author.With("If-Match", back.Header.Get("ETag")).Patch("/ideas/"+id, map[string]any{"title": "Lyktor som lyser", "body": strings.Repeat("https://a.example/billigt ", 30)}).Want(200)
	if again := author.With("If-Match", changed.Header.Get("ETag")).Put(state, map[string]any{"state": "published"}).Want(200); again.String("state") != "waiting" {
		t.Errorf("%s", again.Body)
	}
	again, _, file := j.caseOf(id)
	if again == path || file.String("thing", "title") != "Lyktor som lyser" || file.At("case", "spam", "score").(float64) < 50 || len(file.List("case", "spam", "signs")) < 2 {
		t.Errorf("the new words have the old score: %s", file.Body)
	}
	if n := j.Count(`SELECT count(*) FROM moderation_counts`); n != 0 {
		t.Errorf("%d acts are counted where nothing was decided", n)
	}

	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	parent := j.As(j.first).Post("/ideas/"+other+"/comments", map[string]any{"body": "Vad kostar det?"}).Want(201).String("id")
	reply := author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Tusen kronor.", "parentId": parent}).Want(201)
	if _, _, file := j.caseOf(reply.String("id")); len(file.List("thread")) != 1 || file.At("thing", "public") != false {
		t.Errorf("%s", file.Body)
	}
}

// What a decision taught the filter is unlearnt when the decision is undone, by an appeal or by who restores, and the contrary is learnt.
func TestUndoneDecisionsTeachNothing(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	spam := map[string]any{"action": "hide", "ground": "spam", "rule": "Regel 5, reklam", "facts": "Texten är bara reklam för en butik."}
	for n, undo := range []func(idea, decision string){
		func(_, decision string) { j.overturn(decision) },
		func(idea, _ string) { j.decide("restore", "idea", idea) },
	} {
		idea := j.As(j.author).Post("/ideas", newIdea("Lyktor")).Want(201).String("id")
		path, etag := j.open("idea", idea)
		decision := j.As(j.first).With("If-Match", etag).Post(path+"/decisions", spam).Want(201).String("id")
		if taught := j.Count(`SELECT spam FROM spam_lessons`); taught != 1 {
			t.Errorf("it has learnt of %d that are spam", taught)
		}
		undo(idea, decision)
		if spam, ham := j.Count(`SELECT spam FROM spam_lessons`), j.Count(`SELECT ham FROM spam_lessons`); spam != 0 || ham != n+1 {
			t.Errorf("after it is undone: %d are spam, %d are not", spam, ham)
		}
		if words := j.Count(`SELECT count(*) FROM spam_words WHERE spam > 0`); words != 0 {
			t.Errorf("%d words speak for spam", words)
		}
	}
}

// Who is let in before the time has still written spam: that a suspension is lifted teaches the filter nothing.
func TestLiftingTeachesNothing(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	path, etag := j.open("idea", j.As(j.author).Post("/ideas", newIdea("Lyktor")).Want(201).String("id"))
	spam := map[string]any{"action": "suspend", "ground": "spam", "rule": "Regel 5, reklam", "facts": "Texten är bara reklam för en butik."}
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", spam).Want(201)
	suspension := j.As(j.second).Get("/people/" + j.author.ID.String() + "/suspensions").Want(200).List("suspensions")[0].(map[string]any)["id"].(string)
	j.As(j.second).Delete("/suspensions/" + suspension).Want(204)
	if spam, ham := j.Count(`SELECT spam FROM spam_lessons`), j.Count(`SELECT ham FROM spam_lessons`); spam != 1 || ham != 0 {
		t.Errorf("after it is lifted: %d are spam, %d are not", spam, ham)
	}
}

// What looks like spam is published and put into the queue by itself, with what the score comes from; moderators teach the filter, and who
// reported is told what came of it and not of whom.
func TestSpamScore(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author := j.As(j.author)
	idea := author.Post("/ideas", map[string]any{"title": "Billigt billigt", "body": strings.Repeat("https://a.example/billigt ", 30), "challengeIds": []any{}, "state": "published"}).Want(201)
	if idea.String("state") != "published" {
		t.Errorf("%s", idea.Body)
	}
	reporter := j.User(auth.Member)
	j.As(reporter).Post("/reports", map[string]any{"thing": thingOf("idea", idea.String("id")), "reason": "spam"}).Want(201)
	path, etag, file := j.caseOf(idea.String("id"))
	if file == nil || file.String("case", "cause") != "spam" || file.At("case", "spam", "score").(float64) < 60 || len(file.List("case", "spam", "signs")) < 3 {
		t.Fatalf("%+v", file)
	}
	decision := map[string]any{"action": "hide", "ground": "spam", "rule": "Regel 5, reklam", "facts": "Texten är bara länkar till en butik."}
	if d := j.As(j.first).With("If-Match", etag).Post(path+"/decisions", decision).Want(201); d.At("automated") != true {
		t.Errorf("%s", d.Body)
	}
	if n := j.Count(`SELECT spam FROM spam_lessons`); n != 1 {
		t.Errorf("%d lessons", n)
	}
	if n := j.Count(`SELECT count(*) FROM notification_events WHERE kind = 'report-acted' AND subject_id = $1 AND object_id IS NULL`, reporter.ID); n != 1 {
		t.Errorf("the reporter is told %d times", n)
	}
}
