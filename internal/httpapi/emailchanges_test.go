package httpapi_test

import (
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

// mailedLink waits for a mail to an address with a link to a page, and returns the secret in the newest.
func mailedLink(t *testing.T, api *apitest.API, to, page string) (secret string) {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for range 1000 {
		<-look.C
		err := api.DB.Pool.QueryRow(t.Context(), `SELECT COALESCE((SELECT (regexp_match(body, '/' || $2 || '#(\S+)'))[1] FROM mailbox_messages
			WHERE recipient = $1 AND body LIKE '%/' || $2 || '#%' ORDER BY sent_at DESC, id DESC LIMIT 1), '')`, to, page).Scan(&secret)
		if err != nil {
			t.Fatal(err)
		}
		if secret != "" {
			return secret
		}
	}
	t.Fatalf("no mail to %s with a link to %s", to, page)
	return ""
}

// askFor asks for another address for somebody, and returns the secret that is mailed there.
func askFor(t *testing.T, api *apitest.API, user apitest.User, email string) string {
	t.Helper()
	api.As(user).Post("/me/email-changes", map[string]any{"email": email}).Want(202)
	return mailedLink(t, api, email, "change-email")
}

func confirmEmail(c *apitest.Client, secret string) *apitest.Answer {
	return c.Post("/me/email-change-confirmations", map[string]any{"token": secret})
}

func revertEmail(api *apitest.API, secret string) *apitest.Answer {
	return api.Anonymous().Post("/email-change-reversals", map[string]any{"token": secret})
}

func emailOf(api *apitest.API, user apitest.User, email string) bool {
	return api.Count(`SELECT count(*) FROM accounts WHERE id = $1 AND email = $2 AND email_key = lower($2)`, user.ID, email) == 1
}

func TestChangeOfEmail(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user, other := api.User(auth.Member), api.User(auth.Member)
	stale(api)
	wanted := map[string]any{"email": "Ny@Alvsala.example"}
	api.As(user).Post("/me/email-changes", wanted).WantCode(403, "reauthentication_required")
	api.Exec(`UPDATE sessions SET authenticated_at = now()`)
	api.Anonymous().Post("/password-reset-requests", map[string]any{"email": user.Email}).Want(202)
	reset := mailedLink(t, api, user.Email, "reset-password")
	elsewhere := signIn(api, user)
	secret := askFor(t, api, user, "Ny@Alvsala.example")
	if len(secret) != 43 || api.Count(`SELECT count(*) FROM email_changes WHERE token_hash = $1`, []byte(secret)) != 0 {
		t.Errorf("secret %q", secret)
	}
	if !emailOf(api, user, user.Email) {
		t.Error("the address changed before it was confirmed")
	}
	api.Anonymous().Send(api.Anonymous().Request("GET", "/change-email", nil)).Want(200) // a mail scanner looks
	api.As(user).Get("/me/email-change-confirmations").Want(405)
	confirmEmail(api.As(other), secret).WantCode(422, "invalid_token") // nobody is made to give their address to a stranger's account
	statuses := inParallel(50, func() int { return confirmEmail(api.As(user), secret).Status })
	if statuses[204] != 1 || statuses[422] != 49 {
		t.Errorf("confirmed: %v", statuses)
	}
	if !emailOf(api, user, "Ny@Alvsala.example") || api.As(user).Get("/me").Want(200).String("email") != "Ny@Alvsala.example" {
		t.Error("the address is not the new one")
	}
	elsewhere.Post("/access-tokens", nil).Want(401)
	api.Anonymous().Post("/password-resets", map[string]any{"token": reset, "newPassword": goodPassword}).WantCode(422, "invalid_token")
	api.Anonymous().Post("/sessions", passwordOf(user)).WantCode(401, "invalid_credentials")
	api.Anonymous().Post("/sessions", map[string]any{"email": "ny@alvsala.example", "password": apitest.Password}).Want(201)
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE action = 'email.changed' AND subject_id = $1 AND details = '{}'`, user.ID); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
}

func TestAChangeOfEmailIsTakenBack(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	confirmEmail(api.As(user), askFor(t, api, user, "thief@alvsala.example")).Want(204)
	secret := mailedLink(t, api, user.Email, "revert-email")
	pending := askFor(t, api, user, "thief2@alvsala.example")
	api.Anonymous().Post("/login-link-requests", map[string]any{"email": "thief@alvsala.example"}).Want(202)
	statuses := inParallel(50, func() int { return revertEmail(api, secret).Status })
	if statuses[204] != 1 || statuses[422] != 49 {
		t.Errorf("taken back: %v", statuses)
	}
	api.As(user).Get("/me").Want(401)
	if !emailOf(api, user, user.Email) || api.Count(`SELECT count(*) FROM email_changes WHERE expires_at > now()`)+api.Count(`SELECT count(*) FROM login_links`) != 0 {
		t.Error("the thief has something left")
	}
	// What the thief knows is not enough; the mail is.
	api.Anonymous().Post("/sessions", passwordOf(user)).WantCode(401, "invalid_credentials")
	api.Anonymous().Post("/password-resets", map[string]any{"token": mailedLink(t, api, user.Email, "reset-password"), "newPassword": goodPassword}).Want(201)
	again := api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": goodPassword}).Want(201)
	confirmEmail(bearerOf(api, again), pending).WantCode(422, "invalid_token")
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE action = 'email.reverted' AND actor_id IS NULL AND subject_id = $1`, user.ID); n != 1 {
		t.Errorf("%d entries in the audit log", n)
	}
}

// What a thief added to sign in with goes with the address; what the owner had stays.
func TestTakingAnAddressBackTakesTheThiefsWaysIn(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for _, owners := range []bool{true, false} { // whose authenticator it is: an account has one
		user := api.User(auth.Member)
		phone, stolen := newDevice(t, api, user), newDevice(t, api, user)
		link := func(provider string) {
			api.Exec(`INSERT INTO identities (id, account_id, provider, issuer, subject_hash)
				VALUES (gen_random_uuid(), $1, $2::text, $2::text, sha256(uuid_send(gen_random_uuid())))`, user.ID, provider)
		}
		phone.add(api, user)
		link("own")
		if owners {
			enrol(t, api, user)
		}
		for _, table := range []string{"passkeys", "identities"} {
			api.Exec(`UPDATE `+table+` SET created_at = now() - interval '2 days' WHERE account_id = $1`, user.ID)
		}
		api.Exec(`UPDATE authenticators SET created_at = now() - interval '2 days', confirmed_at = now() - interval '2 days' WHERE account_id = $1`, user.ID)
		stolen.add(api, user) // before the address, so that nobody is told there
		confirmEmail(api.As(user), askFor(t, api, user, user.ID.String()+"@thief.example")).Want(204)
		api.Exec(`UPDATE sessions SET authenticated_at = now()`)
		api.As(user).Put("/me/closure", map[string]any{"contributions": "remove"}).Want(200)
		link("thief")
		if !owners {
			enrol(t, api, user)
		}
		api.Exec(`UPDATE accounts SET role = 'moderator', role_provider = 'thief' WHERE id = $1`, user.ID)
		revertEmail(api, mailedLink(t, api, user.Email, "revert-email")).Want(204)
		signIn := func(d *device) int {
			return api.Anonymous().Post("/passkey-sessions", d.signIn(api.Anonymous().Post("/passkey-requests", nil))).Status
		}
		if own, thiefs := signIn(phone), signIn(stolen); own != 201 || thiefs != 401 {
			t.Errorf("signed in by the owner's passkey: %d, by the thief's: %d", own, thiefs)
		}
		if n := api.Count(`SELECT count(*) FROM identities WHERE account_id = $1 AND provider = 'own'`, user.ID); n != 1 ||
			api.Count(`SELECT count(*) FROM identities WHERE account_id = $1`, user.ID) != 1 {
			t.Error("not the owner's identity alone is left")
		}
		if n := api.Count(`SELECT count(*) FROM closures WHERE account_id = $1`, user.ID); n != 0 {
			t.Error("the thief closes the account")
		}
		if n := api.Count(`SELECT count(*) FROM authenticators WHERE account_id = $1`, user.ID); (n == 1) != owners {
			t.Errorf("%d authenticators, the owner's: %t", n, owners)
		}
		if n := api.Count(`SELECT count(*) FROM accounts WHERE id = $1 AND role = 'member'`, user.ID); n != 1 {
			t.Error("the thief's provider gave a role that stays")
		}
		recorded := api.Count(`SELECT count(*) FROM audit_log WHERE subject_id = $1 AND actor_id IS NULL
			AND action IN ('passkey.removed', 'identity.unlinked', 'authenticator.removed')`, user.ID)
		if want := map[bool]int{true: 2, false: 3}[owners]; recorded != want {
			t.Errorf("%d entries in the audit log, want %d", recorded, want)
		}
	}
}

// Of several changes in a row, the oldest address has the last word.
func TestAThiefDoesNotTakeBackWhatTheOwnerTookBack(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	confirmEmail(api.As(user), askFor(t, api, user, "first@alvsala.example")).Want(204)
	owner := mailedLink(t, api, user.Email, "revert-email")
	confirmEmail(api.As(user), askFor(t, api, user, "second@alvsala.example")).Want(204)
	thief := mailedLink(t, api, "first@alvsala.example", "revert-email")
	revertEmail(api, thief).Want(204)
	if !emailOf(api, user, "first@alvsala.example") {
		t.Error("not the first")
	}
	revertEmail(api, owner).Want(204)
	revertEmail(api, thief).WantCode(422, "invalid_token")
	if !emailOf(api, user, user.Email) || api.Count(`SELECT count(*) FROM email_reversals`) != 0 {
		t.Error("not the owner's")
	}
}

func TestAChangeOfEmailTellsNothingOfOthers(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user, victim := api.User(auth.Member), api.User(auth.Member)
	ask := func(email string) (*apitest.Answer, time.Duration) {
		start := time.Now()
		return api.As(user).Post("/me/email-changes", map[string]any{"email": email}).Want(202), time.Since(start)
	}
	api.Exec(`UPDATE accounts SET language = 'en' WHERE id = $1`, victim.ID)
	taken, slow := ask(victim.Email)
	free, fast := ask("free@alvsala.example")
	if string(taken.Body) != string(free.Body) || min(slow, fast) < 100*time.Millisecond {
		t.Errorf("answers %s after %s, %s after %s", taken.Body, slow, free.Body, fast)
	}
	if secret := mailed(t, api, victim.Email); secret != "" {
		t.Error("a link that works was mailed to a taken address")
	}
	if n := api.Count(`SELECT count(*) FROM mailbox_messages WHERE recipient = $1 AND subject LIKE 'This address%'`, victim.Email); n != 1 {
		t.Error("not in the language of who has the address")
	}
	ask("free2@alvsala.example")
	api.As(user).Post("/me/email-changes", map[string]any{"email": "free3@alvsala.example"}).WantCode(429, "too_many_requests")
	// Nobody's mailbox is flooded, by however many accounts.
	for range 4 {
		api.As(api.User(auth.Member)).Post("/me/email-changes", map[string]any{"email": "flooded@alvsala.example"}).Want(202)
	}
	if n := api.Count(`SELECT count(*) FROM river_job WHERE args->>'to' = 'flooded@alvsala.example'`); n != 3 {
		t.Errorf("%d mails to one address", n)
	}
}

func TestOneAddressIsOneAccountsHoweverItIsRaced(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	api.Anonymous().Post("/accounts", registration(api, "wanted@alvsala.example")).Want(202)
	registered := mailed(t, api, "wanted@alvsala.example")
	var confirm []func() int
	for range 3 {
		user := api.User(auth.Member)
		api.Exec(`DELETE FROM mailbox_messages`)
		secret := askFor(t, api, user, "WANTED@alvsala.example")
		confirm = append(confirm, func() int { return confirmEmail(api.As(user), secret).Status })
	}
	confirm = append(confirm, func() int {
		return api.Anonymous().Post("/email-confirmations", map[string]any{"token": registered, "password": goodPassword}).Status
	})
	statuses := atOnce(len(confirm), func(n int) int { return confirm[n]() })
	if count(statuses, 204) != 1 || count(statuses, 422) != len(confirm)-1 {
		t.Errorf("statuses %v", statuses)
	}
	if n := api.Count(`SELECT count(*) FROM accounts WHERE email_key = 'wanted@alvsala.example'`); n != 1 {
		t.Errorf("%d accounts have the address", n)
	}
}

func TestAChangeOfEmailEndsWithItsTimeAndItsAccount(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for name, end := range map[string]func(apitest.User){
		"expired": func(user apitest.User) {
			api.Exec(`UPDATE email_changes SET expires_at = now() WHERE account_id = $1`, user.ID)
		},
		"another password": func(user apitest.User) {
			api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": goodPassword}).Want(204)
		},
	} {
		user := api.User(auth.Member)
		secret := askFor(t, api, user, user.ID.String()+"@alvsala.example")
		end(user)
		if got := confirmEmail(api.As(user), secret); got.Status != 422 {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
	for name, sql := range map[string]string{
		"expired":  `UPDATE email_reversals SET expires_at = now() WHERE account_id = $1`,
		"disabled": `UPDATE accounts SET disabled_at = now() WHERE id = $1`,
	} {
		user := api.User(auth.Member)
		confirmEmail(api.As(user), askFor(t, api, user, user.ID.String()+"@alvsala.example")).Want(204)
		secret := mailedLink(t, api, user.Email, "revert-email")
		api.Exec(sql, user.ID)
		if got := revertEmail(api, secret); got.Status != 422 {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
	user := api.User(auth.Member)
	confirmEmail(api.As(user), askFor(t, api, user, "moved@alvsala.example")).Want(204)
	secret := mailedLink(t, api, user.Email, "revert-email")
	api.Exec(`UPDATE accounts SET email = $2, email_key = $2 WHERE id = $1`, api.User(auth.Member).ID, user.Email)
	revertEmail(api, secret).WantCode(409, "conflict") // the address has got an account of its own
}
