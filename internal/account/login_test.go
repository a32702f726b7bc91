package account_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/participant"
)

// Whoever was let in by a password that is changed, to an account that gets another address, or to an account that is disabled, before their session
// begins, gets none: ending the sessions there are would have missed it.
func TestASessionBeginsOnlyByThePasswordThatHolds(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	tokens, err := auth.LoadTokens(t.Context(), db.Gorm, "https://medskapa.example")
	if err != nil {
		t.Fatal(err)
	}
	sessions := auth.NewSessions(db.Gorm, tokens)
	const password = "tre renar vid en sjö"
	made := account.NewAccount{Email: address, DisplayName: "Maja", Kind: participant.Resident, Language: "sv", Role: auth.Member}
	if err := s.Create(t.Context(), made, password); err != nil {
		t.Fatal(err)
	}
	for _, change := range []string{`SELECT 1`, `UPDATE accounts SET password_hash = password_hash || 'x'`, `UPDATE accounts SET password_hash = NULL`,
		`UPDATE accounts SET email_key = 'thief@alvsala.example'`, `UPDATE accounts SET disabled_at = now()`} {
		if _, err := db.Pool.Exec(t.Context(), `UPDATE accounts SET disabled_at = NULL, email_key = email, password_hash = $1`, hashOf(t, password)); err != nil {
			t.Fatal(err)
		}
		me, err := s.Login(t.Context(), address, password, "192.0.2.1")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := db.Pool.Exec(t.Context(), change); err != nil {
			t.Fatal(err)
		}
		_, err = sessions.Start(t.Context(), auth.SignIn{Account: me.ID, Matched: me.Matched})
		if want := map[bool]errs.Code{true: "", false: errs.InvalidCredentials}[change == `SELECT 1`]; errs.CodeOf(err) != want {
			t.Errorf("%s: %v", change, err)
		}
	}
}

// What was let in by a link, or by a password with a second step to come, begins no more than that.
func TestALinkAndASecondStepBeginOnlyByTheAddressThatHolds(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	exec := func(sql string, args ...any) {
		if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
			t.Fatal(err)
		}
	}
	tokens, err := auth.LoadTokens(t.Context(), db.Gorm, "https://medskapa.example")
	if err != nil {
		t.Fatal(err)
	}
	sessions := auth.NewSessions(db.Gorm, tokens)
	who := fixture.Account(t, db, auth.Member)
	byLink := func() account.Me {
		exec(`INSERT INTO login_links (token_hash, account_id, expires_at) VALUES ($1, $2, now() + interval '1 minute')`, []byte(auth.HashSecret("link")), who.ID)
		me, err := s.LoginByLink(t.Context(), "link")
		if err != nil {
			t.Fatal(err)
		}
		return me
	}
	start := func(me account.Me) errs.Code {
		_, err := sessions.Start(t.Context(), auth.SignIn{Account: me.ID, Matched: me.Matched})
		return errs.CodeOf(err)
	}
	if got := start(byLink()); got != "" {
		t.Fatal(got)
	}
	exec(`INSERT INTO authenticators (account_id, secret, confirmed_at) VALUES ($1, 'GEZDGNBVGY3TQOJQ', now())`, who.ID)
	for _, sql := range []string{`UPDATE accounts SET password_hash = NULL`, `UPDATE accounts SET password_hash = 'new'`, `UPDATE accounts SET email_key = 'another@alvsala.example'`} {
		me := byLink()
		exec(sql)
		if got := start(me); got != errs.InvalidCredentials {
			t.Errorf("%s: %q", sql, got)
		}
		if p, err := s.Next(t.Context(), me); errs.CodeOf(err) != errs.InvalidCredentials {
			t.Errorf("%s: %v, %v", sql, p, err)
		}
	}
}

func hashOf(t *testing.T, password string) string {
	t.Helper()
	hash, err := fixture.Passwords().Hash(t.Context(), password)
	if err != nil {
		t.Fatal(err)
	}
	return hash
}
