package httpapi_test

import (
	"encoding/base64"
	"strings"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/auth"
)

func passwordOf(user apitest.User) map[string]any {
	return map[string]any{"email": user.Email, "password": apitest.Password}
}

// phone is an authenticator app. Its codes are those of the time it was made and after, so that a test knows which it has
// used, however slowly it runs: a code is taken from 30 seconds before its time until 30 seconds after it.
type phone struct {
	tb     testing.TB
	secret string
	made   time.Time
}

// enrolling asks for what an authenticator app needs.
func enrolling(t *testing.T, as *apitest.Client) phone {
	t.Helper()
	enrolment := as.Post("/me/authenticator", nil).Want(201)
	if qr, err := base64.StdEncoding.DecodeString(enrolment.String("qr")); err != nil || !strings.HasPrefix(string(qr), "\x89PNG") {
		t.Errorf("no picture: %v", err)
	}
	return phone{t, enrolment.String("secret"), time.Now()}
}

// code is what the app shows so many steps of 30 seconds after it was made.
func (a phone) code(steps int) string {
	a.tb.Helper()
	shown, err := totp.GenerateCode(a.secret, a.made.Add(time.Duration(steps)*30*time.Second))
	if err != nil {
		a.tb.Fatal(err)
	}
	return shown
}

// enrol gives somebody an authenticator app, whose first code it uses, and recovery codes.
func enrol(t *testing.T, api *apitest.API, user apitest.User) (phone, []any) {
	t.Helper()
	a := enrolling(t, api.As(user))
	return a, api.As(user).Put("/me/authenticator", map[string]any{"code": a.code(0)}).Want(200).List("recoveryCodes")
}

func TestSecondFactor(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	elsewhere := signIn(api, user)
	phone, recovery := enrol(t, api, user)
	elsewhere.Post("/access-tokens", nil).Want(401) // turning it on ended the others
	api.As(user).Post("/me/authenticator", nil).WantCode(409, "conflict")

	first := api.Anonymous().Post("/sessions", passwordOf(user)).Want(202)
	if first.Header.Get("Set-Cookie") != "" && strings.Contains(first.Header.Get("Set-Cookie"), "__Host-medskapa=") {
		t.Error("a password alone gave a session")
	}
	pending := first.String("token")
	api.Anonymous().With("Authorization", "Bearer "+pending).Get("/me").Want(401)
	step := func(code any) map[string]any { return map[string]any{"token": pending, "code": code} }
	api.Anonymous().Post("/second-factor-sessions", step("000000")).WantField(422, "code", "wrong_code")
	api.Anonymous().Post("/second-factor-sessions", step(phone.code(0))).WantField(422, "code", "wrong_code") // used when it was turned on
	now := phone.code(1)
	api.Anonymous().Post("/second-factor-sessions", step(now)).Want(201)
	api.Anonymous().Post("/second-factor-sessions", step(phone.code(2))).WantCode(422, "invalid_token") // the first step is used up
	pending = api.Anonymous().Post("/sessions", passwordOf(user)).Want(202).String("token")
	api.Anonymous().Post("/second-factor-sessions", step(now)).WantField(422, "code", "wrong_code") // replayed
	api.Anonymous().Post("/second-factor-sessions", step(strings.ToUpper(recovery[0].(string)))).Want(201)
	pending = api.Anonymous().Post("/sessions", passwordOf(user)).Want(202).String("token")
	api.Anonymous().Post("/second-factor-sessions", step(recovery[0])).Want(422)
	if left := api.As(user).Get("/me/sign-in-methods").At("recoveryCodes"); left != 9.0 {
		t.Errorf("%v recovery codes are left", left)
	}
	api.Anonymous().Post("/second-factor-sessions", step("000000")).WantField(422, "code", "wrong_code")           // the fifth
	api.Anonymous().Post("/second-factor-sessions", step(phone.code(2))).WantCode(429, "too_many_requests")        // for a right one as well
	api.Anonymous().Post("/sessions", map[string]any{"email": user.Email, "password": apitest.Password}).Want(202) // the password is not paused by it
	stale(api)
	api.As(user).Post("/me/recovery-codes", nil).WantCode(403, "reauthentication_required")
	api.As(user).Delete("/me/authenticator").WantCode(403, "reauthentication_required")
	api.As(user).Put("/me/authentication", map[string]any{"password": apitest.Password}).WantField(422, "password", "second_factor_missing")
	api.Exec(`DELETE FROM login_failures`)
	api.As(user).Put("/me/authentication", map[string]any{"code": recovery[1]}).Want(204)
	if renewed := api.As(user).Post("/me/recovery-codes", nil).Want(201).List("recoveryCodes"); len(renewed) != 10 || renewed[1] == recovery[1] {
		t.Errorf("renewed %v", renewed)
	}
	api.As(user).Delete("/me/authenticator").Want(204)
	api.Anonymous().Post("/sessions", passwordOf(user)).Want(201)
	if n := api.Count(`SELECT count(*) FROM audit_log WHERE subject_id = $1`, user.ID); n != 3 {
		t.Errorf("%d entries in the audit log", n)
	}
}

func TestOneRecoveryCodeWorksOnceOfFifty(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	_, recovery := enrol(t, api, user)
	pending := make(chan string, 50)
	for range 50 {
		pending <- api.Anonymous().Post("/sessions", passwordOf(user)).Want(202).String("token")
	}
	statuses := inParallel(50, func() int {
		return api.Anonymous().Post("/second-factor-sessions", map[string]any{"token": <-pending, "code": recovery[3]}).Status
	})
	if statuses[201] != 1 || statuses[201]+statuses[422]+statuses[429] != 50 {
		t.Errorf("statuses %v", statuses)
	}
}

func TestAPendingSignInEndsWithItsTimeAndWithThePassword(t *testing.T) {
	t.Parallel()
	api := apitest.New(t)
	user := api.User(auth.Member)
	phone, _ := enrol(t, api, user)
	late := api.Anonymous().Post("/sessions", passwordOf(user)).Want(202).String("token")
	api.Exec(`UPDATE pending_sign_ins SET expires_at = now()`)
	api.Anonymous().Post("/second-factor-sessions", map[string]any{"token": late, "code": phone.code(1)}).WantCode(422, "invalid_token")
	begun := api.Anonymous().Post("/sessions", passwordOf(user)).Want(202).String("token")
	api.As(user).Put("/me/password", map[string]any{"currentPassword": apitest.Password, "newPassword": goodPassword}).Want(204)
	api.Anonymous().Post("/second-factor-sessions", map[string]any{"token": begun, "code": phone.code(1)}).WantCode(422, "invalid_token")
}

// Who leads something is staff, whatever their role.
func TestLeadersMustHaveASecondFactor(t *testing.T) {
	t.Parallel()
	api := apitest.NewWith(t, func(o *app.Options) { o.StaffSecondFactor = true })
	admin, lent := api.User(auth.Administrator), api.User(auth.Member)
	enrol(t, api, admin)
	question := api.As(admin).Post("/challenges", challBody).Want(201).String("id")
	api.As(lent).Get("/me/ideas").Want(200)
	appointed := map[string]any{"accountId": lent.ID, "role": "co-leader", "challengeId": question}
	assignment := api.As(admin).Post("/lead-assignments", appointed).Want(201).String("id")
	api.As(lent).Get("/me/ideas").WantCode(403, "second_factor_required")
	if api.As(lent).Get("/me").Want(200).At("secondFactorRequired") != true || api.As(lent).Get("/me/sign-in-methods").At("secondFactorDemanded") != true {
		t.Error("the account does not tell")
	}
	newDevice(t, api, lent).add(api, lent)
	api.As(lent).Get("/me/ideas").Want(200)
	api.Anonymous().Post("/sessions", passwordOf(lent)).Want(202)
	api.As(admin).Delete("/lead-assignments/" + assignment).Want(204)
	api.Anonymous().Post("/sessions", passwordOf(lent)).Want(201)
}

func TestStaffMustHaveASecondFactor(t *testing.T) {
	t.Parallel()
	api := apitest.NewWith(t, func(o *app.Options) { o.StaffSecondFactor = true })
	member, admin, moderator := api.User(auth.Member), api.User(auth.Administrator), api.User(auth.Moderator)
	api.As(member).Get("/me/ideas").Want(200)
	api.As(admin).Get("/me/ideas").WantCode(403, "second_factor_required")
	api.As(admin).Get("/project-leaders").WantCode(403, "second_factor_required")
	api.As(admin).Post("/ideas", ideaBody).WantCode(403, "second_factor_required")
	api.As(admin).Get("/ideas").Want(200) // as anybody
	if api.As(admin).Get("/me").Want(200).At("secondFactorRequired") != true {
		t.Error("the account does not tell")
	}
	elsewhere := api.As(admin)
	enrol(t, api, admin)
	api.As(admin).Get("/me/ideas").Want(200)
	elsewhere.Get("/me/ideas").Want(200) // the same session

	phone := newDevice(t, api, moderator)
	phone.add(api, moderator)
	api.As(moderator).Get("/me/ideas").Want(200)
	// Now a password alone is not enough, and the passkey is.
	next := api.Anonymous().Post("/sessions", passwordOf(moderator)).Want(202)
	if methods := next.List("methods"); len(methods) != 1 || methods[0] != "passkey" {
		t.Errorf("methods %v", methods)
	}
	signedIn := api.Anonymous().Post("/passkey-sessions", phone.signIn(api.Anonymous().Post("/passkey-requests", nil))).Want(201)
	bearerOf(api, signedIn).Get("/me/ideas").Want(200)
	key := api.As(moderator).Get("/me/passkeys").List("passkeys")[0].(map[string]any)["id"].(string)
	api.As(moderator).Delete("/me/passkeys/" + key).Want(204)
	api.As(moderator).Get("/me/ideas").WantCode(403, "second_factor_required")
	bearerOf(api, signedIn).Get("/me/ideas").WantCode(403, "second_factor_required")
}
