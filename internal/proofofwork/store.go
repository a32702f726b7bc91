package proofofwork

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Store hands out puzzles and remembers which are used up. Every node knows the puzzles of the others.
type Store struct {
	*puzzles
	db *gorm.DB
}

// Open reads the key of the installation, which the first that opens it makes. bits is the difficulty: numbers up to
// 2 to its power are tried, half of them on average; with 0 there is one number, and answering takes no work.
func Open(ctx context.Context, db *gorm.DB, bits int) (*Store, error) {
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails
	err := postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
		if err := tx.Exec(`INSERT INTO proof_of_work_key (only_one, secret) VALUES (true, ?) ON CONFLICT DO NOTHING`, secret).Error; err != nil {
			return err
		}
		return tx.Raw(`SELECT secret FROM proof_of_work_key`).Row().Scan(&secret)
	})
	if err != nil {
		return nil, fmt.Errorf("reading the key of proofs of work: %w", err)
	}
	return &Store{puzzles: newPuzzles(secret, bits), db: db}, nil
}

// Use checks an answer, see Check, and uses its puzzle up: of several who send the same one wins, and the others
// are refused. What is wrong is found without asking the database.
func (s *Store) Use(ctx context.Context, purpose Purpose, answer Proof) error {
	if err := s.Check(purpose, answer); err != nil {
		return err
	}
	done := s.db.WithContext(ctx).Exec(`INSERT INTO spent_proofs (hash, expires_at) VALUES (decode(?, 'hex'), ?) ON CONFLICT ON CONSTRAINT spent_proofs_pkey DO NOTHING`,
		answer.Hash, time.Now().Add(Lifetime)) // the puzzle itself has no longer to live
	if done.Error == nil && done.RowsAffected == 0 {
		return refused()
	}
	return done.Error
}
