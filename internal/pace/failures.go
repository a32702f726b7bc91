package pace

import (
	"context"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Failures bound how often somebody may try in vain within an hour, which is how long they are kept.
type Failures struct {
	Of   string // what is tried
	Most int
}

// Try runs try for somebody, unless they have failed too often: then the problem is TooManyRequests. It counts before it tries, so that no more
// than that are under way at once, and takes it back unless try ends with one of the problems that count.
func (f Failures) Try(ctx context.Context, db *gorm.DB, somebody string, try func() error, count ...errs.Code) error {
	subject := auth.HashSecret(f.Of + " " + somebody)
	limit := Limit{Table: "login_failures", By: "subject", At: "created_at", Most: f.Most, In: time.Hour}
	var noted int64
	err := postgres.Transaction(ctx, db, func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT pg_advisory_xact_lock(2, hashtext(encode(?, 'hex')))`, subject).Error; err != nil {
			return err
		}
		if err := limit.count(tx, subject, 1); err != nil {
			return err
		}
		return tx.Raw(`INSERT INTO login_failures (subject) VALUES (?) RETURNING id`, subject).Row().Scan(&noted)
	})
	if err != nil {
		return err
	}
	err = try()
	for _, code := range count {
		if errs.CodeOf(err) == code {
			return err
		}
	}
	if forgotten := db.WithContext(context.WithoutCancel(ctx)).Exec(`DELETE FROM login_failures WHERE id = ?`, noted).Error; err == nil {
		err = forgotten
	}
	return err
}
