package auth

import (
	"context"
	"crypto/ed25519"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// keysLast is how long a node goes by the keys that it has read.
	keysLast = time.Minute
	// keyGrace is how long a new key is known before it signs: every node has read it by then.
	keyGrace = 10 * time.Minute
	// keyAfterlife is how long a key verifies after its successor has begun to sign: the last token that
	// it signed has expired by then, also that of a node which could not read for a while.
	keyAfterlife = time.Hour
	// strangers is how long nobody asks the database again after a token named a key that is not known,
	// so that made-up names cost nothing.
	strangers = time.Second
)

// keys are the signing keys as a node has read them.
type keys struct {
	of    map[string]ed25519.PrivateKey
	signs string // the id of the one that signs
	read  time.Time
}

type signingKey struct {
	ID    string
	Seed  []byte
	Signs bool
}

// readKeys reads the keys. The newest whose time has come signs; the others verify.
func readKeys(ctx context.Context, db *gorm.DB) (*keys, error) {
	var stored []signingKey
	err := db.WithContext(ctx).Raw(`SELECT id, seed, signs_from <= now() AS signs FROM signing_keys ORDER BY signs_from, id`).Scan(&stored).Error
	if err != nil {
		return nil, fmt.Errorf("reading signing keys: %w", err)
	}
	k := &keys{of: make(map[string]ed25519.PrivateKey, len(stored)), read: time.Now()}
	for _, key := range stored {
		k.of[key.ID] = ed25519.NewKeyFromSeed(key.Seed)
		if key.Signs {
			k.signs = key.ID
		}
	}
	if k.signs == "" {
		return nil, fmt.Errorf("no signing key is in force")
	}
	return k, nil
}

// lockKeys lets keys be made and taken away by one at a time: two nodes that start at once agree on one.
func lockKeys(tx *gorm.DB) error {
	return tx.Exec(`SELECT pg_advisory_xact_lock(hashtext('medskapa signing keys'))`).Error
}

// makeFirstKey makes a key that signs at once, where there is none.
func makeFirstKey(ctx context.Context, db *gorm.DB) error {
	return postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
		if err := lockKeys(tx); err != nil {
			return err
		}
		return addKey(tx, 0, `NOT EXISTS (SELECT FROM signing_keys)`)
	})
}

// addKey makes a key that signs after a grace, if a condition holds.
func addKey(tx *gorm.DB, grace time.Duration, condition string, args ...any) error {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	args = append([]any{uuid.NewString(), key.Seed(), grace.Seconds()}, args...)
	return tx.Exec(`INSERT INTO signing_keys (id, seed, signs_from) SELECT ?, ?, now() + make_interval(secs => ?) WHERE `+condition, args...).Error
}

// RotateKeys makes a new key, which signs in ten minutes: every node and every reader of the public keys
// knows it by then, so nobody is signed out. A new key that waits already is enough.
func RotateKeys(ctx context.Context, db *gorm.DB) error {
	return postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
		if err := lockKeys(tx); err != nil {
			return err
		}
		return addKey(tx, keyGrace, `NOT EXISTS (SELECT FROM signing_keys WHERE signs_from > now())`)
	})
}

// TendKeys rotates keys once the newest is older than life, and takes away those whose last token has
// expired. It is called again and again, by any node.
func TendKeys(ctx context.Context, db *gorm.DB, life time.Duration) error {
	return postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
		if err := lockKeys(tx); err != nil {
			return err
		}
		err := tx.Exec(`DELETE FROM signing_keys k WHERE EXISTS (SELECT FROM signing_keys successor
			WHERE successor.signs_from > k.signs_from AND successor.signs_from < now() - make_interval(secs => ?))`, keyAfterlife.Seconds()).Error
		if err != nil {
			return err
		}
		return addKey(tx, keyGrace, `NOT EXISTS (SELECT FROM signing_keys WHERE signs_from > now() - make_interval(secs => ?))`, life.Seconds())
	})
}
