package passkey

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// List returns who's passkeys, at most 20, the oldest first.
func (s *Store) List(ctx context.Context, who auth.Principal) ([]Passkey, error) {
	var found []Passkey
	err := s.db.WithContext(ctx).Raw(`SELECT id, name, created_at, last_used_at FROM passkeys WHERE account_id = ? ORDER BY id LIMIT ?`,
		who.ID, maxPasskeys).Scan(&found).Error
	return found, err
}

// Rename gives one of who's passkeys another name. The problem is NotFound where it is not theirs.
func (s *Store) Rename(ctx context.Context, who auth.Principal, id uuid.UUID, name string) (Passkey, error) {
	var found []Passkey
	err := s.db.WithContext(ctx).Raw(`UPDATE passkeys SET name = ? WHERE id = ? AND account_id = ?
		RETURNING id, name, created_at, last_used_at`, name, id, who.ID).Scan(&found).Error
	if err != nil {
		return Passkey{}, err
	}
	if len(found) == 0 {
		return Passkey{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// Remove takes one of the caller's passkeys away. The problem is NotFound where it is not theirs.
func (s *Store) Remove(ctx context.Context, id uuid.UUID) error {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return err
	}
	me, err := s.findOwner(ctx, who.ID)
	if err != nil {
		return err
	}
	return s.change(ctx, me, audit.PasskeyRemoved, passkeyRemoved, func(tx *gorm.DB) error {
		if err := auth.StillIn(tx, who); err != nil {
			return err
		}
		removed := tx.Exec(`DELETE FROM passkeys WHERE id = ? AND account_id = ?`, id, who.ID)
		if removed.Error != nil {
			return removed.Error
		}
		if removed.RowsAffected == 0 {
			return errs.New(errs.NotFound)
		}
		return auth.Weaken(tx, who.ID)
	})
}
