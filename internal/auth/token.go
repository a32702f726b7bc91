package auth

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
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

// Tokens signs and verifies access tokens: JWT, Ed25519 and nothing else.
type Tokens struct {
	issuer string
	keys   map[string]ed25519.PrivateKey
	newest string
	parser *jwt.Parser
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

type signingKey struct {
	ID   string
	Seed []byte
}

// LoadTokens reads the signing keys, making the first one in an empty database. The newest signs;
// all of them verify, so a key can be replaced while its tokens live on.
func LoadTokens(ctx context.Context, db *gorm.DB, issuer string) (*Tokens, error) {
	if err := makeFirstKey(ctx, db); err != nil {
		return nil, err
	}
	var stored []signingKey
	if err := db.WithContext(ctx).Raw(`SELECT id, seed FROM signing_keys ORDER BY created_at, id`).Scan(&stored).Error; err != nil {
		return nil, fmt.Errorf("reading signing keys: %w", err)
	}
	t := &Tokens{issuer: issuer, keys: make(map[string]ed25519.PrivateKey, len(stored))}
	for _, key := range stored {
		t.keys[key.ID] = ed25519.NewKeyFromSeed(key.Seed)
		t.newest = key.ID
	}
	t.parser = jwt.NewParser(jwt.WithValidMethods([]string{jwt.SigningMethodEdDSA.Alg()}), jwt.WithExpirationRequired(),
		jwt.WithIssuer(issuer), jwt.WithAudience(audience), jwt.WithLeeway(5*time.Second), jwt.WithStrictDecoding())
	return t, nil
}

// makeFirstKey inserts under a fixed lock, so that two nodes that start at once agree on one key.
func makeFirstKey(ctx context.Context, db *gorm.DB) error {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	return db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT pg_advisory_xact_lock(hashtext('medskapa signing keys'))`).Error; err != nil {
			return err
		}
		return tx.Exec(`INSERT INTO signing_keys (id, seed) SELECT ?, ? WHERE NOT EXISTS (SELECT FROM signing_keys)`,
			uuid.NewString(), key.Seed()).Error
	})
}

// Sign returns an access token for a session of account.
func (t *Tokens) Sign(account, session uuid.UUID, now time.Time) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodEdDSA, claims{
		Issuer: t.issuer, Audience: audience, Subject: account, Session: session, ID: uuid.New(),
		Expires: jwt.NewNumericDate(now.Add(AccessLifetime)), NotBefore: jwt.NewNumericDate(now), Issued: jwt.NewNumericDate(now),
	})
	token.Header["kid"] = t.newest
	return token.SignedString(t.keys[t.newest])
}

// verify returns the claims of a token that this installation signed and that is in force.
func (t *Tokens) verify(token string) (claims, error) {
	var c claims
	if len(token) > maxToken {
		return c, errToken
	}
	_, err := t.parser.ParseWithClaims(token, &c, func(parsed *jwt.Token) (any, error) {
		kid, _ := parsed.Header["kid"].(string)
		key, ok := t.keys[kid]
		if !ok {
			return nil, errToken
		}
		return key.Public(), nil
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

// PublicKeys lists the keys that verify tokens, for /.well-known/jwks.json.
func (t *Tokens) PublicKeys() []JWK {
	keys := make([]JWK, 0, len(t.keys))
	for id, key := range t.keys {
		public, _ := key.Public().(ed25519.PublicKey) // always is one
		keys = append(keys, JWK{KeyType: "OKP", Curve: "Ed25519", ID: id, Use: "sig", Algorithm: "EdDSA", X: base64.RawURLEncoding.EncodeToString(public)})
	}
	return keys
}
