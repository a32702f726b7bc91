package identity_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
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

// Somebody with a password links a provider; it gives a role and takes it away, and leaves alone what it did not give.
func TestRolesComeAndGo(t *testing.T) {
	t.Parallel()
	f := newFalseProvider(t)
	api := start(t, fmt.Sprintf(`
  - id: e-legitimation
    name: {sv: E, en: E}
    issuer: %s
    clientId: medskapa
    clientSecretFile: SECRET
    claims: {roles: realm.groups}
    roles: {boss: administrator, looks: moderator}
    allowLocal: true
`, f.URL))
	user := api.User(auth.Member)
	api.User(auth.Administrator) // one must remain
	groups := func(names ...string) {
		f.mu.Lock()
		defer f.mu.Unlock()
		f.bend = func(c jwt.MapClaims) { c["realm"] = map[string]any{"groups": names} }
	}
	role := func() (role string) {
		if err := api.DB.Pool.QueryRow(t.Context(), `SELECT role FROM accounts WHERE id = $1`, user.ID).Scan(&role); err != nil {
			t.Fatal(err)
		}
		return role
	}
	p := newPerson(t, api, api.As(user))
	groups("looks", "something else")
	if got := p.Post("/identity-returns", f.grant(t, p.departTo("e-legitimation", "link"))).Want(http.StatusOK); got.String("outcome") != "linked" || role() != "moderator" {
		t.Errorf("linked: %s, %s", got.Body, role())
	}
	enter := func() *apitest.Answer {
		p := newPerson(t, api, api.Anonymous())
		return p.Post("/identity-returns", f.grant(t, p.depart("e-legitimation")))
	}
	for _, c := range []struct {
		groups []string
		want   string
	}{{[]string{"boss", "looks"}, "administrator"}, {nil, "member"}} {
		groups(c.groups...)
		if enter().Want(http.StatusOK); role() != c.want {
			t.Errorf("in %v: %s", c.groups, role())
		}
	}
	api.Exec(`UPDATE accounts SET role = 'project-leader' WHERE id = $1`, user.ID)
	if enter().Want(http.StatusOK); role() != "project-leader" {
		t.Errorf("given by hand: %s", role())
	}
	other := newPerson(t, api, api.As(api.User(auth.Member)))
	other.Post("/identity-returns", f.grant(t, other.departTo("e-legitimation", "link"))).WantCode(http.StatusConflict, "identity_taken")
}
