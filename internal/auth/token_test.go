package auth_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

const issuer = "https://medskapa.example"

// installation is a database with one account, its sessions and its key.
type installation struct {
	db       *postgres.DB
	tokens   *auth.Tokens
	sessions *auth.Sessions
	account  uuid.UUID
	key      ed25519.PrivateKey
	keyID    string
}

func newInstallation(t testing.TB) installation {
	t.Helper()
	db := postgrestest.New(t)
	tokens, err := auth.LoadTokens(t.Context(), db.Gorm, issuer)
	if err != nil {
		t.Fatal(err)
	}
	i := installation{db: db, tokens: tokens, sessions: auth.NewSessions(db.Gorm, tokens), account: uuid.Must(uuid.NewV7())}
	var seed []byte
	if err := db.Pool.QueryRow(t.Context(), `SELECT id, seed FROM signing_keys`).Scan(&i.keyID, &seed); err != nil {
		t.Fatal(err)
	}
	i.key = ed25519.NewKeyFromSeed(seed)
	_, err = db.Pool.Exec(t.Context(), `INSERT INTO participants (id, kind, display_name) VALUES ($1, 'resident', 'Någon')`, i.account)
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Pool.Exec(t.Context(), `INSERT INTO accounts (id, email, email_key, password_hash) VALUES ($1, 'a@b.se', 'a@b.se', '')`, i.account)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// claims of a good token for a session; a test changes one thing.
func (i installation) claims(session uuid.UUID) jwt.MapClaims {
	now := time.Now()
	return jwt.MapClaims{"iss": issuer, "aud": "medskapa-api", "sub": i.account.String(), "sid": session.String(), "jti": uuid.NewString(),
		"iat": now.Unix(), "nbf": now.Unix(), "exp": now.Add(time.Minute).Unix()}
}

func (i installation) sign(t *testing.T, method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
	t.Helper()
	token := jwt.NewWithClaims(method, claims)
	token.Header["kid"] = i.keyID
	signed, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return signed
}

func TestOnlyOwnTokensAreAccepted(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	grant, err := i.sessions.Start(t.Context(), auth.SignIn{Account: i.account})
	if err != nil {
		t.Fatal(err)
	}
	who, err := i.sessions.Authenticate(t.Context(), grant.AccessToken)
	if err != nil || who.ID != i.account || who.Role != auth.Member {
		t.Fatalf("own token: %+v, %v", who, err)
	}
	good := func(change func(jwt.MapClaims)) string {
		c := i.claims(who.SessionID)
		change(c)
		return i.sign(t, jwt.SigningMethodEdDSA, i.key, c)
	}
	if _, err := i.sessions.Authenticate(t.Context(), good(func(jwt.MapClaims) {})); err != nil {
		t.Fatalf("the forge itself is wrong: %v", err)
	}
	public, _ := i.key.Public().(ed25519.PublicKey)
	_, strange, err := ed25519.GenerateKey(nil)
	if err != nil {
		t.Fatal(err)
	}
	hour := time.Hour
	for name, token := range map[string]string{
		"none":                   i.sign(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, i.claims(who.SessionID)),
		"public key as secret":   i.sign(t, jwt.SigningMethodHS256, []byte(public), i.claims(who.SessionID)),
		"another key":            i.sign(t, jwt.SigningMethodEdDSA, strange, i.claims(who.SessionID)),
		"another installation":   good(func(c jwt.MapClaims) { c["iss"] = "https://other.example" }),
		"another audience":       good(func(c jwt.MapClaims) { c["aud"] = "other" }),
		"a list of audiences":    good(func(c jwt.MapClaims) { c["aud"] = []string{"medskapa-api", "other"} }),
		"expired":                good(func(c jwt.MapClaims) { c["exp"] = time.Now().Add(-hour).Unix() }),
		"without an end":         good(func(c jwt.MapClaims) { delete(c, "exp") }),
		"not yet":                good(func(c jwt.MapClaims) { c["nbf"] = time.Now().Add(hour).Unix() }),
		"another's session":      good(func(c jwt.MapClaims) { c["sid"] = uuid.NewString() }),
		"another person":         good(func(c jwt.MapClaims) { c["sub"] = uuid.NewString() }),
		"a subject of bad shape": good(func(c jwt.MapClaims) { c["sub"] = "administrator" }),
		"empty":                  "",
		"dots":                   strings.Repeat(".", 1_000_000),
		"cut":                    grant.AccessToken[:len(grant.AccessToken)-4],
		"without a key id":       withoutKeyID(t, grant.AccessToken),
	} {
		if _, err := i.sessions.Authenticate(t.Context(), token); errs.CodeOf(err) != errs.Unauthorized {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// withoutKeyID replaces a token's header.
func withoutKeyID(t *testing.T, token string) string {
	t.Helper()
	header, err := json.Marshal(map[string]string{"alg": "EdDSA", "typ": "JWT"})
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(token, ".")
	return base64.RawURLEncoding.EncodeToString(header) + "." + rest
}

func TestTwoNodesShareOneKey(t *testing.T) {
	t.Parallel()
	i := newInstallation(t)
	other, err := auth.LoadTokens(t.Context(), i.db.Gorm, issuer)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := i.tokens.PublicKeys(t.Context()), other.PublicKeys(t.Context()); len(a) != 1 || len(b) != 1 || a[0] != b[0] {
		t.Errorf("keys %v and %v", a, b)
	}
}
