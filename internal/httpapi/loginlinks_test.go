package httpapi_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

func TestLoginLinks(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	request := func(email string) *apitest.Answer {
		return api.Anonymous().Post("/login-link-requests", map[string]any{"email": email}).Want(202)
	}
	known, unknown := request(user.Email), request("nobody@alvsala.example")
	if string(known.Body) != string(unknown.Body) {
		t.Errorf("answers differ: %s, %s", known.Body, unknown.Body)
	}
	secret := mailed(t, api, user.Email)
	if len(secret) != 43 || api.Count(`SELECT count(*) FROM login_links WHERE token_hash = $1`, []byte(secret)) != 0 {
		t.Errorf("secret %q", secret)
	}
	api.Anonymous().Send(api.Anonymous().Request("GET", "/login-link", nil)).Want(200) // a mail scanner looks
	api.Anonymous().Get("/link-sessions").Want(405)
	statuses := inParallel(50, func() int { return api.Anonymous().Post("/link-sessions", map[string]any{"token": secret}).Status })
	if statuses[201] != 1 || statuses[422] != 49 {
		t.Errorf("statuses %v", statuses)
	}
	for range 5 {
		request(user.Email)
	}
	if n := api.Count(`SELECT count(*) FROM login_links`); n != 3 {
		t.Errorf("%d links wait", n)
	}
	api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": goodPassword}).Want(204)
	if n := api.Count(`SELECT count(*) FROM login_links`); n != 0 {
		t.Errorf("%d links outlive the password", n)
	}
}

func TestALoginLinkEndsWithItsTimeAndItsAccount(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for name, sql := range map[string]string{
		"expired":  `UPDATE login_links SET expires_at = now() WHERE account_id = $1`,
		"disabled": `UPDATE accounts SET disabled_at = now() WHERE id = $1`,
	} {
		user := api.User(auth.Member)
		api.Anonymous().Post("/login-link-requests", map[string]any{"email": user.Email}).Want(202)
		secret := mailed(t, api, user.Email)
		api.Exec(sql, user.ID)
		if got := api.Anonymous().Post("/link-sessions", map[string]any{"token": secret}); got.Status != 422 {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
}

func TestALoginLinkAsksForTheSecondFactor(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	phone, _ := enrol(t, api, user)
	mailed(t, api, user.Email) // that it is on
	api.Exec(`DELETE FROM mailbox_messages`)
	api.Anonymous().Post("/login-link-requests", map[string]any{"email": user.Email}).Want(202)
	pending := api.Anonymous().Post("/link-sessions", map[string]any{"token": mailed(t, api, user.Email)}).Want(202).String("token")
	api.Anonymous().Post("/second-factor-sessions", map[string]any{"token": pending, "code": phone.code(1)}).Want(201)
}
