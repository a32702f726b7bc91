package auth

import (
	"context"
	"crypto"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
	"gorm.io/gorm"
)

const (
	// AccessLifetime is how long an access token is good for.
	AccessLifetime = 5 * time.Minute
	// maxToken bounds what is parsed at all, in bytes; ours are about 400.
	maxToken = 2000
	audience = "medskapa-api"
)

var errToken = errors.New("token refused")

// Tokens signs and verifies access tokens: JWT, Ed25519 and nothing else. Its keys take turns: it reads
// them again every minute, and when a token names one that it does not know.
type Tokens struct {
	db     *gorm.DB
	issuer string
	parser *jwt.Parser
	keys   atomic.Pointer[keys]
	// reading is held by who reads the keys again; the others go on with those that they have.
	reading sync.Mutex
}

// claims are those of RFC 7519, with the session beside them and a single audience.
type claims struct {
	Issuer    string           `json:"iss"`
	Audience  string           `json:"aud"` // a string: a list of audiences is refused
	Subject   uuid.UUID        `json:"sub"`
	Session   uuid.UUID        `json:"sid"`
	ID        uuid.UUID        `json:"jti"`
	Expires   *jwt.NumericDate `json:"exp"`
	NotBefore *jwt.NumericDate `json:"nbf"`
	Issued    *jwt.NumericDate `json:"iat"`
}

func (c claims) GetExpirationTime() (*jwt.NumericDate, error) { return c.Expires, nil }
func (c claims) GetNotBefore() (*jwt.NumericDate, error)      { return c.NotBefore, nil }
func (c claims) GetIssuedAt() (*jwt.NumericDate, error)       { return c.Issued, nil }
func (c claims) GetIssuer() (string, error)                   { return c.Issuer, nil }
func (c claims) GetSubject() (string, error)                  { return c.Subject.String(), nil }
func (c claims) GetAudience() (jwt.ClaimStrings, error)       { return jwt.ClaimStrings{c.Audience}, nil }

// LoadTokens reads the signing keys, making the first one in an empty database.
func LoadTokens(ctx context.Context, db *gorm.DB, issuer string) (*Tokens, error) {
	if err := makeFirstKey(ctx, db); err != nil {
		return nil, err
	}
	read, err := readKeys(ctx, db)
	if err != nil {
		return nil, err
	}
	t := &Tokens{db: db, issuer: issuer}
	t.keys.Store(read)
	t.parser = jwt.NewParser(jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithExpirationRequired(),
		jwt.WithIssuer(issuer), jwt.WithAudience(audience), jwt.WithLeeway(5*time.Second), jwt.WithStrictDecoding())
	return t, nil
}

// current returns keys that were read within the last while, or those that there are when another
// request is reading them or the database does not answer: old keys are better than none.
func (t *Tokens) current(ctx context.Context, while time.Duration) *keys {
	k := t.keys.Load()
	if time.Since(k.read) < while || !t.reading.TryLock() {
		return k
	}
	defer t.reading.Unlock()
	read, err := readKeys(ctx, t.db)
	if err != nil {
		return k
	}
	t.keys.Store(read)
	return read
}

// key returns the public key that a token names. A name that is not known is looked up, once a second
// at most whatever comes.
func (t *Tokens) key(ctx context.Context, id string) (crypto.PublicKey, error) {
	key, ok := t.current(ctx, keysLast).of[id]
	if !ok {
		key, ok = t.current(ctx, strangers).of[id]
	}
	if !ok {
		return nil, errToken
	}
	return key.Public(), nil
}

// Sign returns an access token for a session of account.
func (t *Tokens) Sign(account, session uuid.UUID, now time.Time) (string, error) {
	return t.keys.Load().sign(t.issuer, account, session, now)
}

// sign returns an access token for a session of account.
func (k *keys) sign(issuer string, account, session uuid.UUID, now time.Time) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		Issuer: issuer, Audience: audience, Subject: account, Session: session, ID: uuid.New(),
		Expires: jwt.NewNumericDate(now.Add(AccessLifetime)), NotBefore: jwt.NewNumericDate(now), Issued: jwt.NewNumericDate(now),
	})
	token.Header["kid"] = k.signs
	return token.SignedString(k.of[k.signs])
}

// verify returns the claims of a token that this installation signed and that is in force.
func (t *Tokens) verify(ctx context.Context, token string) (claims, error) {
	var c claims
	if len(token) > maxToken {
		return c, errToken
	}
	_, err := t.parser.ParseWithClaims(token, &c, func(parsed *jwt.Token) (any, error) {
		kid, _ := parsed.Header["kid"].(string)
		return t.key(ctx, kid)
	})
	return c, err
}

// JWK is a public key as RFC 8037 writes Ed25519.
type JWK struct {
	KeyType   string `json:"kty"`
	Curve     string `json:"crv"`
	ID        string `json:"kid"`
	Use       string `json:"use"`
	Algorithm string `json:"alg"`
	X         string `json:"x"`
}

// PublicKeys lists the keys that verify tokens, for /.well-known/jwks.json: also the next one, before it signs.
func (t *Tokens) PublicKeys(ctx context.Context) []JWK {
	current := t.current(ctx, keysLast)
	keys := make([]JWK, 0, len(current.of))
	for id, key := range current.of {
		public, _ := key.Public().(ed25519.PublicKey) // always is one
		keys = append(keys, JWK{KeyType: "OKP", Curve: "Ed25519", ID: id, Use: "sig", Algorithm: "EdDSA", X: base64.RawURLEncoding.EncodeToString(public)})
	}
	return keys
}
