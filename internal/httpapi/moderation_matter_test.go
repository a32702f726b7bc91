package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// Whoever a decision is against reads in it the words that it is about, and so does who judges, with what stands around them; nobody else
// does, no list holds them, and nothing keeps the answer.
func TestWhoReadsWhatIsDecidedAbout(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	const secret, around = "Hemlighetsfullt", "Vem vill hjälpa till?"
	idea := "/ideas/" + fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	author, stranger := j.As(j.author), j.As(j.User(auth.Member))
	stranger.Post(idea+"/comments", map[string]any{"body": around}).Want(http.StatusCreated)
	comment := author.Post(idea+"/comments", map[string]any{"body": secret}).Want(http.StatusCreated).String("id")
	path := "/moderation-decisions/" + j.decide("hide", "comment", comment)

	told := author.Get(path).Want(http.StatusOK)
	if told.String("matter", "text") != secret || strings.Contains(string(told.Body), around) {
		t.Errorf("who wrote it reads %s", told.Body)
	}
	if kept := told.Header.Get("Cache-Control"); kept != "no-store" {
		t.Errorf("it is kept: %q", kept)
	}
	appeal := author.Post(path+"/appeal", map[string]any{"words": "Det var inte så."}).Want(http.StatusCreated)
	for name, who := range map[string]apitest.User{"who judges": j.second, "who decided": j.first} {
		seen := j.As(who).Get(path).Want(http.StatusOK)
		if seen.String("matter", "text") != secret || !strings.Contains(string(seen.Body), around) {
			t.Errorf("%s reads %s", name, seen.Body)
		}
	}
	stranger.Get(path).WantCode(http.StatusNotFound, "not_found")
	j.Anonymous().Get(path).WantCode(http.StatusUnauthorized, "unauthorized")
	lists := string(author.Get("/me/moderation-decisions").Want(http.StatusOK).Body) + string(j.As(j.second).Get("/appeals").Want(http.StatusOK).Body)
	if !strings.Contains(lists, appeal.String("appeal", "id")) || strings.Contains(lists, secret) {
		t.Errorf("lists hold %s", lists)
	}

	relation := "/me/relations?commentIds=" + comment
	for name, who := range map[string]apitest.User{"who wrote it": j.author, "who decided": j.first} {
		own := j.As(who).Get(relation).Want(http.StatusOK)
		said, _ := own.List("comments")[0].(map[string]any)["hidden"].(map[string]any)
		if said["body"] != secret || "/moderation-decisions/"+said["decisionId"].(string) != path || own.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("in the discussion %s reads %s", name, own.Body)
		}
	}
	if others := stranger.Get(relation).Want(http.StatusOK); len(others.List("comments")) != 1 || strings.Contains(string(others.Body), "hidden") {
		t.Errorf("in the discussion somebody else reads %s", others.Body)
	}
	j.Anonymous().Get(relation).WantCode(http.StatusUnauthorized, "unauthorized")
	for _, public := range []string{idea + "/comments", "/comments/" + comment} {
		for _, who := range []*apitest.Client{author, j.Anonymous(), stranger} {
			if answer := who.Get(public).Want(http.StatusOK); strings.Contains(string(answer.Body), secret) {
				t.Errorf("%s holds %s", public, answer.Body)
			}
		}
	}

	j.Exec(`DELETE FROM hidden_comments WHERE comment_id = $1`, comment)
	if gone := author.Get(path).Want(http.StatusOK); strings.Contains(string(gone.Body), `"matter"`) || strings.Contains(string(author.Get(relation).Body), "hidden") {
		t.Errorf("what is not kept any more is read as %s", gone.Body)
	}
}

// What has become somebody else's since is theirs, and not shown to whom the decision was against.
func TestWhatIsDecidedAboutIsSomebodyElsesNow(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	idea := fixture.Idea(t, j.DB, auth.Principal{ID: j.author.ID}).String()
	path := "/moderation-decisions/" + j.decide("hide", "idea", idea)
	author := j.As(j.author)
	if told := author.Get(path).Want(http.StatusOK); told.String("matter", "text") == "" {
		t.Errorf("who wrote it reads %s", told.Body)
	}
	j.Exec(`UPDATE ideas SET author_id = $2 WHERE id = $1`, idea, j.User(auth.Member).ID)
	if told := author.Get(path).Want(http.StatusOK); strings.Contains(string(told.Body), `"matter"`) {
		t.Errorf("who wrote it once reads %s", told.Body)
	}
	if seen := j.As(j.second).Get(path).Want(http.StatusOK); seen.String("matter", "text") == "" {
		t.Errorf("a moderator reads %s", seen.Body)
	}
}
