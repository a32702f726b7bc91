package httpapi_test

import (
	"fmt"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"

	contract "github.com/medskapa/medskapa"
	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// expectation is what an operation must answer to each kind of bad caller. Every operation of the
// contract has one: an unknown operation fails the walk.
type expectation struct {
	public    bool      // needs no token
	role      auth.Role // a role that is refused; "" where every role may
	body      string    // a well-formed body, so that what is wrong is only what the test means
	unknownID int       // status for an id that does not exist; 0 where there is no id
	status    int       // of the public operation when called bare; 0: 2xx or checked elsewhere
}

const (
	anID         = "01929b7e-0000-7000-8000-000000000000"
	aHash        = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
	ideaBody     = `{"title":"Lyktor","body":"Mer ljus.","challengeIds":[],"state":"published"}`
	districtBody = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"Norrstrand"},` +
		`"geometry":{"type":"Polygon","coordinates":[[[20.2,63.8],[20.3,63.8],[20.3,63.9],[20.2,63.8]]]}}]}`
	needBody       = `{"kind":"people","description":"Händer.","amount":4,"unit":"timmar"}`
	suspensionBody = `{"ground":"harassment","rule":"Regel 2, påhopp","facts":"Upprepade påhopp."}`
	offerBody      = `{"kind":"people","title":"Händer","description":"Kan gräva.","audience":"public"}`
	promiseBody    = `{"description":"Jag gräver.","amount":2,"endsAt":"2099-01-01T17:00:00Z"}`
	answerRule     = `{"threshold":50,"answerDays":30,"countsFrom":"threshold"}`
	answerBody     = `{"decision":"accepted","body":"Vi gör det i vår.","department":"Gatukontoret"}`
	challBody      = `{"title":"Ljus","question":"Var är det mörkt?","description":"Mer ljus.","voting":"support"}`
	workBody       = `{"title":"Vandring","description":"Vi går.","startsAt":"2099-01-01T17:00:00Z","endsAt":"2099-01-01T19:00:00Z","place":"Bron","seats":3,"audience":[],"state":"draft"}`
)

var expectations = map[string]expectation{
	"getApiInfo":                     {public: true},
	"getMunicipality":                {public: true},
	"createPuzzle":                   {public: true, body: `{"purpose":"register"}`},
	"createAccount":                  {public: true, body: `{"email":"a@b.se","password":"en renkalv i snöyra","displayName":"Någon","kind":"resident","language":"sv","proofOfWork":{"salt":"x?expires=1&","hash":"` + aHash + `","signature":"` + aHash + `","number":1}}`, status: 422},
	"createEmailConfirmationRequest": {public: true, body: `{"email":"a@b.se"}`},
	"createEmailConfirmation":        {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`, status: 422},
	"createPasswordResetRequest":     {public: true, body: `{"email":"a@b.se"}`},
	"createPasswordReset":            {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","newPassword":"en renkalv i snöyra"}`, status: 422},
	"createSession":                  {public: true, body: `{"email":"a@b.se","password":"en renkalv i snöyra"}`, status: 401},
	"deleteCurrentSession":           {public: true},
	"createAccessToken":              {public: true, status: 401},
	"getMe":                          {},
	"updateMe":                       {body: `{"displayName":"Någon"}`},
	"setPassword":                    {body: `{"currentPassword":"fel","newPassword":"en renkalv i snöyra"}`},
	"createEmailChange":              {body: `{"email":"a@b.se"}`},
	"createEmailChangeConfirmation":  {body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`},
	"createEmailChangeReversal":      {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`, status: 422},
	"setAuthentication":              {body: `{"password":"fel"}`},
	"getSignInMethods":               {},
	"listMyNotifications":            {},
	"readMyNotifications":            {body: `{"until":"2026-01-01T00:00:00Z"}`},
	"readMyNotification":             {body: `{"read":true}`, unknownID: 404},
	"listMyFollows":                  {},
	"getMyFollow":                    {unknownID: 404},
	"setMyFollow":                    {unknownID: 404},
	"deleteMyFollow":                 {unknownID: 204},
	"getNotificationSettings":        {},
	"setNotificationSettings":        {body: `{"mail":true,"followCommented":true,"followSupported":false,"choices":[]}`},
	"createUnsubscription":           {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`, status: 422},
	"getProfile":                     {},
	"setProfile":                     {body: `{"fields":[]}`},
	"getParticipant":                 {public: true, unknownID: 404},
	"createLoginLinkRequest":         {public: true, body: `{"email":"a@b.se"}`},
	"createLinkSession":              {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`, status: 422},
	"createSecondFactorSession":      {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","code":"123456"}`, status: 422},
	"createPasskeyRequest":           {public: true},
	"createPasskeySession":           {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","credential":{"id":"x"}}`, status: 422},
	"createAuthenticator":            {},
	"setAuthenticator":               {body: `{"code":"123456"}`},
	"deleteAuthenticator":            {},
	"createRecoveryCodes":            {},
	"createOwnPasskeyRequest":        {},
	"listPasskeys":                   {},
	"createPasskey":                  {body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","name":"Telefon","credential":{"id":"x"}}`},
	"updatePasskey":                  {body: `{"name":"Telefon"}`, unknownID: 404},
	"deletePasskey":                  {unknownID: 404},
	"listMySessions":                 {},
	"deleteMyOtherSessions":          {},
	"deleteMySession":                {unknownID: 404},
	"listMyEvents":                   {},
	"listIdentityProviders":          {public: true},
	"createIdentityRequest":          {public: true, body: `{"providerId":"nobody"}`, status: 422},
	"createOwnIdentityRequest":       {body: `{"providerId":"nobody","intent":"link"}`},
	"createIdentityReturn":           {public: true, body: `{"providerId":"nobody","state":"x","code":"y"}`, status: 422},
	"createIdentitySignUp":           {public: true, body: `{"displayName":"Någon","kind":"resident","email":"a@b.se","language":"sv"}`, status: 422},
	"getOwnIdentities":               {},
	"deleteIdentity":                 {unknownID: 404},
	"getRelations":                   {},
	"listMyIdeas":                    {},
	"listMyChallenges":               {role: auth.Member},
	"listMyWorkshops":                {},
	"listProjectLeaders":             {role: auth.Member},
	"listChallenges":                 {public: true},
	"createChallenge":                {role: auth.Member, body: challBody},
	"getChallenge":                   {public: true, unknownID: 404},
	"updateChallenge":                {body: `{"title":"Ljusare"}`, unknownID: 404},
	"setPhases":                      {body: `{"phases":[],"reason":"Därför."}`, unknownID: 404},
	"setAnswerRule":                  {body: answerRule, unknownID: 404},
	"deleteAnswerRule":               {unknownID: 404},
	"listAnswerDuties":               {public: true},
	"listMyAnswerDuties":             {role: auth.Member},
	"listPhaseChanges":               {public: true, unknownID: 404},
	"createChallengeCopy":            {role: auth.Member, body: `{}`, unknownID: 403},
	"listChallengeTemplates":         {public: true},
	"setChallengeState":              {body: `{"state":"open"}`, unknownID: 404},
	"listIdeas":                      {public: true},
	"listSearchResults":              {public: true, status: 400},
	"createIdeaComparison":           {public: true, body: `{"title":"Lyktor"}`},
	"createIdea":                     {body: ideaBody},
	"getIdea":                        {public: true, unknownID: 404},
	"updateIdea":                     {body: `{"title":"Ljusare"}`, unknownID: 404},
	"setIdeaState":                   {body: `{"state":"published"}`, unknownID: 404},
	"getIdeaFeed":                    {public: true},
	"getChallengeFeed":               {public: true},
	"getCommentFeed":                 {public: true, unknownID: 404},
	"getAnswerFeed":                  {public: true},
	"getNeedFeed":                    {public: true},
	"getOfferFeed":                   {public: true},
	"getWorkshopFeed":                {public: true},
	"getDecisionFeed":                {public: true},
	"getIdeaQrCode":                  {public: true, unknownID: 404},
	"getChallengeQrCode":             {public: true, unknownID: 404},
	"listRevisions":                  {public: true, unknownID: 404},
	"setIdeaStage":                   {body: `{"stage":"dropped","reason":"Vi hinner inte."}`, unknownID: 404},
	"setIdeaRepeat":                  {body: `{"ofId":"` + anID + `","reason":"Samma bänk."}`, unknownID: 404},
	"deleteIdeaRepeat":               {unknownID: 404},
	"createOfficialAnswer":           {body: answerBody, unknownID: 404},
	"listOfficialAnswers":            {public: true, unknownID: 404},
	"listIdeaSteps":                  {public: true, unknownID: 404},
	"listIdeaMergeProposals":         {unknownID: 404},
	"createMergeProposal":            {body: `{"intoId":"` + anID + `","reason":"Samma sak."}`, unknownID: 404},
	"listCoAuthors":                  {public: true, unknownID: 404},
	"setCoAuthor":                    {unknownID: 404},
	"setCoAuthorAcceptance":          {unknownID: 404},
	"deleteCoAuthor":                 {unknownID: 404},
	"listHandovers":                  {public: true, unknownID: 404},
	"getHandover":                    {public: true, unknownID: 404},
	"createHandover":                 {body: `{"reason":"Jag hinner inte."}`, unknownID: 404},
	"setHandoverState":               {body: `{"state":"accepted"}`, unknownID: 404},
	"listMerges":                     {public: true, unknownID: 404},
	"listMergeProposals":             {role: auth.Member},
	"getMergeProposal":               {unknownID: 404},
	"deleteMergeProposal":            {unknownID: 404},
	"setMergeAnswer":                 {body: `{"agrees":true}`, unknownID: 404},
	"setMergeDecision":               {role: auth.Member, body: `{"merges":true,"reason":"Samma sak."}`, unknownID: 403},
	"setMergeReversal":               {body: `{"reason":"Inte samma sak."}`, unknownID: 404},
	"setVoteMove":                    {unknownID: 404},
	"listIdeaNeeds":                  {public: true, unknownID: 404},
	"createNeed":                     {body: needBody, unknownID: 404},
	"getNeed":                        {public: true, unknownID: 404},
	"updateNeed":                     {body: `{"amount":9}`, unknownID: 404},
	"setNeedState":                   {body: `{"state":"closed"}`, unknownID: 404},
	"listNeedMatches":                {unknownID: 404},
	"listCommitments":                {public: true, unknownID: 404},
	"listOffers":                     {public: true},
	"listNeeds":                      {public: true},
	"createOffer":                    {body: offerBody},
	"getOffer":                       {public: true, unknownID: 404},
	"updateOffer":                    {body: `{"title":"Släpkärra"}`, unknownID: 404},
	"setOfferState":                  {body: `{"state":"paused"}`, unknownID: 404},
	"listOfferMatches":               {unknownID: 404},
	"listOwnNeedsForOffer":           {unknownID: 404},
	"listMyOffers":                   {},
	"listMyContacts":                 {},
	"createContact":                  {body: `{"needId":"` + anID + `","message":"Hej."}`},
	"getContact":                     {unknownID: 404},
	"setContactState":                {body: `{"state":"accepted"}`, unknownID: 404},
	"createCommitment":               {body: promiseBody, unknownID: 404},
	"getCommitment":                  {public: true, unknownID: 404},
	"deleteCommitment":               {unknownID: 404},
	"setOutcome":                     {body: `{"outcome":"kept","words":"Tack."}`, unknownID: 404},
	"listMyBlocks":                   {},
	"setBlock":                       {unknownID: 404},
	"deleteBlock":                    {unknownID: 204},
	"setVote":                        {body: `{"choice":"support"}`, unknownID: 404},
	"deleteVote":                     {unknownID: 404},
	"listComments":                   {public: true, unknownID: 404},
	"createComment":                  {body: `{"body":"Bra."}`, unknownID: 404},
	"getComment":                     {public: true, unknownID: 404},
	"updateComment":                  {body: `{"body":"Bra."}`, unknownID: 404},
	"deleteComment":                  {unknownID: 404},
	"setThanks":                      {unknownID: 404},
	"deleteThanks":                   {unknownID: 404},
	"listMentionCandidates":          {unknownID: 404},
	"listReplies":                    {public: true, unknownID: 404},
	"listWorkshops":                  {public: true},
	"createWorkshop":                 {role: auth.Member, body: workBody},
	"getWorkshop":                    {public: true, unknownID: 404},
	"updateWorkshop":                 {body: `{"title":"Ljusare"}`, unknownID: 404},
	"setWorkshopState":               {body: `{"state":"published"}`, unknownID: 404},
	"setSignup":                      {unknownID: 404},
	"deleteSignup":                   {unknownID: 404},
	"listSignups":                    {unknownID: 404},
	"getWorkshopCalendar":            {public: true, unknownID: 404},
	"listOrganisations":              {public: true},
	"createOrganisation":             {body: `{"name":"Naturvännerna","kind":"association"}`},
	"getOrganisation":                {public: true, unknownID: 404},
	"updateOrganisation":             {body: `{"description":"Vi."}`, unknownID: 404},
	"setOrganisationVerification":    {body: `{"verified":true}`, unknownID: 404},
	"listOrganisationMembers":        {unknownID: 404},
	"updateOrganisationMember":       {body: `{"shown":true}`, unknownID: 404},
	"deleteOrganisationMember":       {unknownID: 404},
	"listOrganisationInvitations":    {unknownID: 404},
	"createOrganisationInvitation":   {body: `{"email":"a@b.se","mandate":"member"}`, unknownID: 404},
	"deleteOrganisationInvitation":   {unknownID: 404},
	"listOrganisationActs":           {unknownID: 404},
	"listMyOrganisations":            {},
	"createInvitationPreview":        {public: true, body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`, status: 422},
	"createOrganisationMembership":   {body: `{"token":"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}`},
	"createImage":                    {},
	"createIdeaFile":                 {unknownID: 404},
	"getFile":                        {public: true, unknownID: 404},
	"deleteFile":                     {unknownID: 404},
	"listExports":                    {},
	"createExport":                   {},
	"getExport":                      {unknownID: 404},
	"deleteExport":                   {unknownID: 204},
	"getExportFile":                  {unknownID: 404},
	"getClosure":                     {},
	"setClosure":                     {body: `{"contributions":"keep"}`},
	"deleteClosure":                  {},
	"listRetentionRules":             {public: true},
	"listTopics":                     {public: true},
	"createTopic":                    {role: auth.Member, body: `{"name":{"sv":"Klimat","en":"Climate"}}`},
	"getTopic":                       {public: true, unknownID: 404},
	"updateTopic":                    {body: `{"state":"archived"}`, unknownID: 404},
	"listDistricts":                  {public: true},
	"getDistrictBoundaries":          {public: true},
	"setDistrictBoundaries":          {role: auth.Member, body: districtBody},
	"createDistrictPreview":          {role: auth.Member, body: districtBody},
	"listFocusAreas":                 {public: true},
	"createFocusArea":                {role: auth.Member, body: `{"title":"Trygga vägar","description":""}`},
	"getFocusArea":                   {public: true, unknownID: 404},
	"updateFocusArea":                {body: `{"title":"Tryggare vägar"}`, unknownID: 404},
	"listLeadAssignments":            {},
	"getLeadAssignment":              {unknownID: 404},
	"createLeadAssignment":           {body: `{"accountId":"` + anID + `","role":"co-leader","challengeId":"` + anID + `"}`},
	"setLeadAssignment":              {body: `{"role":"co-leader"}`, unknownID: 404},
	"deleteLeadAssignment":           {unknownID: 204},
	"listLeadCandidates":             {},
	"listPeople":                     {role: auth.Member},
	"getPerson":                      {role: auth.Member, unknownID: 403},
	"setPersonRole":                  {role: auth.Member, body: `{"role":"moderator"}`, unknownID: 403},
	"setPersonState":                 {role: auth.Member, body: `{"state":"disabled"}`, unknownID: 403},
	"listSuspensions":                {role: auth.Member, unknownID: 403},
	"createSuspension":               {role: auth.Member, body: suspensionBody, unknownID: 403},
	"getSuspension":                  {role: auth.Member, unknownID: 403},
	"deleteSuspension":               {role: auth.Member, unknownID: 403},
	"listAuditLog":                   {role: auth.Member},
	"exportAuditLog":                 {role: auth.Member},
	"createReport":                   {public: true, body: `{"thing":{"kind":"idea","id":"` + anID + `"},"reason":"spam"}`, status: 401},
	"listModerationCases":            {role: auth.Member},
	"createModerationCase":           {role: auth.Member, body: `{"thing":{"kind":"idea","id":"` + anID + `"}}`},
	"getModerationCase":              {role: auth.Member, unknownID: 403},
	"setModerationCaseTaker":         {role: auth.Member, body: `{"taken":true}`, unknownID: 403},
	"createModerationDecision":       {role: auth.Member, body: `{"action":"keep"}`, unknownID: 403},
	"listMyModerationDecisions":      {},
	"getModerationDecision":          {unknownID: 404},
	"createAppeal":                   {body: `{"words":"Det var inte så."}`, unknownID: 404},
	"listAppeals":                    {role: auth.Member},
	"setAppealOutcome":               {role: auth.Member, body: `{"outcome":"upheld","reason":"Beslutet var rätt."}`, unknownID: 403},
	"getModerationPolicy":            {public: true},
	"getLinkSettings":                {public: true},
	"setLinkSettings":                {role: auth.Member, body: `{"previews":true}`},
	"getModerationSettings":          {public: true},
	"setModerationSettings":          {role: auth.Member, body: `{"firstPosts":1,"holdSpam":true}`},
	"listMyWaitingComments":          {},
	"setModerationPolicy":            {role: auth.Member, body: `{"swedish":"Var vänlig.","english":"Be kind."}`},
	"listModerationCounts":           {public: true},
	"getImage":                       {public: true, unknownID: 404},
	"listMailboxMessages":            {public: true},
	"getMailboxMessage":              {public: true, unknownID: 404},
}

// operationOf is an operation of the contract, ready to be called.
type operationOf struct {
	id, method, path string // path with {parameters}
	operation        *openapi3.Operation
}

// operationsOf are all of them in order. They are read once, since the contract is long.
func operationsOf(t *testing.T) []operationOf {
	t.Helper()
	all, err := readOperations()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var readOperations = sync.OnceValues(func() ([]operationOf, error) {
	doc, err := openapi3.NewLoader().LoadFromData(contract.YAML)
	if err != nil {
		return nil, err
	}
	var all []operationOf
	for path, item := range doc.Paths.Map() {
		for method, op := range item.Operations() {
			all = append(all, operationOf{op.OperationID, method, path, op})
		}
	}
	slices.SortFunc(all, func(a, b operationOf) int { return strings.Compare(a.id, b.id) })
	return all, nil
})

var parameters = regexp.MustCompile(`\{[^}]+\}`)

// with is the path with every parameter replaced.
func (o operationOf) with(id string) string { return parameters.ReplaceAllString(o.path, id) }

// call sends the operation with If-Match where it is asked for.
func (o operationOf) call(c *apitest.Client, path string, body any) *apitest.Answer {
	for _, p := range o.operation.Parameters {
		if p.Value.Name == "If-Match" {
			c = c.With("If-Match", `"1"`)
		}
	}
	if o.id == "createImage" {
		c = c.With("Content-Type", "image/png")
		if body == nil || body == "" {
			body = "no picture"
		}
	}
	if o.id == "createIdeaFile" {
		c, path = c.With("Content-Type", "application/octet-stream"), path+"?name=karta.pdf"
		if body == nil || body == "" {
			body = "%PDF-1.7"
		}
	}
	return c.Do(o.method, path, body)
}

// maxBody is how long a body may be, in bytes.
func (o operationOf) maxBody() int {
	if more, ok := o.operation.Extensions["x-max-bytes"].(float64); ok {
		return int(more)
	}
	return 1 << 20
}

// answers reports whether success has a body.
func (o operationOf) answers() bool {
	return !slices.Contains(slices.Collect(maps.Keys(o.operation.Responses.Map())), "204")
}

func bodyOf(e expectation) any {
	if e.body == "" {
		return nil
	}
	return e.body
}

func TestEveryOperationRefusesBadCallers(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	member := api.User(auth.Member)
	operations := operationsOf(t)
	if len(operations) != len(expectations) {
		t.Errorf("the contract has %d operations, the walk knows %d", len(operations), len(expectations))
	}
	for _, o := range operations {
		e, known := expectations[o.id]
		if !known {
			t.Errorf("unknown operation %s: say here what it refuses", o.id)
			continue
		}
		t.Run(o.id, func(t *testing.T) {
			api, path := api.In(t), o.with(anID)
			if got := o.operation.Security != nil && len(*o.operation.Security) == 0; got != e.public {
				t.Fatalf("public in the contract: %v, here: %v", got, e.public)
			}
			if !e.public {
				o.call(api.Anonymous(), path, bodyOf(e)).WantCode(http.StatusUnauthorized, "unauthorized")
			}
			o.call(api.Anonymous().With("Authorization", "Bearer nonsense"), path, bodyOf(e)).WantCode(http.StatusUnauthorized, "unauthorized")
			if e.role != "" {
				o.call(api.As(member), path, bodyOf(e)).WantCode(http.StatusForbidden, "forbidden")
			}
			if e.unknownID != 0 {
				o.call(api.As(member), path, bodyOf(e)).Want(e.unknownID)
				o.call(api.As(member), o.with("not-an-id"), bodyOf(e)).WantCode(http.StatusBadRequest, "bad_request")
			}
			if e.public && e.unknownID == 0 {
				answer := o.call(api.Anonymous(), path, bodyOf(e))
				if e.status != 0 {
					answer.Want(e.status)
				} else if answer.Status >= 300 {
					t.Errorf("bare call: %d %s", answer.Status, answer.Body)
				}
			}
			o.call(api.As(member), path+"?nonsense=1", bodyOf(e)).WantField(http.StatusBadRequest, "nonsense", "unknown_field")
		})
	}
}

// malformed are bodies that no operation takes.
func malformed() map[string]string {
	return map[string]string{
		"empty":             "",
		"truncated":         `{"title":`,
		"trailing":          `{} {}`,
		"array":             `[]`,
		"null":              `null`,
		"text":              `"hello"`,
		"duplicate":         `{"title":"a","title":"b"}`,
		"unknown":           `{"nonsenseField":1}`,
		"prototype":         `{"__proto__":{"role":"administrator"}}`,
		"invalid UTF-8":     "{\"title\":\"\xff\xfe\"}",
		"lone surrogate":    `{"title":"\ud800"}`,
		"overlong":          "{\"title\":\"\xc0\xaf\"}",
		"NaN":               `{"title":NaN}`,
		"infinite":          `{"seats":1e309}`,
		"byte order mark":   "\ufeff{}",
		"UTF-16":            "{\x00}\x00",
		"wrong type of all": `{"title":1,"body":{},"email":[],"choice":7,"state":true,"token":null}`,
	}
}

// heavy are bodies within the bound that would cost much to read to their end.
func heavy() map[string]string {
	var members strings.Builder
	for i := range 60_000 {
		fmt.Fprintf(&members, `"m%d":1,`, i)
	}
	return map[string]string{
		"deep":             strings.Repeat(`{"a":`, 100_000) + "1" + strings.Repeat("}", 100_000),
		"million elements": `{"challengeIds":[` + strings.Repeat("1,", 400_000) + `1]}`,
		"million members":  `{` + members.String() + `"title":"Lyktor"}`,
	}
}

// A body of the allowed length that is all faults is refused before each of them has been named.
func TestHeavyBodiesAreRefusedEarly(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin := api.As(api.User(auth.Administrator))
	for name, body := range heavy() {
		admin.Post("/ideas", body).WantCode(http.StatusBadRequest, "bad_request")
		t.Logf("%s: %d bytes", name, len(body))
	}
	admin.Post("/ideas", heavy()["million elements"]).WantField(http.StatusBadRequest, "challengeIds", "too_many")
}

func TestEveryOperationRefusesMalformedBodies(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	admin := api.User(auth.Administrator)
	before := snapshot(t, api)
	for _, o := range operationsOf(t) {
		e := expectations[o.id]
		if e.body == "" {
			continue
		}
		t.Run(o.id, func(t *testing.T) {
			api := api.In(t)
			for name, body := range malformed() {
				answer := o.call(api.As(admin), o.with(anID), body)
				if answer.Status < 400 || answer.Status > 499 {
					t.Errorf("%s: got %d %s", name, answer.Status, answer.Body)
				}
				if got := answer.Header.Get("Content-Type"); got != "application/problem+json" {
					t.Errorf("%s: content type %q", name, got)
				}
			}
			client := api.As(admin)
			o.call(client.With("Content-Type", "text/plain"), o.with(anID), e.body).Want(http.StatusUnsupportedMediaType)
			o.call(client.With("Content-Encoding", "gzip"), o.with(anID), e.body).Want(http.StatusUnsupportedMediaType)
			if o.answers() {
				o.call(client.With("Accept", "text/html"), o.with(anID), e.body).Want(http.StatusNotAcceptable)
			}
			o.call(client, o.with(anID), `{"title":"`+strings.Repeat("x", o.maxBody())+`"}`).Want(http.StatusRequestEntityTooLarge)
		})
	}
	if after := snapshot(t, api); after != before {
		t.Errorf("something was stored: before %s, after %s", before, after)
	}
}

// snapshot counts the rows of every table that requests write.
func snapshot(t *testing.T, api *apitest.API) string {
	t.Helper()
	var counts []string
	for _, table := range []string{"participants", "accounts", "registrations", "spent_proofs", "password_resets", "challenges", "phases", "phase_changes", "ideas", "votes", "comments", "workshops", "signups", "images", "topics", "idea_topics", "districts", "organisations", "organisation_members", "organisation_invitations", "organisation_acts", "mailbox_messages", "idempotency_keys"} {
		counts = append(counts, fmt.Sprintf("%s=%d", table, api.Count("SELECT count(*) FROM "+table)))
	}
	return strings.Join(counts, " ")
}

func TestMethodsAndPathsOutsideTheContract(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for _, c := range []struct {
		method, path string
		status       int
	}{
		{http.MethodPost, "/api-info", 405},
		{http.MethodDelete, "/ideas", 405},
		{http.MethodTrace, "/ideas", 405},
		{http.MethodGet, "/nothing", 404},
		{http.MethodGet, "/../admin", 404},
		{http.MethodGet, "/ideas/%2e%2e", 400},
		{http.MethodGet, "/ideas/%00", 400},
		{http.MethodGet, "/ideas/" + uuid.Nil.String() + "/nothing", 404},
		{http.MethodGet, "/ideas?page=-1", 400},
		{http.MethodGet, "/ideas?page=0", 400},
		{http.MethodGet, "/ideas?limit=1000000000", 400},
		{http.MethodGet, "/ideas?limit=1.5", 400},
		{http.MethodGet, "/ideas?limit=9223372036854775808", 400},
		{http.MethodGet, "/ideas?limit=NaN", 400},
		{http.MethodGet, "/ideas?limit=5&limit=6", 400},
		{http.MethodGet, "/ideas?sort=password_hash", 400},
		{http.MethodGet, "/ideas?stage=nowhere", 400},
		{http.MethodGet, "/ideas?q=%00%00", 400},
		{http.MethodGet, "/ideas?q=%ff%fe", 400},
		{http.MethodGet, "/ideas?cursor=nonsense", 422},
		{http.MethodGet, "/ideas?cursor=x&page=1", 422},
	} {
		answer := api.Anonymous().Do(c.method, c.path, nil)
		if answer.Status != c.status || answer.Header.Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s %s: got %d %s, want %d: %s", c.method, c.path, answer.Status, answer.Header.Get("Content-Type"), c.status, answer.Body)
		}
		if c.status == http.StatusMethodNotAllowed && answer.Header.Get("Allow") == "" {
			t.Errorf("%s %s: no Allow", c.method, c.path)
		}
	}
}
