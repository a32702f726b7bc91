package httpapi_test

import (
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// letThrough has the first moderator publish what waits.
func (j judging) letThrough(id string) {
	path, etag, _ := j.caseOf(id)
	j.As(j.first).With("If-Match", etag).Post(path+"/decisions", map[string]any{"action": "publish"}).Want(201)
}

// What a moderator has read of a newcomer stays as it was read, but for signs and spaces, until so many posts are read that they are none;
// whoever is none may be joined by a newcomer, who changes nothing unread either.
func TestNothingIsChangedUnread(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	j.letFirstPostsWait(3)
	author := j.As(j.author)
	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	idea := "/ideas/" + author.Post("/ideas", newIdea("Lyktor vid ån")).Want(201).String("id")
	comment := author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Väl talat, se www.ett.example"}).Want(201).String("id")
	j.letThrough(idea[len("/ideas/"):])
	j.letThrough(comment)
	edit := func(who *apitest.Client, title string) *apitest.Answer {
		return who.With("If-Match", who.Get(idea).Want(200).Header.Get("ETag")).Patch(idea, map[string]any{"title": title})
	}
	edit(author, "Köp lån").WantCode(409, "edit_would_wait")
	edit(author, "Lyktor ån").WantCode(409, "edit_would_wait")
	for _, shown := range []string{"🅺🅾🅼", "ⓔⓥⓘⓛ.ⓔⓧⓐⓜⓟⓛⓔ", "🇰 🇴 🇲", "⠅⠕⠍", "🖕", "①", "😀!"} {
		edit(author, "Lyktor vid ån "+shown).WantCode(409, "edit_would_wait")
	}
	edit(author, "LYKTOR, vid ån!").Want(200)
	edit(author, "**LYKTOR**, `vid` ~ån!").Want(200)
	edit(author, "LYKTOR, vid ån!").Want(200)
	for body, status := range map[string]int{"Väl ljuget, se www.ett.example": 409, "Väl talat, se www.e.tt.example": 409, "Väl talat! Se www.ett.example": 200} {
		author.Patch("/comments/"+comment, map[string]any{"body": body}).Want(status)
	}
	sends := author.With("Content-Type", "application/octet-stream")
	sends.Post(idea+"/files?name=karta.pdf", aPDF).WantCode(409, "edit_would_wait")
	sends.Post(idea+"/files?name=karta.pdf", "What it holds is not read.").WantCode(409, "edit_would_wait")
	if title := j.Anonymous().Get(idea).Want(200).String("title"); title != "LYKTOR, vid ån!" {
		t.Errorf("the idea is called %q", title)
	}
	j.letThrough(author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Den tredje."}).Want(201).String("id"))
	edit(author, "Lyktor och bänkar").Want(200)
	sends.Post(idea+"/files?name=karta.pdf", aPDF).Want(201)

	joins := j.User(auth.Member)
	author.Put(idea+"/co-authors/"+joins.ID.String(), nil).Want(204)
	j.As(joins).Put(idea+"/co-authors/"+joins.ID.String()+"/acceptance", nil).Want(204)
	edit(j.As(joins), "Köp lån").WantCode(409, "edit_would_wait")
	j.As(joins).With("Content-Type", "application/octet-stream").Post(idea+"/files?name=karta.pdf", aPDF).WantCode(409, "edit_would_wait")
	edit(author, "Lyktor, bänkar och träd").Want(200)
}

// What everybody reads at once and nobody lets through says nothing unread: why an idea is given away or moved by its author, and what is
// promised. Leaders and moderators say why as they write.
func TestReasonsAreNotPublicUnread(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	leads := j.User(auth.Member)
	challenge := fixture.Challenge(t, j.DB, "support", auth.Principal{ID: leads.ID})
	author, stranger := j.As(j.author), j.As(j.User(auth.Member))
	id := fixture.Idea(t, j.DB, auth.Principal{ID: j.author.ID}, challenge).String()
	idea, theirs := "/ideas/"+id, "/ideas/"+stranger.Post("/ideas", newIdea("Odling")).Want(201).String("id")
	need := stranger.Post(theirs+"/needs", newNeed()).Want(201).String("id")
	contact := "/contacts/" + author.Post("/contacts", map[string]any{"needId": need, "message": "Jag kan."}).Want(201).String("id")
	stranger.Put(contact+"/state", map[string]any{"state": "accepted"}).Want(200)
	j.letFirstPostsWait(3)
	move := func(who *apitest.Client, stage string) *apitest.Answer {
		return who.With("If-Match", who.Get(idea).Want(200).Header.Get("ETag")).Put(idea+"/stage", map[string]any{"stage": stage, "reason": "Köp lån nu."})
	}
	away, promise := map[string]any{"reason": "Köp lån nu."}, map[string]any{"description": "Köp lån", "amount": 2, "endsAt": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339)}
	move(author, "in-progress").WantCode(409, "edit_would_wait")
	author.Post(idea+"/handovers", away).WantCode(409, "edit_would_wait")
	author.Post(contact+"/commitments", promise).WantCode(409, "edit_would_wait")
	if n := j.Count(`SELECT (SELECT count(*) FROM idea_steps) + (SELECT count(*) FROM idea_handovers) + (SELECT count(*) FROM commitments)`); n != 0 {
		t.Errorf("%d are there", n)
	}
	move(j.As(leads), "in-dialogue").Want(200)
	move(j.As(leads), "accepted").Want(200)
	j.letFirstPostsWait(1)
	move(author, "in-progress").Want(200)
	author.Post(idea+"/handovers", away).Want(201)
	author.Post(contact+"/commitments", promise).Want(201)
}

// An idea that somebody wrote and gave away makes nobody known who took it over.
func TestTakingOverMakesNobodyKnown(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	giver := j.User(auth.Member)
	idea := "/ideas/" + fixture.Idea(t, j.DB, auth.Principal{ID: giver.ID}).String()
	offer := j.As(giver).Post(idea+"/handovers", map[string]any{"toId": j.author.ID, "reason": "Jag flyttar."}).Want(201)
	j.letFirstPostsWait(1)
	author := j.As(j.author)
	author.With("If-Match", author.Get("/handovers/"+offer.String("id")).Want(200).Header.Get("ETag")).Put("/handovers/"+offer.String("id")+"/state", map[string]any{"state": "accepted"}).Want(200)
	author.With("If-Match", author.Get(idea).Header.Get("ETag")).Patch(idea, map[string]any{"title": "Köp lån"}).WantCode(409, "edit_would_wait")
	if state := author.Post("/ideas", newIdea("Lyktor")).Want(201).String("state"); state != "waiting" {
		t.Errorf("the first post is %s", state)
	}
}

// No more waits of one author than moderators can be asked to read.
func TestWaitingIsBounded(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	j.letFirstPostsWait(1)
	author := j.As(j.author)
	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	draft := author.Post("/ideas", map[string]any{"title": "Utkast", "body": "Om bänkar.", "challengeIds": []any{}, "state": "draft"}).Want(201)
	var last string
	for range 20 {
		last = author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Hej"}).Want(201).String("id")
	}
	refused := func(status int) {
		t.Helper()
		author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Hej"}).Want(status)
		author.Post("/ideas", newIdea("Lyktor")).Want(status)
		author.With("If-Match", draft.Header.Get("ETag")).Put("/ideas/"+draft.String("id")+"/state", map[string]any{"state": "published"}).Want(status)
	}
	refused(409)
	author.Delete("/comments/" + last).Want(204)
	author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Hej"}).Want(201)
	refused(409)
	j.letThrough(j.lastWaiting(j.author))
	author.Post("/ideas/"+other+"/comments", map[string]any{"body": "Nu är jag känd."}).Want(201)
}

// lastWaiting is the latest comment of somebody that waits.
func (j judging) lastWaiting(who apitest.User) string {
	waiting := j.As(who).Get("/me/waiting-comments").Want(200).List("comments")
	return waiting[len(waiting)-1].(map[string]any)["id"].(string)
}

// Whom comments mention that waited is counted on the day they are let through: no more are told than its author may mention.
func TestMentionsOfWhatWaited(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	j.letFirstPostsWait(10)
	other := fixture.Idea(t, j.DB, auth.Principal{ID: j.User(auth.Member).ID}).String()
	var ids []string
	for range 6 {
		var body strings.Builder
		for _, p := range fixture.Members(t, j.DB, 10) {
			j.Exec(`INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Hej', 'public')`, p.ID)
			body.WriteString(" @" + p.ID.String())
		}
		ids = append(ids, j.As(j.author).Post("/ideas/"+other+"/comments", map[string]any{"body": "Hej" + body.String()}).Want(201).String("id"))
	}
	for _, id := range ids {
		j.letThrough(id)
	}
	if n := j.Count(`SELECT count(*) FROM comment_mentions WHERE account_id = $1`, j.author.ID); n != 50 {
		t.Errorf("%d are told", n)
	}
	if n := j.Count(`SELECT comment_count FROM idea_stats WHERE idea_id = $1`, other); n != 6 {
		t.Errorf("%d comments are there", n)
	}
}

// Who publishes a draft holds their account before the idea, as everybody who holds both.
func TestAccountsAreHeldFirst(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	draft := api.As(user).Post("/ideas", map[string]any{"title": "Utkast", "body": "Om bänkar.", "challengeIds": []any{}, "state": "draft"}).Want(201)
	tx, err := api.DB.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `SELECT FROM accounts WHERE id = $1 FOR NO KEY UPDATE`, user.ID); err != nil {
		t.Fatal(err)
	}
	done := make(chan *apitest.Answer)
	go func() {
		done <- api.As(user).With("If-Match", draft.Header.Get("ETag")).Put("/ideas/"+draft.String("id")+"/state", map[string]any{"state": "published"})
	}()
	await(t, "the account", func() bool {
		return api.Count(`SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) > 0
	})
	if _, err := tx.Exec(t.Context(), `SELECT FROM ideas WHERE id = $1 FOR NO KEY UPDATE NOWAIT`, draft.String("id")); err != nil {
		t.Errorf("the idea is held meanwhile: %v", err)
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	(<-done).Want(200)
}
