package notification

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Unsubscribe stops all mail about what happens to whoever got the letter with this secret, but what the
// law demands. What they chose for each kind is kept for when they want mail again. Doing so twice changes
// nothing; the problem is InvalidToken for a secret that no letter bears, or not any more.
func (s *Store) Unsubscribe(ctx context.Context, secret string) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var found []struct{ RecipientID uuid.UUID }
		err := tx.Raw(`SELECT recipient_id FROM notification_letters WHERE secret_hash = ?`, auth.HashSecret(secret)).Scan(&found).Error
		if err != nil {
			return err
		}
		if len(found) == 0 {
			return errs.New(errs.InvalidToken)
		}
		to := found[0].RecipientID
		err = tx.Exec(`INSERT INTO notification_settings AS s (account_id, mail) VALUES (?, false)
			ON CONFLICT ON CONSTRAINT notification_settings_pkey DO UPDATE SET mail = false, version = s.version + 1 WHERE s.mail`, to).Error
		if err != nil {
			return err
		}
		return tx.Exec(`UPDATE notifications SET mail_at = NULL WHERE recipient_id = ? AND mail_at IS NOT NULL AND kind <> ALL (?)`, to, postgres.Texts(demanded())).Error
	})
}
