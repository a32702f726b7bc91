package account

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"strings"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// recoveryCodes is how many codes stand in for a lost authenticator app.
const recoveryCodes = 10

// newRecoveryCodes makes ten codes of 80 bits in four groups, in the place of those that there were.
func newRecoveryCodes(tx *gorm.DB, account uuid.UUID) ([]string, error) {
	if err := tx.Exec(`DELETE FROM recovery_codes WHERE account_id = ?`, account).Error; err != nil {
		return nil, err
	}
	codes := make([]string, recoveryCodes)
	for n := range codes {
		random := make([]byte, 10)
		_, _ = rand.Read(random) // never fails: crypto/rand ends the program instead
		plain := strings.ToLower(base32.StdEncoding.EncodeToString(random))
		codes[n] = plain[:4] + "-" + plain[4:8] + "-" + plain[8:12] + "-" + plain[12:]
		if err := tx.Exec(`INSERT INTO recovery_codes (account_id, code_hash) VALUES (?, ?)`, account, hashCode(codes[n])).Error; err != nil {
			return nil, err
		}
	}
	return codes, nil
}

// hashCode takes a code as people write it: in any case, with or without hyphens and spaces.
func hashCode(code string) auth.Hash {
	plain := strings.NewReplacer("-", "", " ", "").Replace(strings.ToLower(code))
	return auth.HashSecret("recovery " + plain)
}

// useRecoveryCode uses up one of somebody's recovery codes. Of several at once one wins.
func (s *Store) useRecoveryCode(ctx context.Context, account uuid.UUID, code string) (bool, error) {
	used := s.db.WithContext(ctx).Exec(`UPDATE recovery_codes SET used_at = now() WHERE account_id = ? AND code_hash = ? AND used_at IS NULL`,
		account, hashCode(code))
	return used.RowsAffected == 1, used.Error
}

// RenewRecoveryCodes gives the caller ten new recovery codes; the old ones work no more. The problem is
// Conflict without an authenticator app.
func (s *Store) RenewRecoveryCodes(ctx context.Context) (codes []string, err error) {
	who, err := auth.RequireFresh(ctx)
	if err != nil {
		return nil, err
	}
	err = s.factorChange(ctx, who, audit.RecoveryCodesRenewed, recoveryCodesRenewed, func(tx *gorm.DB) error {
		has, err := exists(tx, `SELECT FROM authenticators WHERE account_id = ? AND confirmed_at IS NOT NULL`, who.ID)
		if err != nil {
			return err
		}
		if !has {
			return errs.New(errs.Conflict)
		}
		codes, err = newRecoveryCodes(tx, who.ID)
		return err
	})
	return codes, err
}
