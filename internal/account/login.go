package account

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Bounds on guessing: failures that are let through for an account in 15 minutes, and from an
// address in an hour.
const (
	accountFailures = 5
	addressFailures = 20
)

// Login checks an address and a password and returns whose they are. Unknown accounts and wrong
// passwords are one problem, InvalidCredentials, and take as long. address is where the request
// comes from.
func (s *Store) Login(ctx context.Context, email, password, address string) (Me, error) {
	byAccount, byAddress := auth.HashSecret("account "+emailKey(email)), auth.HashSecret("address "+address)
	if err := checkFailures(s.db.WithContext(ctx), byAccount, byAddress); err != nil {
		return Me{}, err
	}
	var found []struct {
		ID           uuid.UUID
		PasswordHash string
	}
	err := s.db.WithContext(ctx).Raw(`SELECT id, password_hash FROM accounts WHERE email_key = ? AND disabled_at IS NULL`, emailKey(email)).Scan(&found).Error
	if err != nil {
		return Me{}, err
	}
	stored := ""
	if len(found) == 1 {
		stored = found[0].PasswordHash
	}
	good, err := s.passwords.Matches(ctx, stored, password)
	if err != nil {
		return Me{}, err
	}
	if err := s.settle(ctx, byAccount, byAddress, good); err != nil {
		return Me{}, err
	}
	if !good {
		return Me{}, errs.New(errs.InvalidCredentials)
	}
	return s.Get(ctx, found[0].ID)
}

// settle counts a failure, unless there have been too many meanwhile: then the answer is the same
// for a right password. Tries for one account, or from one address, are settled one after another, so
// a burst learns no more than tries one by one.
func (s *Store) settle(ctx context.Context, byAccount, byAddress auth.Hash, good bool) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		for kind, subject := range []auth.Hash{byAccount, byAddress} { // always in this order: nobody waits in a circle
			if err := tx.Exec(`SELECT pg_advisory_xact_lock(?, hashtext(encode(?, 'hex')))`, kind, subject).Error; err != nil {
				return err
			}
		}
		if err := checkFailures(tx, byAccount, byAddress); err != nil || good {
			return err
		}
		return tx.Exec(`INSERT INTO login_failures (subject) VALUES (?), (?)`, byAccount, byAddress).Error
	})
}

// checkFailures refuses more tries once there have been too many. It counts per address, whether
// or not there is such an account, so the refusal tells nothing.
func checkFailures(db *gorm.DB, byAccount, byAddress auth.Hash) error {
	var n struct{ Account, Address int }
	err := db.Raw(`SELECT
		(SELECT count(*) FROM login_failures WHERE subject = ? AND created_at > now() - interval '15 minutes') AS account,
		(SELECT count(*) FROM login_failures WHERE subject = ? AND created_at > now() - interval '1 hour') AS address`,
		byAccount, byAddress).Scan(&n).Error
	if err != nil {
		return err
	}
	if n.Account >= accountFailures || n.Address >= addressFailures {
		problem := errs.New(errs.TooManyRequests)
		problem.RetryAfter = 15 * time.Minute
		return problem
	}
	return nil
}

// SetPassword changes the password of who, after checking the present one, and ends every other session.
func (s *Store) SetPassword(ctx context.Context, who auth.Principal, current, next string) error {
	me, err := s.Get(ctx, who.ID)
	if err != nil {
		return err
	}
	if _, err := s.Login(ctx, me.Email, current, "session "+who.SessionID.String()); err != nil {
		if errs.CodeOf(err) == errs.InvalidCredentials {
			return errs.Invalid("currentPassword", errs.WrongPassword)
		}
		return err
	}
	if err := auth.CheckNew("newPassword", next, words(me.Email, me.DisplayName)...); err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, next)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error { return s.replacePassword(tx, me, hash, who.SessionID) })
}

// replacePassword stores a new hash, ends all sessions but keep, voids reset links and tells the owner.
func (s *Store) replacePassword(tx *gorm.DB, me Me, hash string, keep uuid.UUID) error {
	if err := tx.Exec(`UPDATE accounts SET password_hash = ?, updated_at = now() WHERE id = ?`, hash, me.ID).Error; err != nil {
		return err
	}
	if err := auth.EndOthers(tx, me.ID, keep); err != nil {
		return err
	}
	if err := tx.Exec(`DELETE FROM password_resets WHERE account_id = ?`, me.ID).Error; err != nil {
		return err
	}
	return s.outbox.Send(tx, passwordChanged(me))
}

// RequestReset mails a link for choosing a new password, if the address has an account. Nothing
// tells the caller whether it has.
func (s *Store) RequestReset(ctx context.Context, email string) error {
	defer evenOut(ctx, time.Now())
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err := one(tx, meColumns+`WHERE a.email_key = ? AND a.disabled_at IS NULL`, emailKey(email))
		if errs.CodeOf(err) == errs.NotFound {
			return nil
		}
		if err != nil {
			return err
		}
		full, err := exists(tx, `SELECT FROM password_resets WHERE account_id = ? AND expires_at > now() HAVING count(*) >= ?`, me.ID, maxPending)
		if err != nil || full {
			return err
		}
		secret := auth.NewSecret()
		err = tx.Exec(`INSERT INTO password_resets (token_hash, account_id, expires_at) VALUES (?, ?, ?)`,
			auth.HashSecret(secret), me.ID, time.Now().Add(linkLifetime)).Error
		if err != nil {
			return err
		}
		return s.outbox.Send(tx, resetPassword(me, s.link("reset-password", secret)))
	})
}

// ResetPassword uses up a link's secret, sets the password and ends every session.
func (s *Store) ResetPassword(ctx context.Context, secret, next string) error {
	if err := auth.CheckNew("newPassword", next, "medskapa"); err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, next)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var owner []uuid.UUID
		err := tx.Raw(`DELETE FROM password_resets WHERE token_hash = ? AND expires_at > now() RETURNING account_id`, auth.HashSecret(secret)).Scan(&owner).Error
		if err != nil {
			return err
		}
		if len(owner) == 0 {
			return errs.New(errs.InvalidToken)
		}
		me, err := one(tx, meColumns+`WHERE a.id = ?`, owner[0])
		if err != nil {
			return err
		}
		return s.replacePassword(tx, me, hash, uuid.Nil)
	})
}

// Sweep deletes what has expired: unanswered registrations and resets, and failures no longer counted.
func (s *Store) Sweep(ctx context.Context) error {
	for _, statement := range []string{
		`DELETE FROM registrations WHERE expires_at < now()`,
		`DELETE FROM password_resets WHERE expires_at < now()`,
		`DELETE FROM login_failures WHERE created_at < now() - interval '1 hour'`,
	} {
		if err := s.db.WithContext(ctx).Exec(statement).Error; err != nil {
			return err
		}
	}
	return nil
}
