package auth_test

import (
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// node is one of several programs on one database.
type node struct {
	tokens   *auth.Tokens
	sessions *auth.Sessions
}

func (i installation) node(t *testing.T) node {
	t.Helper()
	tokens, err := auth.LoadTokens(t.Context(), i.db.Gorm, issuer)
	if err != nil {
		t.Fatal(err)
	}
	return node{tokens, auth.NewSessions(i.db.Gorm, tokens)}
}

func (i installation) exec(t *testing.T, sql string) {
	t.Helper()
	if _, err := i.db.Pool.Exec(t.Context(), sql); err != nil {
		t.Fatal(err)
	}
}

func signedBy(t *testing.T, token string) string {
	t.Helper()
	parsed, _, err := jwt.NewParser().ParseUnverified(token, jwt.MapClaims{})
	if err != nil {
		t.Fatal(err)
	}
	id, _ := parsed.Header["kid"].(string)
	return id
}

// Through a whole turn of keys, a token of either node is good on both at every step, while one of
// them has read the keys a minute ago and the other just now.
func TestKeysTakeTurnsAndNobodyIsSignedOut(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	one, other := i.node(t), i.node(t)
	first := one.tokens.PublicKeys(t.Context())[0].ID
	grants := map[string]auth.Grant{}
	step := func(name string, keys int, signs func(id string) bool) {
		t.Helper()
		one.tokens.MinuteLater()
		for _, n := range []node{one, other} {
			for held, grant := range grants {
				renewed, err := n.sessions.Refresh(t.Context(), grant.RefreshToken)
				if err != nil {
					t.Fatalf("%s: the session of %q is over: %v", name, held, err)
				}
				grants[held] = renewed
			}
			grant, err := n.sessions.Start(t.Context(), auth.SignIn{Account: i.account})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			grants[name] = grant
			for held, grant := range grants {
				for _, verifier := range []node{one, other} {
					if _, err := verifier.sessions.Authenticate(t.Context(), grant.AccessToken); err != nil {
						t.Errorf("%s: a token from %q: %v", name, held, err)
					}
				}
			}
		}
		if got := len(one.tokens.PublicKeys(t.Context())); got != keys {
			t.Errorf("%s: %d public keys, want %d", name, got, keys)
		}
		fresh, err := one.sessions.Start(t.Context(), auth.SignIn{Account: i.account})
		if err != nil || !signs(signedBy(t, fresh.AccessToken)) {
			t.Errorf("%s: signed by the wrong key, or %v", name, err)
		}
	}
	old := func(id string) bool { return id == first }
	step("before", 1, old)
	for range 2 { // a second one at once makes no third key
		if err := auth.RotateKeys(t.Context(), i.db.Gorm); err != nil {
			t.Fatal(err)
		}
	}
	step("published", 2, old)
	other.tokens.MinuteLater()
	step("published, and known everywhere", 2, old)
	i.exec(t, `UPDATE signing_keys SET signs_from = now() WHERE signs_from > now()`)
	step("in force", 2, func(id string) bool { return id != first })
	other.tokens.MinuteLater()
	step("everywhere", 2, func(id string) bool { return id != first })
	if err := auth.TendKeys(t.Context(), i.db.Gorm, 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	step("tended too early", 2, func(id string) bool { return id != first })
	i.exec(t, `UPDATE signing_keys SET signs_from = signs_from - interval '61 minutes'`)
	if err := auth.TendKeys(t.Context(), i.db.Gorm, 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	step("the old one gone", 1, func(id string) bool { return id != first })
	i.exec(t, `UPDATE signing_keys SET signs_from = signs_from - interval '2 days'`)
	if err := auth.TendKeys(t.Context(), i.db.Gorm, 24*time.Hour); err != nil {
		t.Fatal(err)
	}
	step("the next one made by itself", 2, func(id string) bool { return id != first })
}

// A token that names an unknown key is looked up once a second, so made-up names cost one query however many come.
func TestUnknownKeysAreLookedUpOnceASecond(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	n := i.node(t)
	start, reads, read := time.Now(), 0, n.tokens.Read()
	for range 5_000 {
		token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, i.claims(uuid.New()))
		token.Header["kid"] = uuid.NewString()
		signed, err := token.SignedString(i.key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := n.sessions.Authenticate(t.Context(), signed); errs.CodeOf(err) != errs.Unauthorized {
			t.Fatal(err)
		}
		if now := n.tokens.Read(); now != read {
			reads, read = reads+1, now
		}
	}
	if most := int(time.Since(start)/time.Second) + 1; reads > most {
		t.Errorf("5,000 unknown keys caused %d reads in %s", reads, time.Since(start))
	}
}
