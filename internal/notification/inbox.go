package notification

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// MaxUnread is how far unread notifications are counted.
const MaxUnread = 100

// List returns what who is told, the latest first, as far as they may know of it now; with unread, what
// they have not read.
func (s *Store) List(ctx context.Context, who auth.Principal, unread bool, r page.Request) (page.Result[Notification], error) {
	const own = `FROM notifications n` + shownJoins + `WHERE n.recipient_id = ? AND (NOT ? OR n.read_at IS NULL) AND ` + shown
	db := s.db.WithContext(ctx)
	mine := []any{who.ID, unread, postgres.Texts(demanded())}
	place := func(n Notification) page.Moment { return page.Moment{At: n.HappenedAt, ID: n.ID} }
	result, err := page.Read(r, "notifications", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Notification, error) {
		var rows []shownRow
		err := db.Raw(`SELECT `+shownColumns+` `+own+` AND (n.happened_at, n.id) < (?, ?) ORDER BY n.happened_at DESC, n.id DESC OFFSET ? LIMIT ?`,
			append(mine, after.At, after.ID, offset, limit)...).Scan(&rows).Error
		items := make([]Notification, len(rows))
		for i, row := range rows {
			items[i] = row.notification()
		}
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.CountTo(page.MaxCostly, db, own, mine...)
	return result, err
}

// Unread counts what an account has not read and may know of, up to [MaxUnread].
func (s *Store) Unread(ctx context.Context, account uuid.UUID) (n int, err error) {
	err = s.db.WithContext(ctx).Raw(`SELECT count(*) FROM (SELECT FROM notifications n`+shownJoins+`
		WHERE n.recipient_id = ? AND n.read_at IS NULL AND `+shown+` LIMIT ?) counted`, account, postgres.Texts(demanded()), MaxUnread).Scan(&n).Error
	return n, err
}

// Read notes that who has read a notification, or not yet: then it counts as unread again. The problem is
// NotFound where it is not theirs. Of what is read no mail is sent.
func (s *Store) Read(ctx context.Context, who auth.Principal, id uuid.UUID, read bool) error {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var own []struct{ ID uuid.UUID }
		if err := tx.Raw(`SELECT id FROM notifications WHERE id = ? AND recipient_id = ? FOR UPDATE`, id, who.ID).Scan(&own).Error; err != nil {
			return err
		}
		if len(own) == 0 {
			return errs.New(errs.NotFound)
		}
		postgres.Changed(tx, change.Inbox(who.ID))
		if read {
			return tx.Exec(`UPDATE notifications SET read_at = COALESCE(read_at, now()), mail_at = NULL WHERE id = ?`, id).Error
		}
		// Where something happened since, that row is the unread one.
		return tx.Exec(`UPDATE notifications n SET read_at = NULL WHERE id = ? AND NOT EXISTS (SELECT FROM notifications o
			WHERE o.recipient_id = n.recipient_id AND o.subject_id = n.subject_id AND o.kind = n.kind AND o.read_at IS NULL)`, id).Error
	})
	if postgres.Violates(err, "notifications_unread") { // it happened at this very moment
		return nil
	}
	return err
}

// ReadUntil notes that who has read everything that happened until a time: what they were shown, and not
// what came since.
func (s *Store) ReadUntil(ctx context.Context, who auth.Principal, until time.Time) error {
	db := s.db.WithContext(ctx)
	err := db.Exec(`UPDATE notifications SET read_at = now(), mail_at = NULL WHERE recipient_id = ? AND read_at IS NULL AND happened_at <= ?`, who.ID, until).Error
	if err == nil {
		postgres.Changed(db, change.Inbox(who.ID))
	}
	return err
}
