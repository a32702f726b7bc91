package httpapi_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// What an idea lacks, what somebody offers and what they promise is reported, hidden, appealed and put back as ideas and comments are; while it
// is hidden nobody but who wrote it gets it in any answer.
func TestHelpIsModerated(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	const secret = "Hemlighetsfullt"
	other := j.User(auth.Member)
	author, seeker, stranger := j.As(j.author), j.As(other), j.As(j.User(auth.Member))
	idea := author.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := author.Post("/ideas/"+idea+"/needs", with(newNeed(), "description", secret+" behov")).Want(201).String("id")
	offer := author.Post("/offers", with(newOffer(), "title", secret+" erbjudande")).Want(201).String("id")
	theirs := seeker.Post("/ideas", newIdea("Skridskobanan i parken")).Want(201).String("id")
	lacking := seeker.Post("/ideas/"+theirs+"/needs", newNeed()).Want(201).String("id")
	commitment := j.promise(author, seeker, lacking, secret+" löfte")
	things := map[string]string{"need": need, "offer": offer, "commitment": commitment}

	public := []string{"/needs", "/needs?kind=people", "/needs/" + need, "/ideas/" + idea + "/needs", "/offers", "/offers?ownerId=" + j.author.ID.String(), "/offers/" + offer,
		"/ideas/" + theirs + "/commitments", "/commitments/" + commitment}
	others := append([]string{"/needs/" + lacking + "/matches", "/offers/" + offer + "/own-needs", "/me/contacts"}, public...)
	seen := func(who *apitest.Client, paths []string) (n int) {
		for _, path := range paths {
			if strings.Contains(string(who.Get(path).Body), secret) {
				n++
			}
		}
		return n
	}
	before := seen(j.Anonymous(), public)
	if n := seen(seeker, others); before != len(public) || n != before+2 {
		t.Fatalf("before, %d of %d answers show it to everybody and %d of %d to whom the offer fits", before, len(public), n, len(others))
	}
	for kind, id := range things {
		report := map[string]any{"thing": thingOf(kind, id), "reason": "spam"}
		author.Post("/reports", report).WantCode(http.StatusForbidden, "forbidden")
		stranger.Post("/reports", report).Want(http.StatusCreated)
		stranger.Post("/reports", report).WantCode(http.StatusConflict, "already_reported")
		_, _, file := j.caseOf(id)
		if !strings.Contains(file.String("thing", "text")+file.String("thing", "title"), secret) || file.String("case", "title") == "" {
			t.Errorf("a moderator reads of the %s: %s", kind, file.Body)
		}
		if kind == "commitment" && !strings.Contains(string(file.Body), newNeed()["description"].(string)) {
			t.Errorf("a moderator does not read what was lacking: %s", file.Body)
		}
		decision := j.decide("hide", kind, id)
		told := author.Get("/moderation-decisions/" + decision).Want(http.StatusOK)
		if told.String("thing", "kind") != kind || told.At("mayAppeal") != true || told.String("facts") == "" {
			t.Errorf("%s", told.Body)
		}
		stranger.Get("/moderation-decisions/"+decision).WantCode(http.StatusNotFound, "not_found")
		stranger.Post("/reports", map[string]any{"thing": thingOf(kind, id), "reason": "spam"}).WantCode(http.StatusNotFound, "not_found")
		things[kind] = decision
	}
	if n := seen(j.Anonymous(), public) + seen(stranger, public) + seen(seeker, others); n > 0 {
		t.Errorf("%d answers show what is hidden", n)
	}
	for path, list := range map[string]string{"/ideas/" + idea + "/needs": "needs", "/me/offers": "offers", "/ideas/" + theirs + "/commitments": "commitments"} {
		if found := author.Get(path).Want(200).List(list); len(found) != 1 || found[0].(map[string]any)["withheld"] != "hidden" {
			t.Errorf("%s, to who wrote it: %v", path, found)
		}
		if n := len(j.Anonymous().Get(path).List(list)); n != 0 {
			t.Errorf("%s: %d", path, n)
		}
	}
	for _, decision := range things {
		j.overturn(decision)
	}
	if n := seen(j.Anonymous(), public); n != before {
		t.Errorf("%d answers show it again, not %d", n, before)
	}
	if n := j.Count(`SELECT count(*) FROM notification_events WHERE kind IN ('moderation-decision', 'appeal-decided') AND $1 = ANY (named)`, j.author.ID); n != 6 {
		t.Errorf("the author is told %d times", n)
	}
}

// promise has a helper promise what a need lacks, with the given words, and returns the commitment's id.
func (j judging) promise(helper, seeker *apitest.Client, need, words string) string {
	contact := "/contacts/" + helper.Post("/contacts", map[string]any{"needId": need, "message": "Jag kan."}).Want(201).String("id")
	seeker.Put(contact+"/state", map[string]any{"state": "accepted"}).Want(200)
	ends := time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339)
	return helper.Post(contact+"/commitments", map[string]any{"description": words, "amount": 2, "endsAt": ends}).Want(201).String("id")
}

// What is hidden is not changed, and what a hidden need lacks is neither asked about nor promised.
func TestHiddenHelpRests(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author, stranger := j.As(j.author), j.As(j.User(auth.Member))
	idea := author.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := author.Post("/ideas/"+idea+"/needs", newNeed()).Want(201).String("id")
	offer := author.Post("/offers", newOffer()).Want(201).String("id")
	contact := "/contacts/" + stranger.Post("/contacts", map[string]any{"needId": need, "message": "Jag kan."}).Want(201).String("id")
	author.Put(contact+"/state", map[string]any{"state": "accepted"}).Want(200)
	j.decide("hide", "need", need)
	j.decide("hide", "offer", offer)
	promise := map[string]any{"description": "Jag gräver.", "amount": 2, "endsAt": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339)}
	stranger.Post(contact+"/commitments", promise).WantCode(http.StatusConflict, "need_closed")
	j.As(j.User(auth.Member)).Post("/contacts", map[string]any{"needId": need, "message": "Jag kan."}).WantCode(http.StatusConflict, "need_closed")
	for path, edit := range map[string]map[string]any{"/needs/" + need: {"description": "Andra ord."}, "/offers/" + offer: {"title": "Andra ord"}} {
		tag := author.Get(path).Want(200).Header.Get("ETag")
		author.With("If-Match", tag).Patch(path, edit).WantCode(http.StatusConflict, "state_transition")
	}
	tag := author.Get("/offers/" + offer).Want(200).Header.Get("ETag")
	author.With("If-Match", tag).Put("/offers/"+offer+"/state", map[string]any{"state": "paused"}).WantCode(http.StatusConflict, "state_transition")
	author.With("If-Match", tag).Put("/offers/"+offer+"/state", map[string]any{"state": "ended"}).Want(200)
	j.decide("restore", "need", need)
	stranger.Post(contact+"/commitments", promise).Want(201)
}

// Of a promise everybody keeps a copy by its ETag: once what it says, or what is lacking, is hidden, that copy is out of date. Who made it sees that
// it is hidden where they could take it back, which is refused meanwhile.
func TestKeptPromisesAreReadAnew(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	helper, seeker := j.As(j.author), j.As(j.User(auth.Member))
	idea := seeker.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := seeker.Post("/ideas/"+idea+"/needs", with(newNeed(), "unit", "tjuvtimmar")).Want(201).String("id")
	commitment := j.promise(helper, seeker, need, "Jag gräver.")
	path, list := "/commitments/"+commitment, "/ideas/"+idea+"/commitments"
	kept := map[string]string{}
	for _, at := range []string{path, list} {
		read := j.Anonymous().Get(at).Want(200)
		kept[at] = read.Header.Get("ETag")
		if j.Anonymous().With("If-None-Match", kept[at]).Get(at).Want(304); !strings.Contains(string(read.Body), "tjuvtimmar") {
			t.Errorf("%s", read.Body)
		}
	}
	j.decide("hide", "need", need)
	for at, tag := range kept {
		now := j.Anonymous().With("If-None-Match", tag).Get(at).Want(200)
		if kept[at] = now.Header.Get("ETag"); kept[at] == tag || strings.Contains(string(now.Body), "tjuvtimmar") {
			t.Errorf("%s: %s %s", at, kept[at], now.Body)
		}
	}
	j.decide("hide", "commitment", commitment)
	j.Anonymous().With("If-None-Match", kept[path]).Get(path).Want(404)
	if now := j.Anonymous().With("If-None-Match", kept[list]).Get(list).Want(200); len(now.List("commitments")) != 0 {
		t.Errorf("%s", now.Body)
	}
	withheld := func() any {
		return helper.Get("/me/contacts?incoming=false").Want(200).List("contacts")[0].(map[string]any)["commitmentWithheld"]
	}
	if got := withheld(); got != "hidden" {
		t.Errorf("%v", got)
	}
	helper.Delete(path).WantCode(http.StatusConflict, "state_transition")
	j.decide("restore", "commitment", commitment)
	if got := withheld(); got != nil {
		t.Errorf("%v", got)
	}
	helper.Delete(path).Want(204)
}

// Whoever said in public what came of a promise has a part in its words: they do not judge it, and neither side alone is warned for it.
func TestWhoSaidWhatCameOfIt(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	helper, seeker := j.As(j.author), j.As(j.first)
	idea := seeker.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := seeker.Post("/ideas/"+idea+"/needs", newNeed()).Want(201).String("id")
	commitment := j.promise(helper, seeker, need, "Jag gräver.")
	path := j.ownCase("commitment", commitment)
	tag := seeker.Get("/commitments/" + commitment).Want(200).Header.Get("ETag")
	seeker.With("If-Match", tag).Put("/commitments/"+commitment+"/outcome", map[string]any{"outcome": "not-kept", "words": "Kom aldrig."}).Want(200)
	seeker.Get(path).WantCode(http.StatusForbidden, "forbidden")
	file := j.As(j.second).Get(path).Want(200)
	if text := string(file.Body); !strings.Contains(text, "Kom aldrig.") || strings.Contains(text, `"warn"`) || strings.Contains(text, `"suspend"`) {
		t.Errorf("%s", text)
	}
	j.ownCase("need", need)
}

// What a newcomer says came of a promise would be public at once and unread: it is refused, and nothing of it is done. Words that stand already stay.
func TestNewcomersWordsAboutPromises(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	helper, seeker := j.As(j.author), j.As(j.User(auth.Member))
	idea := seeker.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := seeker.Post("/ideas/"+idea+"/needs", newNeed()).Want(201).String("id")
	commitment := "/commitments/" + j.promise(helper, seeker, need, "Jag gräver.")
	committed := func() any { return j.Anonymous().Get("/needs/" + need).Want(200).At("committed") }
	say := func(outcome, words string) *apitest.Answer {
		tag := seeker.Get(commitment).Want(200).Header.Get("ETag")
		return seeker.With("If-Match", tag).Put(commitment+"/outcome", map[string]any{"outcome": outcome, "words": words})
	}
	j.letFirstPostsWait(10)
	if say("not-kept", "Kom aldrig.").WantCode(http.StatusConflict, "edit_would_wait"); committed() != 2.0 {
		t.Errorf("what was refused is done: %v", committed())
	}
	j.letFirstPostsWait(0)
	say("not-kept", "Kom aldrig.").Want(200)
	j.letFirstPostsWait(10)
	say("kept", "Köp lån.").WantCode(http.StatusConflict, "edit_would_wait")
	say("kept", "Kom aldrig.").Want(200)
}

// A newcomer's offers and needs wait as their ideas and comments do: seen by themselves alone, matching nothing, let through or refused by a
// moderator, and in nobody's queue once they are taken back.
func TestFirstOffersAndNeedsWait(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	const secret = "Väntetexten"
	author, seeker := j.As(j.author), j.As(j.User(auth.Member))
	idea := author.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	theirs := seeker.Post("/ideas", newIdea("Skridskobanan i parken")).Want(201).String("id")
	lacking := seeker.Post("/ideas/"+theirs+"/needs", newNeed()).Want(201).String("id")
	j.letFirstPostsWait(3)
	need := author.Post("/ideas/"+idea+"/needs", with(newNeed(), "description", secret)).Want(201)
	offer := author.Post("/offers", with(newOffer(), "title", secret)).Want(201)
	gone := author.Post("/offers", with(newOffer(), "title", secret+" igen")).Want(201)
	for _, made := range []*apitest.Answer{need, offer, gone} {
		if made.String("withheld") != "waiting" {
			t.Errorf("%s", made.Body)
		}
	}
	things := map[string]string{"needs": need.String("id"), "offers": offer.String("id")}
	public := []string{"/needs", "/ideas/" + idea + "/needs", "/offers", "/needs/" + things["needs"], "/offers/" + things["offers"], "/needs/" + lacking + "/matches"}
	seen := func() (n int) {
		for _, path := range public {
			if strings.Contains(string(seeker.Get(path).Body), secret) {
				n++
			}
		}
		return n
	}
	if n := seen(); n > 0 {
		t.Errorf("%d answers show what waits", n)
	}
	author.With("If-Match", gone.Header.Get("ETag")).Put("/offers/"+gone.String("id")+"/state", map[string]any{"state": "ended"}).Want(200)
	if path, _, _ := j.caseOf(gone.String("id")); path != "" {
		t.Errorf("what is taken back is to be read: %s", path)
	}
	seeker.Post("/reports", map[string]any{"thing": thingOf("offer", things["offers"]), "reason": "spam"}).WantCode(http.StatusNotFound, "not_found")
	for _, id := range things {
		path, etag, file := j.caseOf(id)
		if actions := file.List("actions"); len(actions) != 2 || file.String("case", "cause") != "held" {
			t.Errorf("%s", file.Body)
		}
		j.As(j.first).With("If-Match", etag).Post(path+"/decisions", map[string]any{"action": "publish"}).Want(201)
	}
	if n := seen(); n != len(public) {
		t.Errorf("%d of %d answers show what is let through", n, len(public))
	}
	edited := author.Get("/offers/" + things["offers"]).Want(200).Header.Get("ETag")
	author.With("If-Match", edited).Patch("/offers/"+things["offers"], map[string]any{"description": "Andra ord nu."}).WantCode(http.StatusConflict, "edit_would_wait")
	author.With("If-Match", edited).Patch("/offers/"+things["offers"], map[string]any{"languages": []string{"sv"}}).Want(200)
	third := author.Post("/offers", with(newOffer(), "title", "Den tredje")).Want(201)
	path, etag, _ := j.caseOf(third.String("id"))
	decision := j.As(j.first).With("If-Match", etag).Post(path+"/decisions", statement("hide")).Want(201).String("id")
	if again := author.Get("/offers/" + third.String("id")).Want(200); again.String("withheld") != "hidden" {
		t.Errorf("%s", again.Body)
	}
	j.overturn(decision)
	j.Anonymous().Get("/offers/" + third.String("id")).Want(200)
	if fourth := author.Post("/offers", with(newOffer(), "title", "Den fjärde")).Want(201); fourth.At("withheld") != nil {
		t.Errorf("who has three published posts waits no more: %s", fourth.Body)
	}
}

// What stands under an idea that is hidden is taken up and hidden for itself, so that it stays so once the idea is back.
func TestUnderHiddenIdea(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	author, seeker := j.As(j.author), j.As(j.User(auth.Member))
	idea := seeker.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := seeker.Post("/ideas/"+idea+"/needs", newNeed()).Want(201).String("id")
	commitment := j.promise(author, seeker, need, "Jag gräver.")
	comment := author.Post("/ideas/"+idea+"/comments", map[string]any{"body": "Bra."}).Want(201).String("id")
	j.decide("hide", "idea", idea)
	for kind, id := range map[string]string{"need": need, "commitment": commitment, "comment": comment} {
		seeker.Post("/reports", map[string]any{"thing": thingOf(kind, id), "reason": "spam"})
		j.decide("hide", kind, id)
	}
	j.decide("restore", "idea", idea)
	j.Anonymous().Get("/ideas/" + idea).Want(http.StatusOK)
	for _, path := range []string{"/needs/" + need, "/commitments/" + commitment} {
		j.Anonymous().Get(path).WantCode(http.StatusNotFound, "not_found")
	}
}

// Who takes a promise back and makes it again has it told once.
func TestPromisesAgainTellNothingNew(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	helper, seeker := j.As(j.author), j.As(j.User(auth.Member))
	idea := seeker.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	promise := map[string]any{"description": "Jag gräver.", "amount": 2, "endsAt": time.Now().AddDate(0, 1, 0).UTC().Format(time.RFC3339)}
	for range 2 {
		need := seeker.Post("/ideas/"+idea+"/needs", newNeed()).Want(201).String("id")
		contact := "/contacts/" + helper.Post("/contacts", map[string]any{"needId": need, "message": "Jag kan."}).Want(201).String("id")
		seeker.Put(contact+"/state", map[string]any{"state": "accepted"}).Want(200)
		for range 3 {
			made := helper.Post(contact+"/commitments", promise).Want(201).String("id")
			helper.Delete("/commitments/" + made).Want(204)
		}
	}
	if n := j.Count(`SELECT count(*) FROM notification_events WHERE kind = 'commitment' AND subject_id = $1`, idea); n != 2 {
		t.Errorf("promises about two needs are told %d times", n)
	}
}

// Who may say what came of a promise can do so also when its words are hidden, without reading them; who made it does not take it back meanwhile.
func TestHiddenPromiseIsSettled(t *testing.T) {
	t.Parallel()
	j := newJudging(t)
	const secret = "Hemlighetsfullt"
	helper, seeker, stranger := j.As(j.author), j.As(j.User(auth.Member)), j.As(j.User(auth.Member))
	idea := seeker.Post("/ideas", newIdea("Odling på skolgården")).Want(201).String("id")
	need := seeker.Post("/ideas/"+idea+"/needs", with(newNeed(), "amount", 2)).Want(201).String("id")
	commitment := "/commitments/" + j.promise(helper, seeker, need, secret)
	j.decide("hide", "commitment", strings.TrimPrefix(commitment, "/commitments/"))
	helper.Delete(commitment).WantCode(http.StatusConflict, "state_transition")
	if mine := helper.Get(commitment).Want(200); mine.String("description") != secret {
		t.Errorf("who made it reads %s", mine.Body)
	}
	list := "/ideas/" + idea + "/commitments"
	if n := len(stranger.Get(list).Want(200).List("commitments")); n != 0 {
		t.Errorf("others find %d", n)
	}
	found := seeker.Get(list).Want(200)
	if len(found.List("commitments")) != 1 || strings.Contains(string(found.Body), secret) {
		t.Errorf("whose idea it is finds %s", found.Body)
	}
	read := seeker.Get(commitment).Want(200)
	if read.String("withheld") != "hidden" || read.String("description") != "" {
		t.Errorf("whose idea it is reads %s", read.Body)
	}
	outcome := map[string]any{"outcome": "not-kept", "words": "Kom aldrig."}
	tag := read.Header.Get("ETag")
	stranger.With("If-Match", tag).Put(commitment+"/outcome", outcome).WantCode(http.StatusNotFound, "not_found")
	said := seeker.With("If-Match", tag).Put(commitment+"/outcome", outcome).Want(200)
	if said.String("words") != "Kom aldrig." || said.String("description") != "" {
		t.Errorf("%s", said.Body)
	}
	if state := seeker.Get("/needs/" + need).Want(200).String("state"); state != "open" {
		t.Errorf("the need is %s once the promise was not kept", state)
	}
	stranger.Get(commitment).WantCode(http.StatusNotFound, "not_found")
}
