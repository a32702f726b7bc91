package comment

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Thank thanks for a comment of somebody else, once however often it is called, and returns how many have.
func (s *Store) Thank(ctx context.Context, who auth.Principal, id uuid.UUID) (count int, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, i, err := find(tx, who, id)
		if err != nil {
			return err
		}
		if err := checkThank(who, c, i); err != nil {
			return err
		}
		before := c.Thanks
		if count, err = counted(tx, c, thanking, id, who.ID); err != nil || count == before {
			return err
		}
		return notifyThanks(tx, who, c)
	})
	return count, err
}

// notifyThanks has the author told that who thanks, at most once a day: who takes thanks back and gives them again tells nothing new, for as long
// as the event is kept.
func notifyThanks(tx *gorm.DB, who auth.Principal, c Comment) error {
	var told bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM notification_events WHERE object_id = ? AND actor_id = ? AND kind = ?)`, c.ID, who.ID, notification.Thanks).Row().Scan(&told)
	if err != nil || told {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.Thanks, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: c.IdeaID}, Object: c.ID, To: []uuid.UUID{c.AuthorID}})
}

// TakeBack takes one's thanks back, if there were any, and returns how many remain.
func (s *Store) TakeBack(ctx context.Context, who auth.Principal, id uuid.UUID) (count int, err error) {
	if err := who.Check(permission.ThankComment, 0); err != nil {
		return 0, err
	}
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, _, err := find(tx, who, id)
		if err == nil {
			count, err = counted(tx, c, takingBack, id, who.ID)
		}
		return err
	})
	return count, err
}

// thanking locks the comment, so that it is not deleted meanwhile, and counts what is new by the same statement.
const thanking = `
	WITH comment AS MATERIALIZED (SELECT id FROM comments WHERE id = ? AND state = 'published' FOR NO KEY UPDATE),
	given AS (INSERT INTO comment_thanks (comment_id, participant_id) SELECT id, ? FROM comment
		ON CONFLICT ON CONSTRAINT comment_thanks_pkey DO NOTHING RETURNING comment_id)
	UPDATE comments c SET thanks_count = c.thanks_count + 1 FROM given WHERE c.id = given.comment_id RETURNING c.thanks_count`

const takingBack = `
	WITH comment AS MATERIALIZED (SELECT id FROM comments WHERE id = ? FOR NO KEY UPDATE),
	taken AS (DELETE FROM comment_thanks t USING comment c WHERE t.comment_id = c.id AND t.participant_id = ? RETURNING t.comment_id)
	UPDATE comments c SET thanks_count = c.thanks_count - 1 FROM taken WHERE c.id = taken.comment_id RETURNING c.thanks_count`

// counted runs a statement that changes the thanks for c, and returns their number also when it changed nothing.
func counted(tx *gorm.DB, c Comment, statement string, args ...any) (int, error) {
	var now []int
	if err := tx.Raw(statement, args...).Scan(&now).Error; err != nil {
		return 0, err
	}
	if len(now) > 0 {
		postgres.Changed(tx, change.Record(c.ID))
		return now[0], nil
	}
	err := tx.Raw(`SELECT thanks_count FROM comments WHERE id = ?`, c.ID).Scan(&now).Error
	if err == nil && len(now) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return 0, err
	}
	return now[0], nil
}
