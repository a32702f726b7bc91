package organisation

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Hold keeps an organisation's page as it is until the end of the transaction.
func Hold(tx *gorm.DB, id uuid.UUID) error {
	return tx.Exec(`SELECT FROM organisations WHERE id = ? FOR NO KEY UPDATE`, id).Error
}

// Show has an organisation's page seen by everybody again, or by its members and moderators alone. Whether somebody may is for moderation to
// say, which calls it.
func Show(tx *gorm.DB, id uuid.UUID, so bool) error {
	postgres.Changed(tx, change.Record(id), change.Organisations)
	return tx.Exec(`UPDATE organisations SET hidden_at = CASE WHEN NOT ? THEN COALESCE(hidden_at, now()) END, version = version + 1 WHERE id = ?`, so, id).Error
}
