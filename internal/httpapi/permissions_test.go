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
	"github.com/medskapa/medskapa/internal/change"
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

// attempts has the operations that are several actions, or that need more than the walk sends.
var attempts = map[string][]attempt{
	"createPuzzle":                   {{permission.Register, expectations["createPuzzle"].body, ""}},
	"createAccount":                  {{permission.Register, expectations["createAccount"].body, ""}},
	"createEmailConfirmationRequest": {{permission.Register, expectations["createEmailConfirmationRequest"].body, ""}},
	"createEmailConfirmation":        {{permission.Register, expectations["createEmailConfirmation"].body, ""}},
	"createPasswordResetRequest":     {{permission.Register, expectations["createPasswordResetRequest"].body, ""}},
	"createPasswordReset":            {{permission.Register, expectations["createPasswordReset"].body, ""}},
	"createSession":                  {{permission.SignIn, expectations["createSession"].body, ""}},
	"createAccessToken":              {{permission.SignIn, "", ""}},
	"deleteCurrentSession":           {{permission.SignOut, "", ""}},
	"deleteMySession":                {{permission.EndSessions, "", ""}},
	"deleteMyOtherSessions":          {{permission.EndSessions, "", ""}},
	"createExport":                   {{permission.ExportAccount, "", ""}},
	"deleteExport":                   {{permission.ExportAccount, "", ""}},
	"setClosure":                     {{permission.CloseAccount, `{"contributions":"of no kind"}`, ""}}, // it would sign everybody out
	"deleteClosure":                  {{permission.CloseAccount, "", ""}},
	"setAuthentication":              {{permission.ProveIdentity, expectations["setAuthentication"].body, ""}},
	"readMyNotifications":            {{permission.BeTold, expectations["readMyNotifications"].body, ""}},
	"readMyNotification":             {{permission.BeTold, expectations["readMyNotification"].body, ""}},
	"setMyFollow":                    {{permission.BeTold, "", ""}},
	"deleteMyFollow":                 {{permission.BeTold, "", ""}},
	"setNotificationSettings":        {{permission.BeTold, expectations["setNotificationSettings"].body, ""}},
	"createUnsubscription":           {{permission.StopMail, expectations["createUnsubscription"].body, ""}},
	"setProfile":                     {{permission.EditAccount, expectations["setProfile"].body, ""}},
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
	"updateChallenge": {
		{permission.EditChallenge, `{"title":"Ljusare"}`, ""},
		{permission.AppointChallengeLeaders, `{"focusAreaId":"{focusAreaId}"}`, ""},
	},
	"setPhases":           {{permission.SetPhases, `{"phases":[],"reason":"Därför."}`, ""}},
	"setAnswerRule":       {{permission.EditChallenge, answerRule, ""}},
	"deleteAnswerRule":    {{permission.EditChallenge, "", ""}},
	"listMyAnswerDuties":  {{permission.SeeLed, "", ""}},
	"createChallengeCopy": {{permission.CreateChallenge, `{}`, ""}},
	"setChallengeState": {
		{permission.PublishChallenge, `{"state":"open"}`, `UPDATE challenges SET state = 'closed' WHERE id = $1`},
		{permission.CloseChallenge, `{"state":"closed"}`, ""},
		{permission.ArchiveChallenge, `{"state":"archived"}`, `UPDATE challenges SET state = 'closed' WHERE id = $1`},
		{permission.ArchiveChallenge, `{"state":"closed"}`, `UPDATE challenges SET state = 'archived' WHERE id = $1`},
	},

	"createIdeaComparison": {{permission.CompareIdeas, expectations["createIdeaComparison"].body, ""}},
	"createIdea": {
		{permission.CreateIdea, ideaBody, ""},
		{permission.SpeakFor, `{"title":"Lyktor","body":"Mer ljus.","challengeIds":[],"state":"draft","organisationId":"{organisationId}"}`, ""},
	},
	"updateIdea": {{permission.EditIdea, `{"title":"Ljusare"}`, ""}},
	"setIdeaState": {
		{permission.PublishIdea, `{"state":"published"}`, `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`},
		{permission.WithdrawIdea, `{"state":"withdrawn"}`, ""},
	},
	"createOfficialAnswer": {{permission.AnswerIdea, answerBody, answering}},
	"setIdeaRepeat":        {{permission.AnswerIdea, `{"ofId":"{ideaId}","reason":"Samma sak."}`, answering}},
	"deleteIdeaRepeat":     {{permission.AnswerIdea, "", answering}},
	"setIdeaStage": {
		{permission.DecideIdea, `{"stage":"accepted","reason":"Vi gör det."}`, answering},
		{permission.PursueIdea, `{"stage":"dropped","reason":"Vi hinner inte."}`, answering},
	},
	"createMergeProposal": {{permission.ProposeMerge, `{"intoId":"{ideaId}","reason":"Samma sak."}`, ""}},
	"getMergeProposal":    {{permission.SeeMerge, "", answeringBoth}},
	"setMergeReversal":    {{permission.UndoMerge, `{"reason":"Inte samma sak."}`, inForce}},
	"createHandover":      {{permission.HandOverIdea, `{"reason":"Jag hinner inte."}`, answering}},
	"setHandoverState": {
		{permission.TakeOverIdea, `{"state":"accepted"}`, ""},
		{permission.TakeBackHandover, `{"state":"taken-back"}`, ""},
	},
	// Everybody is invited.
	"setCoAuthorAcceptance": {{permission.AcceptCoAuthorship, "", `INSERT INTO idea_coauthors (idea_id, participant_id, invited_by) SELECT $1, id, id FROM accounts ON CONFLICT DO NOTHING`}},
	"setVoteMove":           {{permission.Vote, "", inForce}},
	"setVote":               {{permission.Vote, `{"choice":"support"}`, ""}},
	"deleteVote":            {{permission.Vote, "", ""}},
	"createComment": {
		{permission.CreateComment, `{"body":"Bra."}`, ""},
		{permission.SpeakFor, `{"body":"Bra.","organisationId":"{organisationId}"}`, ""},
		{permission.CommentOfficially, `{"body":"Bra.","official":true}`, answersChallenge},
	},
	"setThanks":             {{permission.ThankComment, "", byAnother}},
	"listMentionCandidates": {{permission.CreateComment, "?name=de", ""}},
	"deleteThanks":          {{permission.ThankComment, "", ""}},
	"updateComment":         {{permission.EditComment, `{"body":"Bättre."}`, ""}},
	"deleteComment":         {{permission.DeleteComment, "", ""}},

	"createWorkshop": {{permission.CreateWorkshop, workBody, ""}},
	"updateWorkshop": {{permission.EditWorkshop, `{"title":"Ljusare"}`, ""}},
	"setWorkshopState": {
		{permission.PublishWorkshop, `{"state":"published"}`, `UPDATE workshops SET state = 'draft' WHERE id = $1`},
		{permission.CancelWorkshop, `{"state":"cancelled"}`, ""},
	},
	"setSignup":      {{permission.SignUp, "", ""}},
	"deleteSignup":   {{permission.SignUp, "", ""}},
	"listSignups":    {{permission.SeeSignups, "", ""}},
	"createImage":    {{permission.CreateImage, "", ""}},
	"createIdeaFile": {{permission.EditIdea, "", ""}},
	"deleteFile":     {{permission.EditIdea, "", ""}},

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

	"createFocusArea": {{permission.CreateFocusArea, expectations["createFocusArea"].body, ""}},
	"updateFocusArea": {{permission.EditFocusArea, expectations["updateFocusArea"].body, ""}},
	"listLeadAssignments": {
		{permission.SeeChallengeLeaders, "?challengeId={challengeId}", ""},
		{permission.SeeWorkshopLeaders, "?workshopId={workshopId}", ""},
		{permission.SeeFocusAreaLeaders, "?focusAreaId={focusAreaId}", ""},
		{permission.SeeAssignmentsOf, "?accountId={personId}", ""},
	},
	"getLeadAssignment": {
		{permission.SeeChallengeLeaders, "", ""},
		{permission.SeeWorkshopLeaders, "", ofWorkshop},
		{permission.SeeFocusAreaLeaders, "", ofFocusArea},
	},
	"createLeadAssignment": {
		{permission.AppointChallengeLeaders, `{"accountId":"{personId}","role":"leader","challengeId":"{challengeId}"}`, ""},
		{permission.AppointWorkshopLeaders, `{"accountId":"{personId}","role":"leader","workshopId":"{workshopId}"}`, ""},
		{permission.AppointFocusAreaLeaders, `{"accountId":"{personId}","role":"leader","focusAreaId":"{focusAreaId}"}`, ""},
	},
	"setLeadAssignment": {
		{permission.AppointChallengeLeaders, `{"role":"leader"}`, ""},
		{permission.AppointWorkshopLeaders, `{"role":"leader"}`, ofWorkshop},
		{permission.AppointFocusAreaLeaders, `{"role":"leader"}`, ofFocusArea},
	},
	"deleteLeadAssignment": {
		{permission.AppointChallengeLeaders, "", ""},
		{permission.AppointWorkshopLeaders, "", ofWorkshop},
		{permission.AppointFocusAreaLeaders, "", ofFocusArea},
	},
	"listLeadCandidates": {{permission.SeeLeadCandidates, "?name=de", ""}},

	"listPeople":      {{permission.SeePeople, "", ""}},
	"getPerson":       {{permission.SeePeople, "", ""}},
	"setPersonRole":   {{permission.SetRole, `{"role":"member"}`, ""}},
	"setPersonState":  {{permission.SetAccountState, `{"state":"active"}`, ""}},
	"listSuspensions": {{permission.SeePeople, "", ""}},
	"createSuspension": {
		{permission.SuspendMember, suspensionBody, `UPDATE suspensions SET lifted_at = now() WHERE account_id = $1`},
		{permission.SuspendStaff, suspensionBody,
			`WITH lifted AS (UPDATE suspensions SET lifted_at = now() WHERE account_id = $1) UPDATE accounts SET role = 'project-leader' WHERE id = $1`},
	},
	"getSuspension": {{permission.SeePeople, "", ""}},
	"deleteSuspension": {
		{permission.SuspendMember, "", ""},
		{permission.SuspendStaff, "", `UPDATE accounts SET role = 'project-leader' WHERE id = (SELECT account_id FROM suspensions WHERE id = $1)`},
	},
	"createNeed":      {{permission.StateNeed, needBody, ""}},
	"updateNeed":      {{permission.EditNeed, `{"amount":9}`, ""}},
	"setNeedState":    {{permission.EditNeed, `{"state":"closed"}`, ""}},
	"listNeedMatches": {{permission.SeeMatches, "", ""}},
	"createOffer": {
		{permission.MakeOffer, offerBody, ""},
		{permission.SpeakFor, `{"kind":"people","title":"Händer","description":"Kan gräva.","audience":"public","organisationId":"{organisationId}"}`, ""},
	},
	"updateOffer":      {{permission.EditOffer, `{"title":"Släpkärra"}`, ""}},
	"setOfferState":    {{permission.EditOffer, `{"state":"paused"}`, ""}},
	"listOfferMatches": {{permission.SeeMatches, "", ""}},
	"createContact":    {{permission.AskContact, `{"needId":"{needId}","message":"Hej."}`, ""}},
	"getContact":       {{permission.SeeMatches, "", ""}},
	"setContactState":  {{permission.AnswerContact, `{"state":"accepted"}`, ""}, {permission.EndContact, `{"state":"withdrawn"}`, acceptContact}},
	"setBlock":         {{permission.Block, "", ""}},
	"deleteBlock":      {{permission.Block, "", ""}},
	"createCommitment": {{permission.Commit, promiseBody, helperAsked}},
	"deleteCommitment": {{permission.EndCommitment, "", ""}},
	"setOutcome":       {{permission.RecordOutcome, `{"outcome":"kept","words":"Tack."}`, promised}},

	"listAuditLog":   {{permission.SeeAuditLog, "", ""}},
	"exportAuditLog": {{permission.SeeAuditLog, "", ""}},

	"createReport":          {{permission.Report, `{"thing":{"kind":"person","id":"{personId}"},"reason":"spam"}`, ""}},
	"createModerationCase":  {{permission.Moderate, `{"thing":{"kind":"idea","id":"{ideaId}"}}`, ""}},
	"setLinkSettings":       {{permission.SetLinkPreviews, `{"previews":true}`, ""}},
	"setModerationSettings": {{permission.SetWaiting, `{"firstPosts":0,"holdSpam":false}`, ""}},
	"createAppeal":          {{permission.Appeal, `{"words":"Det var inte så."}`, ""}},
}

// answersChallenge puts the idea $1 into the latest challenge, and byAnother gives the comment $1 to somebody else.
const (
	answersChallenge = `INSERT INTO challenge_ideas (challenge_id, idea_id, voting) SELECT c.id, $1, c.voting FROM challenges c ORDER BY c.id DESC LIMIT 1`
	byAnother        = `UPDATE comments SET author_id = (SELECT max(id::text)::uuid FROM accounts) WHERE id = $1`
)

// fallDormant leaves the organisation $1 without an owner.
const fallDormant = `WITH dormant AS (UPDATE organisations SET keeper_id = NULL WHERE id = $1 RETURNING id)
	UPDATE organisation_members SET mandate = 'member' WHERE organisation_id IN (SELECT id FROM dormant)`

// The contact $1 of the scene is asked of the author, unless it is accepted; then it may be made the author's to help. The commitment $1 of
// the scene is the author's, to an idea of somebody else, unless it is made one to the author's, which answers the challenge.
const (
	acceptContact = `UPDATE contacts SET state = 'accepted', answered_at = now() WHERE id = $1`
	helperAsked   = `UPDATE contacts SET state = 'accepted', answered_at = now(), helper_id = seeker_id, seeker_id = helper_id WHERE id = $1`
	promised      = `WITH answers AS (INSERT INTO challenge_ideas (challenge_id, idea_id, voting) SELECT (SELECT max(id::text)::uuid FROM challenges), idea_id, 'support' FROM commitments WHERE id = $1)
		UPDATE commitments SET helper_id = (SELECT max(id::text)::uuid FROM accounts) WHERE id = $1`
)

// answering makes the idea of the scene answer its challenge.
const answering = `INSERT INTO challenge_ideas (challenge_id, idea_id, voting) SELECT max(id::text)::uuid, $1, 'support' FROM challenges`

// answeringBoth does so with both ideas of the proposal of the scene, and inForce has it agreed on.
const (
	answeringBoth = `INSERT INTO challenge_ideas (challenge_id, idea_id, voting) SELECT (SELECT max(id::text)::uuid FROM challenges), unnest(ARRAY[idea_id, into_id]), 'support'
		FROM idea_merges WHERE id = $1`
	inForce = `WITH roles AS (INSERT INTO merge_roles (idea_id, role) SELECT idea_id, 'part' FROM idea_merges WHERE id = $1 UNION ALL SELECT into_id, 'whole' FROM idea_merges WHERE id = $1),
		part AS (UPDATE ideas SET state = 'merged' WHERE id = (SELECT idea_id FROM idea_merges WHERE id = $1))
		UPDATE idea_merges SET state = 'merged', idea_agreed_at = now(), into_agreed_at = now(), decided_as = 'author', decided_by = proposed_by, decided_at = now() WHERE id = $1`
)

// An assignment of the scene is of its challenge, unless it is made one of something else.
const (
	ofWorkshop  = `UPDATE lead_assignments SET challenge_id = NULL, workshop_id = (SELECT max(id::text)::uuid FROM workshops) WHERE id = $1`
	ofFocusArea = `UPDATE lead_assignments SET challenge_id = NULL, focus_area_id = (SELECT max(id::text)::uuid FROM focus_areas) WHERE id = $1`
)

// attemptsOf is how an operation is tried: one that is a single action as the walk does, unless attempts says
// another way.
func attemptsOf(id string) []attempt {
	if actions := permission.Of(id); attempts[id] == nil && len(actions) == 1 {
		return []attempt{{actions[0], expectations[id].body, ""}}
	}
	return attempts[id]
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
		{"a co-author", auth.Member, permission.CoAuthor},
		{"a project leader", auth.ProjectLeader, permission.ProjectLeader},
		{"the leader", auth.Member, permission.Leading | permission.Leader},
		{"the co-leader", auth.Member, permission.Leading | permission.CoLeader},
		{"who leads something else", auth.Member, permission.Leading},
		{"a moderator", auth.Moderator, permission.Moderator},
		{"an administrator", auth.Administrator, permission.Administrator},
	} {
		user := api.User(c.role)
		callers = append(callers, caller{c.name, api.As(user), user.ID, signedIn | c.is})
	}
	return callers
}

// scene makes what an action is done to, all fresh: a challenge and an idea by their leader and author, and those of the other things that
// are named in what is sent. What the callers were to earlier scenes ends.
func scene(t *testing.T, api *apitest.API, callers []caller, names func(...string) bool) map[string]uuid.UUID {
	t.Helper()
	is := func(s permission.Standings) auth.Principal {
		n := slices.IndexFunc(callers, func(c caller) bool { return c.is&s != 0 })
		if n < 0 {
			return auth.Principal{}
		}
		return auth.Principal{ID: callers[n].id}
	}
	leaveEarlier(api, callers)
	organisation := organisationOf(t, api, callers)
	leader, coLeader, author := is(permission.Leader), is(permission.CoLeader), is(permission.Author)
	for _, nobody := range []*auth.Principal{&leader, &coLeader} { // of the callers
		if nobody.ID == uuid.Nil {
			*nobody = fixture.Account(t, api.DB, auth.Member)
		}
	}
	if author.ID == uuid.Nil { // nobody of the callers: the organisation
		author.ID = organisation["organisationId"]
	}
	things := map[string]uuid.UUID{"challengeId": fixture.Challenge(t, api.DB, "support", leader), "ideaId": fixture.Idea(t, api.DB, author),
		"personId": fixture.Account(t, api.DB, auth.Member).ID}
	api.Exec(`INSERT INTO lead_assignments (account_id, role, challenge_id) VALUES ($1, 'co-leader', $2)`, coLeader.ID, things["challengeId"])
	if who := is(permission.CoAuthor); who.ID != uuid.Nil {
		api.Exec(`INSERT INTO idea_coauthors (idea_id, participant_id, invited_by, state, settled_at) VALUES ($1, $2, $3, 'accepted', now())`, things["ideaId"], who.ID, author.ID)
	}
	add := func(make func(*testing.T, *apitest.API, map[string]uuid.UUID, sceneOf), of ...string) {
		if !names(of...) {
			return
		}
		for _, name := range of {
			things[name] = uuid.Must(uuid.NewV7())
		}
		make(t, api, things, sceneOf{leader.ID, coLeader.ID, author.ID})
	}
	add(assigned, "topicId", "workshopId", "focusAreaId", "leadAssignmentId")
	add(suspended, "suspensionId")
	add(judged, "commentId", "caseId", "decisionId", "appealId")
	add(shared, "handoverId", "fileId", "mergeId")
	add(helped, "needId", "offerId", "contactId", "commitmentId", "participantId")
	maps.Copy(things, organisation)
	return things
}

// sceneOf are those whom things belong to.
type sceneOf struct{ leader, coLeader, author uuid.UUID }

// leaveEarlier ends what callers lead and belong to, but for the oldest challenge, which is the matrix's own.
func leaveEarlier(api *apitest.API, callers []caller) {
	for _, c := range callers {
		if c.is&(permission.Leader|permission.CoLeader) != 0 {
			api.Exec(`DELETE FROM lead_assignments WHERE account_id = $1 AND challenge_id IS DISTINCT FROM (SELECT min(id::text)::uuid FROM challenges)`, c.id)
		}
		if c.is&permission.Belonging != 0 {
			api.Exec(`DELETE FROM organisation_members m USING organisations o WHERE m.account_id = $1 AND o.id = m.organisation_id AND o.keeper_id IS DISTINCT FROM $1`, c.id)
		}
	}
}

// assigned makes a workshop and a focus area with the challenge's leaders, a topic, and an assignment of the challenge.
func assigned(t *testing.T, api *apitest.API, things map[string]uuid.UUID, of sceneOf) {
	t.Helper()
	api.Exec(`INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, state)
		VALUES ($1, 'Vandring', 'Vi går.', now() + interval '1 day', now() + interval '26 hours', 'Bron', 9, 'published')`, things["workshopId"])
	api.Exec(`INSERT INTO topics (id, slug, name_sv, name_en) VALUES ($1::uuid, replace($1::text, '-', ''), 'Klimat', 'Climate')`, things["topicId"])
	api.Exec(`INSERT INTO focus_areas (id, title) VALUES ($1, 'Trygga vägar')`, things["focusAreaId"])
	for role, who := range map[string]uuid.UUID{"leader": of.leader, "co-leader": of.coLeader} {
		api.Exec(`INSERT INTO lead_assignments (account_id, role, workshop_id) VALUES ($1, $2, $3)`, who, role, things["workshopId"])
		api.Exec(`INSERT INTO lead_assignments (account_id, role, focus_area_id) VALUES ($1, $2, $3)`, who, role, things["focusAreaId"])
	}
	api.Exec(`INSERT INTO lead_assignments (id, account_id, role, challenge_id) VALUES ($1, $2, 'co-leader', $3)`,
		things["leadAssignmentId"], fixture.Account(t, api.DB, auth.Member).ID, things["challengeId"])
}

// suspended makes a suspension of the person.
func suspended(t *testing.T, api *apitest.API, things map[string]uuid.UUID, _ sceneOf) {
	t.Helper()
	api.Exec(`INSERT INTO suspensions (id, account_id, reason) VALUES ($1, $2, 'Upprepade påhopp.')`, things["suspensionId"], things["personId"])
}

// shared makes a file of the idea, an offer to hand it over, and a proposal to merge it.
func shared(t *testing.T, api *apitest.API, things map[string]uuid.UUID, of sceneOf) {
	t.Helper()
	api.Exec(`INSERT INTO idea_handovers (id, idea_id, kind, from_id, offered_by, capacity, reason) VALUES ($1, $2, 'adoption', $3, $3, 'author', 'Jag hinner inte.')`,
		things["handoverId"], things["ideaId"], of.author)
	api.Exec(`INSERT INTO idea_files (id, idea_id, owner_id, name, kind, bytes) VALUES ($1, $2, $3, 'karta.pdf', 'pdf', 9)`, things["fileId"], things["ideaId"], of.author)
	things["mergeId"] = proposed(t, api, things["ideaId"], of.author)
}

// proposed makes a proposal to merge the idea into another: by its author, or by somebody where that is an organisation.
func proposed(t *testing.T, api *apitest.API, part, author uuid.UUID) uuid.UUID {
	t.Helper()
	id, whole := uuid.Must(uuid.NewV7()), fixture.Idea(t, api.DB, fixture.Account(t, api.DB, auth.Member))
	api.Exec(`INSERT INTO idea_merges (id, idea_id, into_id, proposed_by, capacity, reason)
		VALUES ($1, $2, $3, COALESCE((SELECT id FROM accounts WHERE id = $4), (SELECT author_id FROM ideas WHERE id = $3)), 'author', 'Samma sak.')`, id, part, whole, author)
	return id
}

// judged makes a comment on the idea, an open case of the idea, a decision about the comment and an appeal against another.
func judged(t *testing.T, api *apitest.API, things map[string]uuid.UUID, of sceneOf) {
	t.Helper()
	author := of.author
	api.Exec(`INSERT INTO comments (id, idea_id, author_id, body) VALUES ($1, $2, $3, 'Bra.')`, things["commentId"], things["ideaId"], author)
	api.Exec(`UPDATE idea_stats SET comment_count = 1 WHERE idea_id = $1`, things["ideaId"])
	moderator, other := fixture.Account(t, api.DB, auth.Moderator), fixture.Account(t, api.DB, auth.Member)
	api.Exec(`INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause) VALUES ($1, 'idea', $2, $3, 'report')`, things["caseId"], things["ideaId"], author)
	closed, appealed := uuid.New(), uuid.New()
	api.Exec(`INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause, state, closed_at) VALUES ($1, 'comment', $2, $3, 'report', 'closed', now())`,
		closed, things["commentId"], author)
	for _, id := range []uuid.UUID{things["decisionId"], appealed} {
		api.Exec(`INSERT INTO moderation_decisions (id, case_id, thing_kind, thing_id, title, author_id, action, ground, rule, facts, automated, decided_by, appeal_until)
			VALUES ($1, $2, 'comment', $3, 'Idé', $4, 'warn', 'harassment', 'Regel 2', 'Ett påhopp på en granne.', false, $5, now() + interval '6 months')`,
			id, closed, things["commentId"], author, moderator.ID)
	}
	api.Exec(`INSERT INTO appeals (id, decision_id, decision_by, by_id, words) VALUES ($1, $2, $3, $4, 'Det var inte så.')`, things["appealId"], appealed, moderator.ID, other.ID)
}

// helped makes a need of the idea, an offer by its author, a contact that they are asked for, and a commitment of theirs.
func helped(t *testing.T, api *apitest.API, things map[string]uuid.UUID, of sceneOf) {
	t.Helper()
	author := of.author
	other := fixture.Account(t, api.DB, auth.Member)
	things["participantId"] = other.ID
	api.Exec(`UPDATE organisations SET contact_email = 'kontakt@alvsala.example' WHERE id = $1`, author)
	api.Exec(`INSERT INTO needs (id, idea_id, kind, description, amount, unit, committed, starts_at, ends_at)
		VALUES ($1, $2, 'people', 'Händer.', 8, 'timmar', 2, now(), now() + interval '1 year')`, things["needId"], things["ideaId"])
	api.Exec(`INSERT INTO offers (id, owner_id, kind, title, description, audience, starts_at, ends_at)
		VALUES ($1, $2, 'tools', 'Spadar', 'Tio spadar.', 'public', now(), now() + interval '1 year')`, things["offerId"], author)
	api.Exec(`INSERT INTO contacts (id, need_id, helper_id, seeker_id, by_helper, asker_id, message) VALUES ($1, $2, $3, $4, true, $3, 'Hej.')`,
		things["contactId"], things["needId"], other.ID, author)
	api.Exec(`INSERT INTO commitments (id, need_id, idea_id, helper_id, description, amount, ends_at) VALUES ($1, $2, $3, $4, 'Jag gräver.', 2, now() + interval '1 month')`,
		things["commitmentId"], things["needId"], things["ideaId"], author)
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
	elsewhere := fixture.Challenge(t, api.DB, "support")
	for _, c := range callers {
		if c.is&permission.Leading != 0 {
			api.Exec(`INSERT INTO lead_assignments (account_id, challenge_id) VALUES ($1, $2)`, c.id, elsewhere)
		}
	}
	for _, o := range operationsOf(t) {
		actions := permission.Of(o.id)
		for _, a := range actions {
			if !slices.ContainsFunc(attemptsOf(o.id), func(try attempt) bool { return try.action == a }) {
				t.Errorf("%s as %s: say in attempts how it is tried", o.id, a)
			}
		}
		for _, try := range attemptsOf(o.id) {
			tryAs(t, api, o, try, callers)
		}
	}
}

// tryAs tries one action as every caller. A scene lasts until somebody has been let in: a refusal leaves it as it was.
func tryAs(t *testing.T, api *apitest.API, o operationOf, try attempt, callers []caller) {
	t.Helper()
	names := func(of ...string) bool {
		return slices.ContainsFunc(of, func(name string) bool { return strings.Contains(o.path+try.body, "{"+name+"}") })
	}
	var things map[string]uuid.UUID
	for _, c := range callers {
		if things == nil {
			things = scene(t, api, callers, names)
			if _, thing := at(o, things); try.prepare != "" {
				api.Exec(try.prepare, thing)
			}
		}
		if try.action == permission.EditMembership || try.action == permission.LeaveOrganisation {
			things["memberId"] = c.id
		}
		if try.action == permission.AcceptCoAuthorship {
			things["participantId"] = c.id
		}
		path, _ := at(o, things)
		body := filled(try.body, things)
		if strings.HasPrefix(body, "?") {
			path, body = path+body, ""
		}
		answer := o.call(c.client, path, bodyOf(expectation{body: body}))
		in := admitted(answer, try.action)
		if may := permission.May(try.action, c.is); in != may {
			t.Errorf("%s (%s) by %s: may %t, answer %d %s", o.id, try.action, c.name, may, answer.Status, answer.Body)
		}
		if in {
			things = nil
		}
	}
}

// filled is a text with the ids of things in the places of their names.
func filled(text string, things map[string]uuid.UUID) string {
	for name, id := range things {
		text = strings.ReplaceAll(text, "{"+name+"}", id.String())
	}
	return text
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

// Who is suspended is refused by every operation but those that the table leaves open, and told so; once the
// suspension is over, nothing has to be done for them to be let in again.
func TestSuspended(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	api.User(auth.Administrator) // looks after the installation meanwhile
	for _, role := range []auth.Role{auth.Member, auth.Administrator} {
		user := api.User(role)
		client := api.As(user)
		api.Exec(`INSERT INTO suspensions (id, account_id, reason) VALUES ($1, $2, 'Upprepade påhopp.')`, uuid.New(), user.ID)
		api.DB.Changes.Changed(change.Account(user.ID))
		for _, o := range operationsOf(t) {
			refused := len(permission.Of(o.id)) > 0 && !permission.WhileSuspended(o.id)
			if o.id == "setClosure" || o.id == "deleteMyOtherSessions" || !refused && o.method != http.MethodGet {
				continue // they are let in, and would change who calls
			}
			if strings.HasSuffix(o.path, "/events") {
				continue // never ends
			}
			answer := o.call(client, o.with(anID), bodyOf(expectations[o.id]))
			if got := answer.Status == http.StatusForbidden && answer.String("code") == "suspended"; got != refused {
				t.Errorf("%s by a suspended %s: %d %s", o.id, role, answer.Status, answer.Body)
			}
		}
		api.Exec(`UPDATE suspensions SET starts_at = now() - interval '1 hour', ends_at = now() WHERE account_id = $1`, user.ID)
		client.Post("/ideas", ideaBody).Want(http.StatusCreated)
	}
}
