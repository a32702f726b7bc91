package screening

import (
	"context"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Settings is what a municipality lets wait.
type Settings struct {
	FirstPosts int  // of everybody's ideas, comments, needs and offers, 0 to 10; those who look after the site are not newcomers
	HoldSpam   bool // what looks like spam waits, too; otherwise it is published and put into the queue
	Version    int
}

// Read returns the settings; nothing waits where none are made.
func Read(ctx context.Context, db *gorm.DB) (Settings, error) {
	s := Settings{Version: 1}
	err := db.WithContext(ctx).Raw(`SELECT first_posts, hold_spam, version FROM moderation_settings`).Scan(&s).Error
	return s, err
}

// Set changes the settings, if they still have the given version. What waits already waits on.
func Set(tx *gorm.DB, version int, s Settings) error {
	changed := tx.Exec(`INSERT INTO moderation_settings (first_posts, hold_spam, version) SELECT ?, ?, 2 WHERE ? = 1 OR EXISTS (SELECT FROM moderation_settings)
		ON CONFLICT (only_one) DO UPDATE SET first_posts = EXCLUDED.first_posts, hold_spam = EXCLUDED.hold_spam, version = moderation_settings.version + 1
		WHERE moderation_settings.version = ?`, s.FirstPosts, s.HoldSpam, version, version)
	if changed.Error == nil && changed.RowsAffected == 0 {
		changed.Error = errs.New(errs.PreconditionFailed)
	}
	postgres.Changed(tx, change.Municipality)
	return changed.Error
}
