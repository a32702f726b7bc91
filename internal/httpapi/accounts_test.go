package httpapi_test

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/auth"
)

const goodPassword = "tre renar vid en sjö"

func registration(api *apitest.API, email string) map[string]any {
	return map[string]any{"proofOfWork": api.Anonymous().Proof(), "email": email, "password": goodPassword, "displayName": "Maja Lindqvist", "kind": "resident", "language": "sv"}
}

var fragment = regexp.MustCompile(`#(\S+)`)

// mailed waits for a mail to an address, and returns the secret in the newest.
func mailed(t *testing.T, api *apitest.API, to string) string {
	t.Helper()
	look := time.NewTicker(20 * time.Millisecond)
	defer look.Stop()
	for range 1000 {
		<-look.C
		messages := api.Anonymous().Get("/mailbox-messages?to=" + strings.ReplaceAll(to, "+", "%2B")).Want(200).List("messages")
		if len(messages) > 0 {
			text, _ := messages[0].(map[string]any)["text"].(string)
			if found := fragment.FindStringSubmatch(text); found != nil {
				return found[1]
			}
			return ""
		}
	}
	t.Fatalf("no mail to %s", to)
	return ""
}

func TestRegisterConfirmSignInOut(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	browser := api.Anonymous()
	browser.Post("/accounts", registration(api, "Maja@Alvsala.example")).Want(202)
	login := map[string]any{"email": "maja@alvsala.example", "password": goodPassword}
	browser.Post("/sessions", login).WantCode(401, "invalid_credentials") // not confirmed yet
	secret := mailed(t, api, "Maja@Alvsala.example")
	browser.Post("/email-confirmations", map[string]any{"token": secret, "password": goodPassword}).Want(204)
	browser.Post("/email-confirmations", map[string]any{"token": secret, "password": goodPassword}).WantCode(422, "invalid_token")

	signedIn := browser.Post("/sessions", login).Want(201)
	cookie := signedIn.Header.Get("Set-Cookie")
	for _, attribute := range []string{"__Host-", "HttpOnly", "Secure", "SameSite=Strict", "Path=/"} {
		if !strings.Contains(cookie, attribute) {
			t.Errorf("cookie lacks %s: %s", attribute, cookie)
		}
	}
	token := signedIn.String("accessToken")
	me := api.Anonymous().With("Authorization", "Bearer "+token)
	if got := me.Get("/me").Want(200).String("displayName"); got != "Maja Lindqvist" {
		t.Errorf("display name %q", got)
	}
	withCookie := api.Anonymous().With("Cookie", strings.Split(cookie, ";")[0])
	withCookie.Delete("/sessions/current").Want(204)
	me.Get("/me").WantCode(401, "unauthorized") // at once, although the token has minutes left
	withCookie.Post("/access-tokens", nil).WantCode(401, "unauthorized")
}

func TestRegisteringTellsNothing(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	known := api.User(auth.Member)
	fresh := api.Anonymous().Post("/accounts", registration(api, "ny@alvsala.example")).Want(202)
	taken := api.Anonymous().Post("/accounts", registration(api, strings.ToUpper(known.Email))).Want(202)
	if string(fresh.Body) != string(taken.Body) {
		t.Errorf("answers differ: %s, %s", fresh.Body, taken.Body)
	}
	if secret := mailed(t, api, strings.ToUpper(known.Email)); secret != "" {
		t.Errorf("a known address was mailed a secret")
	}
	api.Anonymous().Post("/password-reset-requests", map[string]any{"email": "nobody@alvsala.example"}).Want(202)
	if n := api.Count(`SELECT count(*) FROM accounts`); n != 1 {
		t.Errorf("%d accounts", n)
	}
}

func TestOnlyThreeMailsToAnAddress(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	for range 5 {
		api.Anonymous().Post("/accounts", registration(api, "ny@alvsala.example")).Want(202)
	}
	api.Anonymous().Post("/email-confirmation-requests", map[string]any{"email": "ny@alvsala.example"}).Want(202)
	if n := api.Count(`SELECT count(*) FROM registrations`); n != 3 {
		t.Errorf("%d registrations wait", n)
	}
}

func TestConfirmationWorksOnceOfFifty(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	api.Anonymous().Post("/accounts", registration(api, "ny@alvsala.example")).Want(202)
	secret := mailed(t, api, "ny@alvsala.example")
	statuses := inParallel(50, func() int {
		return api.Anonymous().Post("/email-confirmations", map[string]any{"token": secret, "password": goodPassword}).Status
	})
	if statuses[204] != 1 || statuses[422]+statuses[503] != 49 { // so many passwords at once are not all checked in time
		t.Errorf("statuses %v", statuses)
	}
}

// A stranger registers somebody's address; the owner follows the link and shows a password of their own.
func TestConfirmingWhatAStrangerRegistered(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	browser := api.Anonymous()
	browser.Post("/accounts", registration(api, "ny@alvsala.example")).Want(202)
	secret := mailed(t, api, "ny@alvsala.example")
	browser.Post("/email-confirmations", map[string]any{"token": secret}).WantField(422, "password", "required")
	statuses := inParallel(8, func() int {
		return browser.Post("/email-confirmations", map[string]any{"token": secret, "password": "min egen hemlighet"}).Status
	})
	if n := api.Count(`SELECT count(*) FROM login_failures`); n != 2*5 {
		t.Errorf("%d guesses were let through, with %v", n/2, statuses)
	}
	browser.Post("/email-confirmations", map[string]any{"token": secret, "password": goodPassword}).WantCode(422, "invalid_token") // void
	if n := api.Count(`SELECT count(*) FROM accounts`); n != 0 {
		t.Errorf("%d accounts", n)
	}
}

// inParallel calls do n times from one barrier and counts what it returns.
func inParallel(n int, do func() int) map[int]int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	start, counts := make(chan struct{}), map[int]int{}
	for range n {
		wg.Go(func() {
			<-start
			status := do()
			mu.Lock()
			defer mu.Unlock()
			counts[status]++
		})
	}
	close(start)
	wg.Wait()
	return counts
}

func TestRefreshTokenWorksOnce(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	first := signIn(api, user)
	second := cookieOf(first.Post("/access-tokens", nil).Want(200))
	api.Anonymous().With("Cookie", second).Post("/access-tokens", nil).Want(200)
	first.Post("/access-tokens", nil).WantCode(401, "unauthorized")                                            // used before: stolen or copied
	api.Anonymous().With("Cookie", second).Post("/access-tokens", nil).WantCode(401, "unauthorized")           // the whole family is over
	api.Anonymous().With("Cookie", "__Host-medskapa=x").Post("/access-tokens", nil).Want(401)                  // nonsense
	api.Anonymous().With("Cookie", "__Host-medskapa=x").Delete("/sessions/current").Want(http.StatusNoContent) // and out again
}

func cookieOf(a *apitest.Answer) string { return strings.Split(a.Header.Get("Set-Cookie"), ";")[0] }

// signIn is a client that carries a session's cookie only.
func signIn(api *apitest.API, user apitest.User) *apitest.Client {
	answer := api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": apitest.Password}).Want(201)
	return api.Anonymous().With("Cookie", cookieOf(answer))
}

func TestRefreshOfOneTokenInParallel(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	session := signIn(api, api.User(auth.Member))
	statuses := inParallel(8, func() int { return session.Post("/access-tokens", nil).Status })
	if statuses[200] != 1 || statuses[401] != 7 {
		t.Errorf("statuses %v", statuses)
	}
}

func TestChangingThePasswordEndsOtherSessions(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	other := signIn(api, user)
	api.As(user).Put("/me/password", map[string]any{"currentPassword": "not this one", "newPassword": goodPassword}).WantField(422, "currentPassword", "wrong_password")
	api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": "password1234"}).WantField(422, "newPassword", "common_password")
	api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": goodPassword}).Want(204)
	api.As(user).Get("/me").Want(200)
	other.Post("/access-tokens", nil).Want(401)
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": apitest.Password}).Want(401)
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": goodPassword}).Want(201)
}

func TestResettingThePassword(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.Anonymous().Post("/password-reset-requests", map[string]any{"email": user.Email}).Want(202)
	secret := mailed(t, api, user.Email)
	reset := map[string]any{"token": secret, "newPassword": goodPassword}
	statuses := inParallel(10, func() int { return api.Anonymous().Post("/password-resets", reset).Status })
	if statuses[201] != 1 {
		t.Errorf("statuses %v", statuses)
	}
	api.As(user).Get("/me").Want(401) // every session has ended
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": goodPassword}).Want(201)
}

func TestExpiredLinksAndSessions(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.ProjectLeader)
	session := signIn(api, user)
	api.Anonymous().Post("/password-reset-requests", map[string]any{"email": user.Email}).Want(202)
	secret := mailed(t, api, user.Email)
	api.Exec(`UPDATE password_resets SET expires_at = now() - interval '1 second'`)
	api.Anonymous().Post("/password-resets", map[string]any{"token": secret, "newPassword": goodPassword}).WantCode(422, "invalid_token")
	api.Exec(`UPDATE sessions SET last_used_at = now() - interval '31 minutes'`)
	session.Post("/access-tokens", nil).Want(401) // staff who were idle
	api.Exec(`UPDATE sessions SET expires_at = now() - interval '1 second'`)
	api.As(user).Get("/me").Want(401)
}

func TestDisablingEndsAtOnce(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	api.As(user).Get("/me").Want(200)
	api.Exec(`UPDATE accounts SET disabled_at = now() WHERE id = $1`, user.ID)
	api.As(user).Get("/me").Want(401)
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": apitest.Password}).WantCode(401, "invalid_credentials")
}

func TestGuessingIsSlow(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	guess := map[string]any{"email": user.Email, "password": "wrong wrong wrong"}
	for range 5 {
		api.Anonymous().Post("/sessions", guess).WantCode(401, "invalid_credentials")
	}
	refused := api.Anonymous().With("X-Forwarded-For", "203.0.113.9").Post("/sessions", guess).WantCode(429, "too_many_requests")
	if refused.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": apitest.Password}).Want(429)
}

func TestEditingOneself(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	me := api.As(user)
	tag := me.Get("/me").Want(200).Header.Get("ETag")
	me.Patch("/me", map[string]any{"displayName": "Maja"}).Want(http.StatusPreconditionRequired)
	me.With("If-Match", tag).Patch("/me", map[string]any{"role": "administrator"}).WantField(400, "role", "unknown_field")
	me.With("If-Match", tag).Patch("/me", map[string]any{"displayName": "Maja 👩‍🌾 <b>L</b> {{7*7}}"}).Want(200)
	me.With("If-Match", tag).Patch("/me", map[string]any{"displayName": "Someone"}).WantCode(412, "precondition_failed")
	if got := me.Get("/me").String("displayName"); got != "Maja 👩‍🌾 <b>L</b> {{7*7}}" {
		t.Errorf("came back as %q", got)
	}
	for _, name := range []string{"\u200b\u200c\u200d", "   ", "a\u202eb", "a\nb", "a\u0000b", "z" + strings.Repeat("\u0301", 500), "\ufeff\u2060"} {
		me.With("If-Match", `"2"`).Patch("/me", map[string]any{"displayName": name}).Want(400)
	}
}

func TestForeignSitesAndHostsAreRefused(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	session := signIn(api, api.User(auth.Member))
	session.With("Origin", "https://evil.example").Post("/access-tokens", nil).WantCode(403, "foreign_origin")
	session.With("Sec-Fetch-Site", "cross-site").Delete("/sessions/current").WantCode(403, "foreign_origin")
	session.With("Origin", api.URL).With("Sec-Fetch-Site", "same-origin").Post("/access-tokens", nil).Want(200)
	foreign := api.Anonymous().Request(http.MethodGet, "/api/v1/ideas", nil)
	foreign.Host = "evil.example"
	api.Anonymous().Send(foreign).WantCode(http.StatusMisdirectedRequest, "misdirected")
	api.Anonymous().With("X-Big", strings.Repeat("x", 100_000)).Get("/ideas").WantCode(http.StatusRequestHeaderFieldsTooLarge, "headers_too_large")
}
