package httpapi_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/descope/virtualwebauthn"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// device is somebody's phone, with its passkeys.
type device struct {
	t  *testing.T
	rp virtualwebauthn.RelyingParty
	virtualwebauthn.Authenticator
	key virtualwebauthn.Credential
}

func newDevice(t *testing.T, api *apitest.API, owner apitest.User) *device {
	return &device{t: t, rp: virtualwebauthn.RelyingParty{Name: "Medskapa", ID: "localhost", Origin: api.URL},
		Authenticator: virtualwebauthn.NewAuthenticatorWithOptions(virtualwebauthn.AuthenticatorOptions{UserHandle: owner.ID[:]}),
		key:           wholeKey()}
}

// wholeKey is a key both of whose coordinates have 32 bytes: the library leaves out leading zeros, one time
// in 128, which no device does and nobody takes.
func wholeKey() virtualwebauthn.Credential {
	for {
		key := virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
		if len(key.Key.AttestationData()) == 77 {
			return key
		}
	}
}

// options is what the browser is asked, in the shape that the library reads.
func options(t *testing.T, ceremony *apitest.Answer) string {
	t.Helper()
	var body struct{ Options json.RawMessage }
	if err := json.Unmarshal(ceremony.Body, &body); err != nil {
		t.Fatal(err)
	}
	return `{"publicKey":` + string(body.Options) + `}`
}

// register answers a registration, as the body of the request that finishes it.
func (d *device) register(ceremony *apitest.Answer) map[string]any {
	d.t.Helper()
	parsed, err := virtualwebauthn.ParseAttestationOptions(options(d.t, ceremony))
	if err != nil {
		d.t.Fatal(err)
	}
	answer := virtualwebauthn.CreateAttestationResponse(d.rp, d.Authenticator, d.key, *parsed)
	d.AddCredential(d.key)
	return map[string]any{"token": ceremony.String("token"), "name": "Min telefon", "credential": json.RawMessage(answer)}
}

// signIn answers a sign-in, as the body of the request that finishes it.
func (d *device) signIn(ceremony *apitest.Answer) map[string]any {
	d.t.Helper()
	parsed, err := virtualwebauthn.ParseAssertionOptions(options(d.t, ceremony))
	if err != nil {
		d.t.Fatal(err)
	}
	answer := virtualwebauthn.CreateAssertionResponse(d.rp, d.Authenticator, d.key, *parsed)
	return map[string]any{"token": ceremony.String("token"), "credential": json.RawMessage(answer)}
}

// add gives the device's owner a passkey.
func (d *device) add(api *apitest.API, owner apitest.User) {
	d.t.Helper()
	api.As(owner).Post("/me/passkeys", d.register(api.As(owner).Post("/me/passkey-requests", nil).Want(201))).Want(201)
}

func TestPasskeys(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user, other := api.User(auth.Member), api.User(auth.Member)
	phone := newDevice(t, api, user)
	stale(api)
	api.As(user).Post("/me/passkey-requests", nil).WantCode(403, "reauthentication_required")
	api.As(user).Put("/me/authentication", map[string]any{"password": apitest.Password}).Want(204)
	ceremony := api.As(user).Post("/me/passkey-requests", nil).Want(201)
	answer := phone.register(ceremony)
	api.As(other).Put("/me/authentication", map[string]any{"password": apitest.Password}).Want(204)
	api.As(other).Post("/me/passkeys", answer).WantCode(422, "invalid_token") // asked of somebody else
	key := api.As(user).Post("/me/passkeys", answer).Want(201).String("id")
	api.As(user).Post("/me/passkeys", answer).WantCode(422, "invalid_token") // once
	mailed(t, api, user.Email)

	signIn := phone.signIn(api.Anonymous().Post("/passkey-requests", nil).Want(201))
	statuses := inParallel(50, func() int { return api.Anonymous().Post("/passkey-sessions", signIn).Status })
	if statuses[201] != 1 || statuses[422] != 49 {
		t.Errorf("one answer, fifty times: %v", statuses)
	}
	if n := api.Count(`SELECT count(*) FROM sessions WHERE strong`); n != 2 { // this one, and that in which the passkey was added
		t.Errorf("%d strong sessions", n)
	}

	// It also proves again who one is.
	stale(api)
	api.As(other).Put("/me/authentication", map[string]any{"passkey": phone.signIn(api.Anonymous().Post("/passkey-requests", nil))}).WantCode(401, "invalid_credentials")
	api.As(user).Put("/me/authentication", map[string]any{"passkey": phone.signIn(api.Anonymous().Post("/passkey-requests", nil))}).Want(204)

	if got := api.As(user).Patch("/me/passkeys/"+key, map[string]any{"name": "Jobbtelefonen"}).Want(200).String("name"); got != "Jobbtelefonen" {
		t.Errorf("name %q", got)
	}
	api.As(other).Patch("/me/passkeys/"+key, map[string]any{"name": "Min"}).WantCode(404, "not_found")
	api.Exec(`UPDATE sessions SET authenticated_at = now()`)
	api.As(other).Delete("/me/passkeys/"+key).WantCode(404, "not_found")
	if n := len(api.As(user).Get("/me/passkeys").Want(200).List("passkeys")); n != 1 {
		t.Errorf("%d passkeys", n)
	}
	api.As(user).Delete("/me/passkeys/" + key).Want(204)
	api.Anonymous().Post("/passkey-sessions", phone.signIn(api.Anonymous().Post("/passkey-requests", nil))).WantCode(401, "invalid_credentials")
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE action IN ('passkey.added', 'passkey.removed')`); n != 2 {
		t.Errorf("%d entries in the audit log", n)
	}
}

// A new password leaves an intruder's passkey; the person is told, signed in and can remove it at once.
func TestAResetShowsWhatRemains(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	intruder := newDevice(t, api, user)
	intruder.add(api, user)
	reset := func() *apitest.Answer {
		api.Exec(`DELETE FROM mailbox_messages`)
		api.Anonymous().Post("/password-reset-requests", map[string]any{"email": user.Email}).Want(202)
		token := mailedLink(t, api, user.Email, "reset-password")
		return api.Anonymous().Post("/password-resets", map[string]any{"token": token, "newPassword": goodPassword})
	}
	owner := bearerOf(api, reset().Want(201))
	if n := api.Count(`SELECT count(*) FROM river_job WHERE args->>'to' = $1 AND args::text LIKE '%passnycklar (1)%'`, user.Email); n != 1 {
		t.Errorf("%d mails tell of the passkey", n)
	}
	key := owner.Get("/me/passkeys").Want(200).List("passkeys")[0].(map[string]any)["id"].(string)
	owner.Delete("/me/passkeys/" + key).Want(204) // fresh enough
	api.Anonymous().Post("/passkey-sessions", intruder.signIn(api.Anonymous().Post("/passkey-requests", nil))).WantCode(401, "invalid_credentials")

	// The mailbox alone opens no account that has a second factor.
	phone := enrolling(t, owner)
	owner.Put("/me/authenticator", map[string]any{"code": phone.code(0)}).Want(200)
	pending := reset().Want(202)
	if strings.Contains(strings.Join(pending.Header.Values("Set-Cookie"), ";"), "__Host-medskapa=") {
		t.Error("a session without the second factor")
	}
	api.Anonymous().Post("/second-factor-sessions", map[string]any{"token": pending.String("token"), "code": phone.code(1)}).Want(201)
}

func TestBadPasskeysAreRefused(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.As(user).Post("/me/passkeys", map[string]any{"token": "x", "name": "x", "credential": map[string]any{}}).Want(400)
	ask := func() *apitest.Answer { return api.Anonymous().Post("/passkey-requests", nil).Want(201) }
	phone := newDevice(t, api, user)
	phone.key.Counter = 10
	phone.add(api, user)
	try := func(d *device) *apitest.Answer {
		return api.Anonymous().Post("/passkey-sessions", d.signIn(ask()))
	}
	for name, spoil := range map[string]func(d *device){
		"another site":         func(d *device) { d.rp.Origin = "https://evil.example" },
		"another installation": func(d *device) { d.rp.ID = "evil.example" },
		"no verification":      func(d *device) { d.Options.UserNotVerified = true },
		"another person":       func(d *device) { d.Options.UserHandle = make([]byte, 16) },
		"another key": func(d *device) {
			id := d.key.ID
			d.key = virtualwebauthn.NewCredential(virtualwebauthn.KeyTypeEC2)
			d.key.ID = id
		},
	} {
		spoilt := *phone
		spoil(&spoilt)
		if got := try(&spoilt); got.Status != 401 {
			t.Errorf("%s: %d %s", name, got.Status, got.Body)
		}
	}
	phone.key.Counter = 12
	try(phone).Want(201)
	phone.key.Counter = 11 // an older copy
	try(phone).WantCode(401, "invalid_credentials")
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE action = 'passkey.copied'`); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
	late := phone.signIn(ask())
	api.Exec(`UPDATE passkey_ceremonies SET expires_at = now()`)
	api.Anonymous().Post("/passkey-sessions", late).WantCode(422, "invalid_token")
}
