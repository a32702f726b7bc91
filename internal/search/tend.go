package search

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Tend lets what waits be found: comments that were more than a request has time for, as of an idea that answers other challenges than before,
// and those whose suspension has ended by itself; and those no longer whose leading has. It may be run at any time, as often as one likes, and
// takes up what an earlier run has left.
func Tend(ctx context.Context, db *gorm.DB) error {
	return errors.Join(tendPeople(ctx, db), tendComments(ctx, db))
}

func tendPeople(ctx context.Context, db *gorm.DB) error {
	return db.WithContext(ctx).Exec(`SELECT search_refresh_participant(account_id) FROM (
			SELECT account_id FROM suspensions WHERE lifted_at IS NULL AND ends_at BETWEEN now() - interval '30 days' AND now()
			UNION SELECT account_id FROM lead_assignments WHERE ends_at BETWEEN now() - interval '30 days' AND now()) x
		WHERE EXISTS (SELECT FROM search_entries e WHERE e.id = account_id) <>
			EXISTS (SELECT FROM search_public p WHERE p.kind = 'person' AND p.id = account_id)`).Error
}

// tendComments makes the rows of some hundred comments in a transaction, which holds their idea: nobody hides it or votes on it meanwhile.
func tendComments(ctx context.Context, db *gorm.DB) error {
	for {
		var ideas []uuid.UUID
		err := postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
			err := tx.Raw(`SELECT s.idea_id FROM search_waiting w JOIN idea_stats s USING (idea_id) ORDER BY s.idea_id LIMIT 1 FOR SHARE OF s`).Scan(&ideas).Error
			if err != nil || len(ideas) == 0 {
				return err
			}
			return tx.Exec(`SELECT search_refresh_comments(?)`, ideas[0]).Error
		})
		if err != nil || len(ideas) == 0 {
			return err
		}
	}
}
