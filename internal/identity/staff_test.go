package identity_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"sync"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// Single sign-on for staff, at the example server of zitadel/oidc: a role by a claim, an account at once, and
// never one that somebody else has.
func TestStaffBySingleSignOn(t *testing.T) {
	t.Parallel()
	provider := httptest.NewServer(nil)
	t.Cleanup(provider.Close)
	api := start(t, fmt.Sprintf(`
  - id: kommunen
    name: {sv: Kommunens inloggning, en: The municipality}
    issuer: %s
    clientId: medskapa
    clientSecretFile: SECRET
    scopes: [profile, email]
    purpose: staff
    claims: {roles: preferred_username, name: name}
    roles: {test-user@127.0.0.1: moderator}
    trustEmail: true
    allowLocal: true
`, provider.URL))
	storage.RegisterClients(storage.WebClient("medskapa", "a secret of tests", api.URL+"/login/return/kommunen"))
	provider.Config.Handler = exampleop.SetupServer(provider.URL, storage.NewStorage(storage.NewUserStore(provider.URL)), nil, false)

	signIn := func(name string) (person, *apitest.Answer) {
		p := newPerson(t, api, api.Anonymous())
		return p, p.Post("/identity-returns", p.signIn(p.depart("kommunen"), url.Values{"username": {name}, "password": {"verysecure"}}))
	}
	_, answer := signIn("test-user2")
	answer.WantCode(http.StatusForbidden, "forbidden")
	form := map[string]any{"displayName": "Moderator", "kind": "public-body", "language": "sv"}

	known := api.User(auth.Member)
	api.Exec(`UPDATE accounts SET email = 'test-user@zitadel.ch', email_key = 'test-user@zitadel.ch' WHERE id = $1`, known.ID)
	p, answer := signIn("test-user@127.0.0.1")
	if answer.Want(http.StatusOK); answer.At("emailKnown") != true || answer.String("suggestedName") != "Test User" {
		t.Fatalf("arrived: %s", answer.Body)
	}
	p.Post("/identity-sign-ups", form).WantCode(http.StatusConflict, "address_taken")
	if n := api.Count(`SELECT count(*) FROM identities`); n != 0 {
		t.Errorf("%d are linked", n)
	}
	api.Exec(`UPDATE accounts SET email = 'other@alvsala.example', email_key = 'other@alvsala.example' WHERE id = $1`, known.ID)
	made := p.Post("/identity-sign-ups", form).Want(http.StatusCreated)
	if made.String("me", "role") != "moderator" || made.String("me", "email") != "test-user@zitadel.ch" {
		t.Errorf("made: %s", made.Body)
	}
	_, answer = signIn("test-user@127.0.0.1")
	if answer.Want(http.StatusOK); answer.String("session", "me", "role") != "moderator" {
		t.Errorf("signed in: %s", answer.Body)
	}
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE action = 'role.changed'`); n != 1 {
		t.Errorf("%d entries", n)
	}
}

// roles is a provider whose claim gives roles, as people write it down.
const roles = `
  - id: e-legitimation
    name: {sv: E, en: E}
    issuer: %s
    clientId: medskapa
    clientSecretFile: SECRET
    claims: {roles: realm.groups}
    roles: {boss: administrator, looks: moderator}
    allowLocal: true
`

// in has the provider say that everybody is in these groups.
func (f *falseProvider) in(groups ...string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.bend = func(c jwt.MapClaims) { c["realm"] = map[string]any{"groups": groups} }
}

// enterBy signs in by the provider.
func enterBy(t *testing.T, api *apitest.API, f *falseProvider) *apitest.Answer {
	t.Helper()
	p := newPerson(t, api, api.Anonymous())
	return p.Post("/identity-returns", f.grant(t, p.depart("e-legitimation"))).Want(http.StatusOK)
}

// An installation keeps its last administrator, who can still sign in.
func TestTheLastAdministratorKeepsTheRole(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, fmt.Sprintf(roles, f.URL))
	admin := api.User(auth.Member)
	f.in("boss")
	p := newPerson(t, api, api.As(admin))
	p.Post("/identity-returns", f.grant(t, p.departToLink())).Want(http.StatusOK)
	f.in()
	if got := enterBy(t, api, f); got.String("outcome") != "signed-in" || got.String("session", "me", "role") != "administrator" {
		t.Errorf("signed in: %s", got.Body)
	}
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE action = 'role.kept' AND subject_id = $1 AND details->>'provider' = 'e-legitimation'`, admin.ID); n != 1 {
		t.Errorf("%d entries", n)
	}
	api.User(auth.Administrator)
	if got := enterBy(t, api, f); got.String("session", "me", "role") != "member" {
		t.Errorf("with another administrator: %s", got.Body)
	}
}

// A role that a provider gave counts in sessions that came through it, and nowhere else.
func TestAProvidersRoleCountsWhereItWasComeThrough(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, fmt.Sprintf(roles, f.URL))
	user := api.User(auth.Member)
	f.in("looks")
	people := func(c *apitest.Client, want int) { c.Get("/people").Want(want) }
	p := newPerson(t, api, api.As(user))
	p.Post("/identity-returns", f.grant(t, p.departToLink())).Want(http.StatusOK)
	people(api.As(user), http.StatusOK) // it was shown in this session
	bearer := func(token string) *apitest.Client { return api.Anonymous().With("Authorization", "Bearer "+token) }
	people(bearer(enterBy(t, api, f).String("session", "accessToken")), http.StatusOK)

	browser := api.Anonymous()
	login := map[string]any{"email": user.Email, "password": apitest.Password}
	byPassword := browser.Post("/sessions", login).Want(http.StatusCreated)
	for _, answer := range []*apitest.Answer{byPassword, browser.Post("/access-tokens", nil).Want(http.StatusOK)} {
		if answer.String("me", "role") != "member" {
			t.Errorf("by password: %s", answer.Body)
		}
		people(bearer(answer.String("accessToken")), http.StatusForbidden)
		if role := bearer(answer.String("accessToken")).Get("/me").Want(http.StatusOK).String("role"); role != "member" {
			t.Errorf("by password: %s", role)
		}
	}
	// By hand it is the person's own, however they sign in.
	api.As(api.User(auth.Administrator)).Put("/people/"+user.ID.String()+"/role", map[string]any{"role": "moderator"}).Want(http.StatusOK)
	people(bearer(browser.Post("/sessions", login).Want(http.StatusCreated).String("accessToken")), http.StatusOK)
}

// Somebody with a password links a provider; it gives a role and takes it away, and leaves alone what it did not give.
func TestRolesComeAndGo(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, fmt.Sprintf(roles, f.URL))
	user := api.User(auth.Member)
	api.User(auth.Administrator) // one must remain
	role := func() (role string) {
		if err := api.DB.Pool.QueryRow(t.Context(), `SELECT role FROM accounts WHERE id = $1`, user.ID).Scan(&role); err != nil {
			t.Fatal(err)
		}
		return role
	}
	p := newPerson(t, api, api.As(user))
	f.in("looks", "something else")
	if got := p.Post("/identity-returns", f.grant(t, p.departToLink())).Want(http.StatusOK); got.String("outcome") != "linked" || role() != "moderator" {
		t.Errorf("linked: %s, %s", got.Body, role())
	}
	for _, c := range []struct {
		groups []string
		want   string
	}{{[]string{"boss", "looks"}, "administrator"}, {nil, "member"}} {
		f.in(c.groups...)
		if enterBy(t, api, f); role() != c.want {
			t.Errorf("in %v: %s", c.groups, role())
		}
	}
	api.Exec(`UPDATE accounts SET role = 'project-leader' WHERE id = $1`, user.ID)
	if enterBy(t, api, f); role() != "project-leader" {
		t.Errorf("given by hand: %s", role())
	}
	other := newPerson(t, api, api.As(api.User(auth.Member)))
	other.Post("/identity-returns", f.grant(t, other.departToLink())).WantCode(http.StatusConflict, "identity_taken")
}

// One identity is one account's, also when two link it at the same moment.
func TestTwoAccountsRaceForOneIdentity(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, fmt.Sprintf(roles, f.URL))
	ready := make([]func() int, 2)
	for n := range ready {
		p := newPerson(t, api, api.As(api.User(auth.Member)))
		back := f.grant(t, p.departToLink())
		ready[n] = func() int { return p.Post("/identity-returns", back).Status }
	}
	statuses, begin, group := make([]int, len(ready)), make(chan struct{}), sync.WaitGroup{}
	for n, link := range ready {
		group.Go(func() {
			<-begin
			statuses[n] = link()
		})
	}
	close(begin)
	group.Wait()
	if slices.Sort(statuses); !slices.Equal(statuses, []int{http.StatusOK, http.StatusConflict}) {
		t.Errorf("statuses %v", statuses)
	}
	if n := api.Count(`SELECT count(*) FROM identities`); n != 1 {
		t.Errorf("%d accounts have the identity", n)
	}
}

// Who has another way in unlinks a provider; who has none does not.
func TestUnlinkingLeavesAWayIn(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, fmt.Sprintf(roles, f.URL))
	user := api.User(auth.Member)
	p := newPerson(t, api, api.As(user))
	link := func() string {
		p.Post("/identity-returns", f.grant(t, p.departToLink())).Want(http.StatusOK)
		return p.Get("/me/identities").Want(http.StatusOK).List("identities")[0].(map[string]any)["id"].(string)
	}
	p.Delete("/me/identities/" + link()).Want(http.StatusNoContent)
	again := link()
	api.Exec(`UPDATE accounts SET password_hash = NULL WHERE id = $1`, user.ID)
	p.Delete("/me/identities/"+again).WantCode(http.StatusConflict, "last_sign_in")
	if n := api.Count(`SELECT count(*) FROM identities WHERE account_id = $1`, user.ID); n != 1 {
		t.Errorf("%d identities are left", n)
	}
}
