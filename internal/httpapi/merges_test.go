package httpapi_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// A merge over HTTP: once for a repeated call, 412 for who read before, the part leads on, and nobody but its owner learns of a vote.
func TestMergesOverHTTP(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author, other, voter, stranger := api.User(auth.Member), api.User(auth.Member), api.User(auth.Member), api.User(auth.Member)
	challenge := fixture.Challenge(t, api.DB, "support")
	part := fixture.Idea(t, api.DB, auth.Principal{ID: author.ID}, challenge)
	whole := fixture.Idea(t, api.DB, auth.Principal{ID: other.ID}, challenge)
	at := func(id uuid.UUID, rest string) string { return "/ideas/" + id.String() + rest }
	api.As(voter).Put(at(part, "/vote"), `{"choice":"support"}`).Want(200)

	body := `{"intoId":"` + whole.String() + `","reason":"De vill samma sak."}`
	once := api.As(author).With("Idempotency-Key", uuid.NewString())
	made := once.Post(at(part, "/merge-proposals"), body).Want(201)
	if again := once.Post(at(part, "/merge-proposals"), body).Want(201); again.String("id") != made.String("id") {
		t.Error("pressed twice it is two")
	}
	api.As(stranger).Post(at(whole, "/merge-proposals"), `{"intoId":"`+part.String()+`","reason":"Tvärtom."}`).WantCode(409, "merge_proposed")
	proposal := "/merge-proposals/" + made.String("id")
	if seen := api.As(stranger).Get(at(part, "/merge-proposals")).Want(200); len(seen.List("proposals")) != 0 {
		t.Errorf("%s", seen.Body)
	}
	api.As(stranger).Get(proposal).Want(404)
	api.As(other).With("If-Match", `"7"`).Put(proposal+"/answer", `{"agrees":true}`).WantCode(412, "precondition_failed")
	read := api.As(other).Get(proposal).Want(200)
	done := api.As(other).With("If-Match", read.Header.Get("ETag")).Put(proposal+"/answer", `{"agrees":true}`).Want(200)
	if done.String("state") != "merged" {
		t.Fatalf("%s", done.Body)
	}

	if page := outside(api, "/ideas/"+part.String()).Want(200); !strings.Contains(string(page.Body), `<link rel="canonical" href="`+api.URL+`/ideas/`+whole.String()+`" />`) {
		t.Errorf("%s", page.Body)
	}
	if i := api.Anonymous().Get(at(part, "")).Want(200); i.String("state") != "merged" || i.String("mergedInto", "id") != whole.String() || i.String("body") == "" {
		t.Errorf("%s", i.Body)
	}
	if list := api.Anonymous().Get("/ideas?sort=newest&challengeId=" + challenge.String()).Want(200); strings.Contains(string(list.Body), part.String()) {
		t.Errorf("%s", list.Body)
	}
	if history := api.Anonymous().Get(at(whole, "/merges")).Want(200); strings.Contains(string(history.Body), "De vill samma sak.") || len(history.List("merges")) != 1 {
		t.Errorf("%s", history.Body)
	}
	for _, who := range []apitest.User{author, other, stranger} {
		if mine := api.As(who).Get("/me/relations?ideaIds=" + part.String()).Want(200); strings.Contains(string(mine.Body), "voteMoves") {
			t.Errorf("%s", mine.Body)
		}
	}
	if mine := api.As(voter).Get("/me/relations?ideaIds=" + part.String()).Want(200); !strings.Contains(string(mine.Body), "voteMoves") || mine.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s", mine.Body)
	}
	api.As(voter).Put(at(part, "/vote"), `{"choice":"support"}`).WantCode(409, "idea_not_published")
	move := "/me/vote-moves/" + made.String("id")
	api.As(stranger).Put(move, nil).WantCode(409, "nothing_to_move")
	for range 2 {
		if moved := api.As(voter).Put(move, nil).Want(200); moved.At("moved") != true || moved.String("vote", "ideaId") != whole.String() {
			t.Errorf("%s", moved.Body)
		}
	}
	api.As(stranger).With("If-Match", done.Header.Get("ETag")).Put(proposal+"/reversal", `{"reason":"Nej."}`).Want(404)
	api.As(author).With("If-Match", done.Header.Get("ETag")).Put(proposal+"/reversal", `{"reason":"De är två."}`).Want(200)
	if i := api.Anonymous().Get(at(part, "")).Want(200); i.String("state") != "published" || i.At("mergedInto") != nil {
		t.Errorf("%s", i.Body)
	}
}

// A moderator who writes one of two ideas with its author decides nothing about merging them.
func TestCoAuthorsDoNotDecideMerges(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	author, member, moderator := api.User(auth.Member), api.User(auth.Member), api.User(auth.Moderator)
	part, whole := fixture.Idea(t, api.DB, auth.Principal{ID: author.ID}), fixture.Idea(t, api.DB, auth.Principal{ID: author.ID})
	made := api.As(member).Post("/ideas/"+part.String()+"/merge-proposals", map[string]any{"intoId": whole, "reason": "De vill samma sak."}).Want(201)
	api.Exec(`INSERT INTO idea_coauthors (idea_id, participant_id, invited_by, state, settled_at) VALUES ($1, $2, $3, 'accepted', now())`, whole, moderator.ID, author.ID)
	path := "/merge-proposals/" + made.String("id")
	decide := map[string]any{"merges": true, "reason": "De säger samma sak."}
	api.As(moderator).With("If-Match", made.Header.Get("ETag")).Put(path+"/decision", decide).WantCode(403, "forbidden")
	api.As(api.User(auth.Moderator)).With("If-Match", made.Header.Get("ETag")).Put(path+"/decision", decide).Want(200)
}
