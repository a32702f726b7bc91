package account

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// RequestLoginLink mails a link that signs in, if the address has an account. Nothing tells the caller
// whether it has. At most three wait for an account.
func (s *Store) RequestLoginLink(ctx context.Context, email string) error {
	return s.mailLink(ctx, email, "login_links", func(me Me, secret string) mail.Message {
		return loginLink(me, s.link("login-link", secret))
	})
}

// mailLink stores a new secret in table and mails it to the account of an address, if there is one. It
// takes as long either way.
func (s *Store) mailLink(ctx context.Context, email, table string, write func(me Me, secret string) mail.Message) error {
	defer evenOut(ctx, time.Now())
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := one(tx, meColumns+`WHERE a.email_key = ? AND a.disabled_at IS NULL FOR UPDATE OF a`, text.EmailKey(email))
		if errs.CodeOf(err) == errs.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		full, err := exists(tx, `SELECT FROM `+table+` WHERE account_id = ? AND expires_at > now() HAVING count(*) >= ?`, me.ID, maxPending)
		if err != nil || full {
			return err
		}
		return s.sendLink(tx, me, table, write)
	})
}

// sendLink stores a new secret for an account in table and mails it.
func (s *Store) sendLink(tx *gorm.DB, me Me, table string, write func(me Me, secret string) mail.Message) error {
	secret := auth.NewSecret()
	err := tx.Exec(`INSERT INTO `+table+` (token_hash, account_id, expires_at) VALUES (?, ?, ?)`,
		auth.HashSecret(secret), me.ID, time.Now().Add(linkLifetime)).Error
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, write(me, secret))
}

// LoginByLink uses up a login link's secret and returns whose it is. Of several at once one wins; the
// problem of the others is InvalidToken.
func (s *Store) LoginByLink(ctx context.Context, secret string) (me Me, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err = s.owner(tx, `DELETE FROM login_links WHERE token_hash = ? AND expires_at > now() RETURNING account_id`, auth.HashSecret(secret))
		return err
	})
	return me, err
}

// owner returns the account that a query names, which must not be disabled.
func (s *Store) owner(tx *gorm.DB, query string, args ...any) (Me, error) {
	var found []uuid.UUID
	if err := tx.Raw(query, args...).Scan(&found).Error; err != nil {
		return Me{}, err
	}
	if len(found) == 0 {
		return Me{}, errs.New(errs.InvalidToken)
	}
	me, err := one(tx, meColumns+`WHERE a.id = ? AND a.disabled_at IS NULL`, found[0])
	if errs.CodeOf(err) == errs.NotFound {
		return me, errs.New(errs.InvalidToken)
	}
	return me, err
}
