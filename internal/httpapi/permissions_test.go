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

	"createIdea": {
		{permission.CreateIdea, ideaBody, ""},
		{permission.SpeakFor, `{"title":"Lyktor","body":"Mer ljus.","challengeIds":[],"state":"draft","organisationId":"{organisationId}"}`, ""},
	},
	"updateIdea": {{permission.EditIdea, `{"title":"Ljusare"}`, ""}},
	"setIdeaState": {
		{permission.PublishIdea, `{"state":"published"}`, `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`},
		{permission.WithdrawIdea, `{"state":"withdrawn"}`, ""},
		{permission.HideIdea, `{"state":"hidden"}`, ""},
		{permission.HideIdea, `{"state":"published"}`, `UPDATE ideas SET state = 'hidden' WHERE id = $1`},
	},
	"setVote":    {{permission.Vote, `{"choice":"support"}`, ""}},
	"deleteVote": {{permission.Vote, "", ""}},
	"createComment": {
		{permission.CreateComment, `{"body":"Bra."}`, ""},
		{permission.SpeakFor, `{"body":"Bra.","organisationId":"{organisationId}"}`, ""},
	},
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

	"createOrganisation":          {{permission.FoundOrganisation, expectations["createOrganisation"].body, ""}},
	"updateOrganisation":          {{permission.EditOrganisation, `{"description":"Vi."}`, ""}},
	"setOrganisationVerification": {{permission.VerifyOrganisation, `{"verified":true}`, ""}},
	"listOrganisationMembers":     {{permission.SeeMembers, "", ""}},
	"listOrganisationActs":        {{permission.SeeMembers, "", ""}},
	"updateOrganisationMember": {
		{permission.ManageMembers, `{"mandate":"representative"}`, ""},
		{permission.EditMembership, `{"shown":true}`, ""},
		{permission.EditMembership, `{"mandate":"member"}`, ""},
		{permission.AppointOwner, `{"mandate":"owner"}`, fallDormant},
	},
	"deleteOrganisationMember": {{permission.LeaveOrganisation, "", ""}, {permission.ManageMembers, "", ""}},
	"listOrganisationInvitations": {
		{permission.InviteMember, "", ""}, {permission.AppointOwner, "", fallDormant},
	},
	"createOrganisationInvitation": {
		{permission.InviteMember, `{"email":"a@b.se","mandate":"representative"}`, ""},
		{permission.AppointOwner, `{"email":"a@b.se","mandate":"owner"}`, fallDormant},
	},
	"deleteOrganisationInvitation": {{permission.InviteMember, "", ""}, {permission.AppointOwner, "", fallDormant}},
	"createInvitationPreview":      {{permission.Register, expectations["createInvitationPreview"].body, ""}},
	"createOrganisationMembership": {{permission.AcceptInvitation, expectations["createOrganisationMembership"].body, ""}},
}

// fallDormant leaves the organisation $1 without an owner.
const fallDormant = `WITH dormant AS (UPDATE organisations SET keeper_id = NULL WHERE id = $1 RETURNING id)
	UPDATE organisation_members SET mandate = 'member' WHERE organisation_id IN (SELECT id FROM dormant)`

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
		if n < 0 {
			return auth.Principal{}
		}
		return auth.Principal{ID: callers[n].id}
	}
	organisation := organisationOf(t, api, callers)
	leader, author := is(permission.Leader), is(permission.Author)
	if author.ID == uuid.Nil { // nobody of the callers: the organisation
		author.ID = organisation["organisationId"]
	}
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
	maps.Copy(things, organisation)
	return things
}

// organisationOf makes an organisation with an owner, a member and an invitation, to which the callers belong as they say.
func organisationOf(t *testing.T, api *apitest.API, callers []caller) map[string]uuid.UUID {
	t.Helper()
	owner, member := fixture.Account(t, api.DB, auth.Member), fixture.Account(t, api.DB, auth.Member)
	id, invitation := fixture.Organisation(t, api.DB, owner), uuid.New()
	fixture.Belong(t, api.DB, id, member.ID, "member")
	api.Exec(`INSERT INTO organisation_invitations (id, organisation_id, email, email_key, mandate, secret_hash, invited_by, expires_at)
		VALUES ($1, $2, 'x@y.se', 'x@y.se', 'member', $4, $3, now() + interval '1 day')`, invitation, id, owner.ID, invitation[:])
	for _, c := range callers {
		switch {
		case c.is&permission.Owner != 0:
			fixture.Belong(t, api.DB, id, c.id, "owner")
			api.Exec(`UPDATE organisation_invitations SET invited_by = $2 WHERE id = $1`, invitation, c.id)
		case c.is&permission.Representative != 0:
			fixture.Belong(t, api.DB, id, c.id, "representative")
		case c.is&permission.Belonging != 0:
			fixture.Belong(t, api.DB, id, c.id, "member")
		}
	}
	return map[string]uuid.UUID{"organisationId": id, "memberId": member.ID, "invitationId": invitation}
}

// callersIn returns one caller for every standing to an organisation, which is the author of everything.
func callersIn(api *apitest.API) []caller {
	callers := []caller{{"nobody", api.Anonymous(), uuid.Nil, permission.Anyone}}
	for _, c := range []struct {
		name string
		role auth.Role
		is   permission.Standings
	}{
		{"an outsider", auth.Member, 0},
		{"the owner", auth.Member, permission.Owner | permission.Representative | permission.Belonging},
		{"a representative", auth.Member, permission.Representative | permission.Belonging},
		{"a member of it", auth.Member, permission.Belonging},
		{"the leader", auth.ProjectLeader, permission.ProjectLeader | permission.Leader},
		{"a moderator", auth.Moderator, permission.Moderator},
		{"an administrator", auth.Administrator, permission.Administrator},
	} {
		user := api.User(c.role)
		callers = append(callers, caller{c.name, api.As(user), user.ID, signedIn | c.is})
	}
	return callers
}

// TestMatrix tries every action of every operation in the table as everybody: whom the table lets do it
// gets past the door, and nobody else.
func TestMatrix(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	tryAll(t, api, callersOf(api))
}

// TestMatrixOfOrganisations is the same where an organisation is the author, and callers have mandates in it.
func TestMatrixOfOrganisations(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	tryAll(t, api, callersIn(api))
}

func tryAll(t *testing.T, api *apitest.API, callers []caller) {
	t.Helper()
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
				if try.action == permission.EditMembership || try.action == permission.LeaveOrganisation {
					things["memberId"] = c.id
				}
				path, thing := at(o, things)
				if try.prepare != "" {
					api.Exec(try.prepare, thing)
				}
				answer := o.call(c.client, path, bodyOf(expectation{body: naming(try.body, things)}))
				if may := permission.May(try.action, c.is); admitted(answer, try.action) != may {
					t.Errorf("%s (%s) by %s: may %t, answer %d %s", o.id, try.action, c.name, may, answer.Status, answer.Body)
				}
			}
		}
	}
}

// naming puts the ids of things into a body.
func naming(body string, things map[string]uuid.UUID) string {
	for name, id := range things {
		body = strings.ReplaceAll(body, "{"+name+"}", id.String())
	}
	return body
}

// at puts the ids of things into the path, and returns the one that the operation is about.
func at(o operationOf, things map[string]uuid.UUID) (path string, about uuid.UUID) {
	path = o.path
	for _, name := range slices.Sorted(maps.Keys(things)) {
		if replaced := strings.Replace(path, "{"+name+"}", things[name].String(), 1); replaced != path {
			path = replaced
			if about == uuid.Nil || name == "organisationId" {
				about = things[name]
			}
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
