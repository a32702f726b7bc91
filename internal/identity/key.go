package identity

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"

	"github.com/medskapa/medskapa/internal/auth"
)

// minKey is the least length of a key in bytes.
const minKey = 32

// Key hashes what must not be stored. Whoever has both the database and the key could try all numbers
// there are, so the key lies elsewhere. Its zero value is for installations without providers.
type Key struct{ secret []byte }

// newKey reads a key of at least 32 random bytes in base64.
func newKey(text string) (Key, error) {
	secret, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(secret) < minKey {
		return Key{}, errors.New("it must be at least 32 random bytes in base64, as `openssl rand -base64 32` makes them")
	}
	return Key{secret}, nil
}

// hash is HMAC-SHA256 over a text of one kind; kinds never meet.
func (k Key) hash(kind, text string) []byte {
	mac := hmac.New(sha256.New, k.secret)
	mac.Write([]byte(kind + "\x00" + text))
	return mac.Sum(nil)
}

// person is what is kept of a personal identity number or coordination number.
func (k Key) person(n number) []byte { return k.hash("person", string(n)) }

// subject is what is kept of a provider's name for somebody, which at some providers is the number.
func (k Key) subject(issuer, subject string) []byte {
	return k.hash("subject", issuer+"\x00"+subject)
}

// errOtherKey says what to do, since a lost key cannot be made again.
var errOtherKey = errors.New("the key in MEDSKAPA_OIDC_FILE is not the one that this database's people are hashed with: " +
	"give the former one back, or see “When the key is lost” in docs/e-identification.md")

// CheckKey makes sure that the key is the one in use, which the first start with a key decides.
func (s *Store) CheckKey(ctx context.Context) error {
	if s.key.secret == nil {
		return nil
	}
	db, own := s.db.WithContext(ctx), s.key.hash("fingerprint", "medskapa")
	if err := db.Exec(`INSERT INTO identity_key (fingerprint) VALUES (?) ON CONFLICT DO NOTHING`, auth.Hash(own)).Error; err != nil {
		return err
	}
	var row struct{ Fingerprint []byte }
	if err := db.Raw(`SELECT fingerprint FROM identity_key`).Scan(&row).Error; err != nil {
		return err
	}
	if !bytes.Equal(row.Fingerprint, own) {
		return errOtherKey
	}
	return nil
}
