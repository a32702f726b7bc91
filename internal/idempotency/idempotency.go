// Package idempotency makes creating calls safe to repeat: the same key and content give the same
// resource, once.
package idempotency

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Key is what a client sent as Idempotency-Key, with what it was sent for. The zero Key repeats nothing.
type Key struct {
	participant uuid.UUID
	key         string
	hash        []byte
}

// NewKey ties a client's key (nil when none was sent) to the operation and its content.
func NewKey(participant uuid.UUID, key *string, operation string, content any) (Key, error) {
	if key == nil {
		return Key{}, nil
	}
	encoded, err := json.Marshal(content)
	if err != nil {
		return Key{}, err
	}
	sum := sha256.Sum256(append([]byte(operation+"\n"), encoded...))
	return Key{participant: participant, key: *key, hash: sum[:]}, nil
}

// repeatedError ends a transaction whose work was already done by an earlier call.
type repeatedError struct{ resource uuid.UUID }

func (e repeatedError) Error() string { return fmt.Sprintf("already made %s", e.resource) }

// Once runs create in a transaction under the key, and returns the id of what it made: id, or
// what an earlier call with the same key and content made. The same key with other content is a
// problem. Calls at the same time wait for each other.
func Once(ctx context.Context, db *gorm.DB, key Key, id uuid.UUID, create func(tx *gorm.DB) error) (uuid.UUID, error) {
	err := postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
		if err := key.claim(tx, id); err != nil {
			return err
		}
		return create(tx)
	})
	var repeated repeatedError
	if errors.As(err, &repeated) {
		return repeated.resource, nil
	}
	return id, err
}

// OnceStatement is [Once] for a create that writes by one statement. Without a key that needs no
// transaction around it, and create is given none; with a key create runs in the key's transaction.
func OnceStatement(ctx context.Context, db *gorm.DB, key Key, id uuid.UUID, create func(db *gorm.DB) error) (uuid.UUID, error) {
	if key.key == "" {
		return id, postgres.Translate(create(db.WithContext(ctx)))
	}
	return Once(ctx, db, key, id, create)
}

// claim inserts the key, waiting for another transaction that holds it.
func (k Key) claim(tx *gorm.DB, id uuid.UUID) error {
	if k.key == "" {
		return nil
	}
	inserted := tx.Exec(`INSERT INTO idempotency_keys (participant_id, key, request_hash, resource_id) VALUES (?, ?, ?, ?)
		ON CONFLICT ON CONSTRAINT idempotency_keys_pkey DO NOTHING`, k.participant, k.key, k.hash, id)
	if inserted.Error != nil || inserted.RowsAffected == 1 {
		return inserted.Error
	}
	var earlier struct {
		ResourceID uuid.UUID
		Same       bool
	}
	err := tx.Raw(`SELECT resource_id, request_hash = ? AS same FROM idempotency_keys WHERE participant_id = ? AND key = ?`,
		k.hash, k.participant, k.key).Scan(&earlier).Error
	if err != nil {
		return err
	}
	if !earlier.Same {
		return errs.Invalid("Idempotency-Key", errs.KeyReused)
	}
	return repeatedError{resource: earlier.ResourceID}
}
