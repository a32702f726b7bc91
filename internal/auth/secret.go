package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"database/sql/driver"
	"encoding/base64"
)

// NewSecret returns 256 random bits as 43 characters that fit in a URL, for refresh tokens and
// links in mail. Only its [HashSecret] is stored.
func NewSecret() string {
	b := make([]byte, 32)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program instead
	return base64.RawURLEncoding.EncodeToString(b)
}

// Hash is what is stored of a secret.
type Hash []byte

// Value hands it to the database as bytes; GORM takes a bare slice for a list.
func (h Hash) Value() (driver.Value, error) { return []byte(h), nil }

// HashSecret is a plain SHA-256, which is enough for 256 random bits.
func HashSecret(secret string) Hash {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
