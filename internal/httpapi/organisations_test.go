package httpapi_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgres"
)

func TestBadOrganisations(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner := api.User(auth.Member)
	for _, c := range []struct {
		field string
		value any
		code  string
	}{
		{"name", "N", "too_short"}, {"name", strings.Repeat("n", 81), "too_long"}, {"name", "två\nrader", "forbidden_text"}, {"name", "\u200b\u200b", "blank"},
		{"name", 7, "wrong_type"}, {"kind", "resident", "not_allowed_value"}, {"kind", "researcher", "not_allowed_value"},
		{"organisationNumber", "556016-0681", "wrong_format"}, {"organisationNumber", "811218-9876", "wrong_format"}, {"organisationNumber", "abc", "wrong_format"},
		{"website", "http://alvsala.example", "wrong_format"}, {"website", "javascript:alert(1)", "wrong_format"}, {"website", "https://a:b@alvsala.example", "wrong_format"},
		{"website", "https://" + strings.Repeat("x", 300), "too_long"}, {"description", strings.Repeat("x", 5001), "too_long"}, {"description", "\u202e", "forbidden_text"},
		{"contactEmail", "ingen", "wrong_format"}, {"contactShown", "ja", "wrong_type"}, {"verified", true, "unknown_field"}, {"mandate", "owner", "unknown_field"},
	} {
		body := map[string]any{"name": "Naturvännerna", "kind": "association", c.field: c.value}
		api.As(owner).Post("/organisations", body).WantField(map[bool]int{true: 422, false: 400}[c.field == "organisationNumber" && c.value != "abc"], c.field, c.code)
	}
	api.As(owner).Post("/organisations", map[string]any{"name": "Naturvännerna", "kind": "association", "contactShown": true}).WantField(422, "contactEmail", "required")
	if n := api.Count(`SELECT count(*) FROM organisations`); n != 0 {
		t.Errorf("%d stored", n)
	}
}

// Whoever makes somebody an owner, or invites one, gives the organisation away: they show first that it is they.
func TestGivingAnOrganisationAwayAsksForAFreshSignIn(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, other := api.User(auth.Member), api.User(auth.Member)
	at := "/organisations/" + api.As(owner).Post("/organisations", map[string]any{"name": "Naturvännerna", "kind": "association"}).Want(http.StatusCreated).String("id")
	api.Exec(`INSERT INTO organisation_members (organisation_id, account_id, mandate) SELECT id, $1, 'member' FROM organisations`, other.ID)
	invite := func(mandate string) *apitest.Answer {
		return api.As(owner).Post(at+"/invitations", map[string]any{"email": mandate + "@alvsala.example", "mandate": mandate})
	}
	give := func(mandate string) *apitest.Answer {
		return api.As(owner).Patch(at+"/members/"+other.ID.String(), map[string]any{"mandate": mandate})
	}
	api.Exec(`UPDATE sessions SET authenticated_at = now() - interval '11 minutes'`)
	give("representative").Want(http.StatusOK)
	invite("representative").Want(http.StatusCreated)
	give("owner").WantCode(http.StatusForbidden, "reauthentication_required")
	invite("owner").WantCode(http.StatusForbidden, "reauthentication_required")
	api.As(owner).Put("/me/authentication", map[string]any{"password": apitest.Password}).Want(http.StatusNoContent)
	give("owner").Want(http.StatusOK)
	invite("owner").Want(http.StatusCreated)
}

// What an organisation's page shows is what it is now, though answers are kept in memory.
func TestOrganisationsAreForgottenWhenTheyChange(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, admin := api.User(auth.Member), api.User(auth.Administrator)
	made := api.As(owner).Post("/organisations", map[string]any{"name": "Naturvännerna", "kind": "association",
		"contactEmail": "hemligt@alvsala.example"}).Want(http.StatusCreated)
	at := "/organisations/" + made.String("id")
	posted := api.As(owner).Post("/ideas", map[string]any{"title": "Lyktor", "body": "Ljus.", "challengeIds": []string{}, "state": "published", "organisationId": made.String("id")}).Want(http.StatusCreated)
	read := func(path, want string) {
		t.Helper()
		for range 3 {
			if answer := api.Anonymous().Get(path).Want(http.StatusOK); !strings.Contains(string(answer.Body), want) {
				t.Errorf("%s lacks %s: %s", path, want, answer.Body)
			} else if strings.Contains(string(answer.Body), "hemligt") || strings.Contains(string(answer.Body), owner.ID.String()) {
				t.Errorf("%s tells too much: %s", path, answer.Body)
			}
		}
	}
	paths := []string{at, "/organisations", "/ideas", "/ideas/" + posted.String("id"), "/ideas?authorId=" + made.String("id"), "/ideas/" + posted.String("id") + "/revisions"}
	for _, path := range paths {
		read(path, "Naturvännerna")
	}
	renamed := api.As(owner).With("If-Match", `"1"`).Patch(at, map[string]any{"name": "Älvvännerna"}).Want(http.StatusOK)
	for _, path := range paths {
		read(path, "Älvvännerna")
	}
	api.As(admin).With("If-Match", renamed.Header.Get("ETag")).Put(at+"/verification", map[string]any{"verified": true}).Want(http.StatusOK)
	read(at, `"verified":true`)
	read("/organisations", `"verified":true`)

	api.As(owner).Patch(at+"/members/"+owner.ID.String(), map[string]any{"shown": true}).Want(http.StatusOK)
	if answer := api.Anonymous().Get(at); len(answer.List("people")) != 1 {
		t.Errorf("nobody is named: %s", answer.Body)
	}
	relations := api.As(owner).Get("/me/relations?organisationIds=" + made.String("id"))
	if !strings.Contains(string(relations.Body), "hemligt@alvsala.example") {
		t.Errorf("the owner does not see the contact: %s", relations.Body)
	}
}

// A mandate counts from the answer that gives it, and until the one that takes it.
func TestMandatesCountAtOnce(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, other, stranger := api.User(auth.Member), api.User(auth.Member), api.User(auth.Member)
	id := fixture.Organisation(t, api.DB, auth.Principal{ID: owner.ID})
	fixture.Belong(t, api.DB, id, other.ID, "member")
	at := "/organisations/" + id.String()
	idea := map[string]any{"title": "Lyktor", "body": "Ljus.", "challengeIds": []string{}, "state": "draft", "organisationId": id}
	api.As(other).Post("/ideas", idea).Want(http.StatusForbidden)
	api.As(owner).Patch(at+"/members/"+other.ID.String(), map[string]any{"mandate": "representative"}).Want(http.StatusOK)
	draft := api.As(other).Post("/ideas", idea).Want(http.StatusCreated).String("id")
	api.As(owner).Get("/ideas/" + draft).Want(http.StatusOK)
	api.As(stranger).Get("/ideas/" + draft).Want(http.StatusNotFound)
	if mine := api.As(other).Get("/me/ideas?organisationId=" + id.String()).Want(http.StatusOK); len(mine.List("ideas")) != 1 {
		t.Errorf("got %s", mine.Body)
	}
	api.As(stranger).Get("/me/ideas?organisationId=" + id.String()).Want(http.StatusForbidden)
	api.As(owner).With("If-Match", `"1"`).Patch("/ideas/"+draft, map[string]any{"title": "Lyktor längs älven"}).Want(http.StatusOK)
	api.As(owner).Delete(at + "/members/" + other.ID.String()).Want(http.StatusNoContent)
	api.As(other).Post("/ideas", idea).Want(http.StatusForbidden)
	api.As(other).Get("/ideas/" + draft).Want(http.StatusNotFound)
	acts := api.As(owner).Get(at + "/acts").Want(http.StatusOK).List("acts")
	if len(acts) != 4 {
		t.Errorf("%d acts: %v", len(acts), acts)
	}
	api.As(stranger).Get(at + "/acts").Want(http.StatusForbidden)
}

// The link of a mailed invitation works once, and looking at it changes nothing.
func TestMailedInvitation(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, other := api.User(auth.Member), api.User(auth.Member)
	id := fixture.Organisation(t, api.DB, auth.Principal{ID: owner.ID})
	api.As(owner).Post("/organisations/"+id.String()+"/invitations", map[string]any{"email": "noor@alvsala.example", "mandate": "representative"}).Want(http.StatusCreated)
	token := mailed(t, api, "noor@alvsala.example")
	for range 3 {
		if offer := api.Anonymous().Post("/organisation-invitation-previews", map[string]any{"token": token}).Want(http.StatusOK); offer.String("mandate") != "representative" {
			t.Errorf("got %s", offer.Body)
		}
	}
	api.As(other).Post("/organisation-memberships", map[string]any{"token": token}).Want(http.StatusCreated)
	api.As(other).Post("/organisation-memberships", map[string]any{"token": token}).WantCode(http.StatusUnprocessableEntity, "invalid_token")
	if mine := api.As(other).Get("/me/organisations").Want(http.StatusOK); len(mine.List("organisations")) != 1 {
		t.Errorf("got %s", mine.Body)
	}
}

// What a node knows of who is signed in may be some milliseconds old: who writes is looked at again.
func TestWhoSpokeForAnOrganisationDoesNotAnyMore(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner := api.User(auth.Member)
	made := api.As(owner).Post("/organisations", map[string]any{"name": "Naturvännerna", "kind": "association"}).Want(http.StatusCreated).String("id")
	posted := api.As(owner).Post("/ideas", map[string]any{"title": "Lyktor", "body": "Ljus.", "challengeIds": []string{}, "state": "published", "organisationId": made}).Want(http.StatusCreated)
	said := api.As(owner).Post("/ideas/"+posted.String("id")+"/comments", map[string]any{"body": "Så är det.", "organisationId": made}).Want(http.StatusCreated)
	before := auth.Principal{ID: api.User(auth.Member).ID, Role: auth.Member, SpeaksFor: postgres.IDs{uuid.MustParse(made)}}
	ideas, comments := idea.NewStore(api.DB.Gorm, markdown.New()), comment.NewStore(api.DB.Gorm)
	text, id, under := "Annat", uuid.MustParse(posted.String("id")), uuid.MustParse(said.String("id"))
	_, edited := ideas.Update(t.Context(), before, id, 1, idea.Edit{Title: &text})
	_, withdrawn := ideas.SetState(t.Context(), before, id, 1, idea.Withdrawn)
	_, reworded := comments.Update(t.Context(), before, under, text, "")
	for what, err := range map[string]error{"edited": edited, "withdrawn": withdrawn, "reworded": reworded, "deleted": comments.Delete(t.Context(), before, under)} {
		if errs.CodeOf(err) != errs.Forbidden {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// What somebody sent does not hold while they are suspended, and neither by a role that only sessions through a provider have.
func TestInvitationsHoldAsLongAsTheInviterMayInvite(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, other, admin, chosen := api.User(auth.Member), api.User(auth.Member), api.User(auth.Administrator), api.User(auth.Administrator)
	accept := func(token string) *apitest.Answer {
		return api.As(other).Post("/organisation-memberships", map[string]any{"token": token})
	}
	invite := func(by apitest.User, email string) (token string) {
		id := fixture.Organisation(t, api.DB, auth.Principal{ID: owner.ID})
		if by.ID != owner.ID {
			api.Exec(`UPDATE organisations SET keeper_id = NULL WHERE id = $1`, id)
			api.Exec(`DELETE FROM organisation_members WHERE organisation_id = $1`, id)
		}
		api.As(by).Post("/organisations/"+id.String()+"/invitations", map[string]any{"email": email, "mandate": "owner"}).Want(http.StatusCreated)
		return mailed(t, api, email)
	}
	ofOwner, ofChosen := invite(owner, "noor@alvsala.example"), invite(chosen, "ella@alvsala.example")
	suspension := api.As(admin).Post("/people/"+owner.ID.String()+"/suspensions", suspending()).Want(http.StatusCreated).String("id")
	accept(ofOwner).WantCode(http.StatusUnprocessableEntity, "invalid_token")
	api.As(admin).Delete("/suspensions/" + suspension).Want(http.StatusNoContent)
	accept(ofOwner).Want(http.StatusCreated)
	api.Exec(`UPDATE accounts SET role_provider = 'e-legitimation' WHERE id = $1`, chosen.ID)
	accept(ofChosen).WantCode(http.StatusUnprocessableEntity, "invalid_token")
	api.Exec(`UPDATE accounts SET role_provider = NULL WHERE id = $1`, chosen.ID)
	accept(ofChosen).Want(http.StatusCreated)
}

// An invitation that one may not take back is not taken back by another to the same address either.
func TestInvitingInThePlaceOfMore(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	owner, speaker := api.User(auth.Member), api.User(auth.Member)
	id := fixture.Organisation(t, api.DB, auth.Principal{ID: owner.ID})
	fixture.Belong(t, api.DB, id, speaker.ID, "representative")
	invite := func(by apitest.User, mandate string) *apitest.Answer {
		return api.As(by).Post("/organisations/"+id.String()+"/invitations", map[string]any{"email": "noor@alvsala.example", "mandate": mandate})
	}
	invite(speaker, "member").Want(http.StatusCreated)
	invite(owner, "owner").Want(http.StatusCreated)
	invite(speaker, "member").Want(http.StatusForbidden)
	if n := api.Count(`SELECT count(*) FROM organisation_invitations WHERE mandate = 'owner'`); n != 1 {
		t.Fatalf("%d are left of what the owner sent", n)
	}
	api.Exec(`UPDATE organisation_invitations SET created_at = now() - interval '8 days', expires_at = now() - interval '1 day'`)
	invite(speaker, "member").Want(http.StatusCreated)
}
