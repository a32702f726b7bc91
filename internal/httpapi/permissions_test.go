package httpapi_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/permission"
)

// TestEveryWriteIsAnAction holds that the table knows every operation that changes something, and no other
// names.
func TestEveryWriteIsAnAction(t *testing.T) {
	t.Parallel()
	known := map[string]bool{}
	for _, o := range operationsOf(t) {
		known[o.id] = true
		if o.method != http.MethodGet && len(permission.Of(o.id)) == 0 {
			t.Errorf("%s changes something and is no action: say in internal/permission/operations.go which", o.id)
		}
	}
	for _, id := range permission.Operations() {
		if !known[id] {
			t.Errorf("internal/permission/operations.go names %s, which the contract does not have", id)
		}
	}
}

// attempt is one action as an operation does it: what is sent, and what the thing must be like.
type attempt struct {
	action  permission.Action
	body    string
	prepare string // SQL; $1 is the id of the thing
}

// attempts has every operation of the table with every one of its actions.
var attempts = map[string][]attempt{
	"createAccount":                  {{permission.Register, expectations["createAccount"].body, ""}},
	"createEmailConfirmationRequest": {{permission.Register, expectations["createEmailConfirmationRequest"].body, ""}},
	"createEmailConfirmation":        {{permission.Register, expectations["createEmailConfirmation"].body, ""}},
	"createPasswordResetRequest":     {{permission.Register, expectations["createPasswordResetRequest"].body, ""}},
	"createPasswordReset":            {{permission.Register, expectations["createPasswordReset"].body, ""}},
	"createSession":                  {{permission.SignIn, expectations["createSession"].body, ""}},
	"createAccessToken":              {{permission.SignIn, "", ""}},
	"deleteCurrentSession":           {{permission.SignOut, "", ""}},
	"updateMe":                       {{permission.EditAccount, `{"about":"Bor vid älven."}`, ""}},
	"setPassword":                    {{permission.SetPassword, `{"currentPassword":"fel","newPassword":"en renkalv i snöyra"}`, ""}},

	"createIdentityRequest":    {{permission.SignIn, expectations["createIdentityRequest"].body, ""}},
	"createIdentityReturn":     {{permission.SignIn, expectations["createIdentityReturn"].body, ""}},
	"createIdentitySignUp":     {{permission.Register, expectations["createIdentitySignUp"].body, ""}},
	"createOwnIdentityRequest": {{permission.SetIdentities, expectations["createOwnIdentityRequest"].body, ""}},
	"deleteIdentity":           {{permission.SetIdentities, "", ""}},

	"listMyChallenges":   {{permission.SeeLed, "", ""}},
	"listProjectLeaders": {{permission.SeeProjectLeaders, "", ""}},
	"createChallenge":    {{permission.CreateChallenge, challBody, ""}},
	"updateChallenge":    {{permission.EditChallenge, `{"title":"Ljusare"}`, ""}},
	"setChallengeState": {
		{permission.PublishChallenge, `{"state":"open"}`, `UPDATE challenges SET state = 'closed' WHERE id = $1`},
		{permission.CloseChallenge, `{"state":"closed"}`, ""},
		{permission.ArchiveChallenge, `{"state":"archived"}`, `UPDATE challenges SET state = 'closed' WHERE id = $1`},
		{permission.ArchiveChallenge, `{"state":"closed"}`, `UPDATE challenges SET state = 'archived' WHERE id = $1`},
	},

	"createIdea": {{permission.CreateIdea, ideaBody, ""}},
	"updateIdea": {{permission.EditIdea, `{"title":"Ljusare"}`, ""}},
	"setIdeaState": {
		{permission.PublishIdea, `{"state":"published"}`, `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`},
		{permission.WithdrawIdea, `{"state":"withdrawn"}`, ""},
		{permission.HideIdea, `{"state":"hidden"}`, ""},
		{permission.HideIdea, `{"state":"published"}`, `UPDATE ideas SET state = 'hidden' WHERE id = $1`},
	},
	"setVote":       {{permission.Vote, `{"choice":"support"}`, ""}},
	"deleteVote":    {{permission.Vote, "", ""}},
	"createComment": {{permission.CreateComment, `{"body":"Bra."}`, ""}},
	"updateComment": {{permission.EditComment, `{"body":"Bättre."}`, ""}},
	"deleteComment": {{permission.DeleteComment, "", ""}},

	"createWorkshop": {{permission.CreateWorkshop, workBody, ""}},
	"updateWorkshop": {{permission.EditWorkshop, `{"title":"Ljusare"}`, ""}},
	"setWorkshopState": {
		{permission.PublishWorkshop, `{"state":"published"}`, `UPDATE workshops SET state = 'draft' WHERE id = $1`},
		{permission.CancelWorkshop, `{"state":"cancelled"}`, ""},
	},
	"setSignup":    {{permission.SignUp, "", ""}},
	"deleteSignup": {{permission.SignUp, "", ""}},
	"listSignups":  {{permission.SeeSignups, "", ""}},
	"createImage":  {{permission.CreateImage, "", ""}},
}

// caller is somebody with what they are to every thing of the matrix.
type caller struct {
	name   string
	client *apitest.Client
	id     uuid.UUID
	is     permission.Standings
}

const signedIn = permission.Anyone | permission.SignedIn

// callersOf returns one caller for every standing.
func callersOf(api *apitest.API) []caller {
	callers := []caller{{"nobody", api.Anonymous(), uuid.Nil, permission.Anyone}}
	for _, c := range []struct {
		name string
		role auth.Role
		is   permission.Standings
	}{
		{"a member", auth.Member, 0},
		{"the author", auth.Member, permission.Author},
		{"a project leader", auth.ProjectLeader, permission.ProjectLeader},
		{"the leader", auth.ProjectLeader, permission.ProjectLeader | permission.Leader},
		{"a moderator", auth.Moderator, permission.Moderator},
		{"an administrator", auth.Administrator, permission.Administrator},
	} {
		user := api.User(c.role)
		callers = append(callers, caller{c.name, api.As(user), user.ID, signedIn | c.is})
	}
	return callers
}

// scene makes what actions are done to: a challenge and a workshop with their leader, an idea and a
// comment by their author, all fresh.
func scene(t *testing.T, api *apitest.API, callers []caller) map[string]uuid.UUID {
	t.Helper()
	is := func(s permission.Standings) auth.Principal {
		n := slices.IndexFunc(callers, func(c caller) bool { return c.is&s != 0 })
		return auth.Principal{ID: callers[n].id}
	}
	leader, author := is(permission.Leader), is(permission.Author)
	things := map[string]uuid.UUID{
		"challengeId": fixture.Challenge(t, api.DB, "support", leader),
		"ideaId":      fixture.Idea(t, api.DB, author),
		"workshopId":  uuid.New(),
		"commentId":   uuid.New(),
	}
	api.Exec(`INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, state)
		VALUES ($1, 'Vandring', 'Vi går.', now() + interval '1 day', now() + interval '26 hours', 'Bron', 9, 'published')`, things["workshopId"])
	api.Exec(`INSERT INTO workshop_leaders (workshop_id, account_id) VALUES ($1, $2)`, things["workshopId"], leader.ID)
	api.Exec(`INSERT INTO comments (id, idea_id, author_id, body) VALUES ($1, $2, $3, 'Bra.')`, things["commentId"], things["ideaId"], author.ID)
	api.Exec(`UPDATE idea_stats SET comment_count = 1 WHERE idea_id = $1`, things["ideaId"])
	return things
}

// TestMatrix tries every action of every operation in the table as everybody: whom the table lets do it
// gets past the door, and nobody else.
func TestMatrix(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	callers := callersOf(api)
	for _, o := range operationsOf(t) {
		actions := permission.Of(o.id)
		for _, a := range actions {
			if !slices.ContainsFunc(attempts[o.id], func(try attempt) bool { return try.action == a }) {
				t.Errorf("%s as %s: say in attempts how it is tried", o.id, a)
			}
		}
		for _, try := range attempts[o.id] {
			for _, c := range callers {
				things := scene(t, api, callers)
				path, thing := at(o, things)
				if try.prepare != "" {
					api.Exec(try.prepare, thing)
				}
				answer := o.call(c.client, path, bodyOf(expectation{body: try.body}))
				if may := permission.May(try.action, c.is); admitted(answer, try.action) != may {
					t.Errorf("%s (%s) by %s: may %t, answer %d %s", o.id, try.action, c.name, may, answer.Status, answer.Body)
				}
			}
		}
	}
}

// at puts the ids of things into the path, and returns the one that the operation is about.
func at(o operationOf, things map[string]uuid.UUID) (path string, about uuid.UUID) {
	path = o.path
	for _, name := range slices.Sorted(maps.Keys(things)) {
		if replaced := strings.Replace(path, "{"+name+"}", things[name].String(), 1); replaced != path {
			path, about = replaced, things[name]
		}
	}
	return path, about
}

// admitted reports whether an answer lets the caller in. Where everybody may, 401 speaks of what was sent.
func admitted(a *apitest.Answer, action permission.Action) bool {
	switch a.Status {
	case http.StatusForbidden, http.StatusNotFound:
		return false
	case http.StatusUnauthorized:
		return permission.May(action, permission.Anyone)
	}
	return a.Status < http.StatusInternalServerError
}
