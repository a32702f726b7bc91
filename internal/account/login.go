package account

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// Login checks an address and a password and returns whose they are. Unknown accounts and wrong
// passwords are one problem, InvalidCredentials, and take as long. address is where the request
// comes from.
func (s *Store) Login(ctx context.Context, email, password, address string) (Me, error) {
	var found []struct {
		ID           uuid.UUID
		PasswordHash string
		Matched      auth.Hash
	}
	good, err := s.count(ctx, triesFor(email, address), func() (bool, error) {
		err := s.db.WithContext(ctx).Raw(`SELECT id, COALESCE(password_hash, '') AS password_hash, `+auth.Credentials+` AS matched FROM accounts a
			WHERE email_key = ? AND disabled_at IS NULL`, text.EmailKey(email)).Scan(&found).Error
		if err != nil {
			return false, err
		}
		stored := ""
		if len(found) == 1 {
			stored = found[0].PasswordHash
		}
		return s.passwords.Matches(ctx, stored, password)
	})
	if err != nil {
		return Me{}, err
	}
	if !good {
		return Me{}, errs.New(errs.InvalidCredentials)
	}
	me, err := s.Get(ctx, found[0].ID)
	me.Matched = found[0].Matched // not what it is by now
	return me, err
}

// PasswordChange is a new password, and the present one where there is one.
type PasswordChange struct{ Current, Next string }

// SetPassword changes the password of the caller and ends every other session. The present password is
// the proof that it is they; who has none yet must have signed in lately. address is where the
// request comes from.
func (s *Store) SetPassword(ctx context.Context, c PasswordChange, address string) error {
	who, err := auth.Require(ctx)
	if err != nil {
		return err
	}
	me, err := s.Get(ctx, who.ID)
	if err != nil {
		return err
	}
	if err := s.checkCurrent(ctx, me, c.Current, address); err != nil {
		return err
	}
	if err := auth.CheckNew("newPassword", c.Next, words(me.Email, me.DisplayName)...); err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, c.Next)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := lockUnchanged(tx, who, me.Matched); err != nil {
			return err
		}
		return s.replacePassword(tx, me, hash, who.SessionID)
	})
}

// lockUnchanged locks the account of who and demands that it is as it was checked: hashing takes long enough
// for its owner to take it back meanwhile. The problem is Unauthorized.
func lockUnchanged(tx *gorm.DB, who auth.Principal, matched auth.Hash) error {
	var same []bool
	err := tx.Raw(`SELECT `+auth.Credentials+` = ? FROM accounts a WHERE id = ? FOR UPDATE`, matched, who.ID).Scan(&same).Error
	if err != nil {
		return err
	}
	if len(same) == 0 || !same[0] {
		return errs.New(errs.Unauthorized)
	}
	return auth.StillIn(tx, who)
}

// checkCurrent demands the present password, or a fresh sign-in where there is none.
func (s *Store) checkCurrent(ctx context.Context, me Me, current, address string) error {
	has, err := s.methods(ctx, me.ID)
	switch {
	case err != nil:
		return err
	case !has.Password:
		_, err = auth.RequireFresh(ctx)
		return err
	case current == "":
		return errs.Invalid("currentPassword", errs.Required)
	}
	_, err = s.Login(ctx, me.Email, current, address)
	if errs.CodeOf(err) == errs.InvalidCredentials {
		return errs.Invalid("currentPassword", errs.WrongPassword)
	}
	return err
}

// others are the ways to sign in that another password leaves as they are.
type others struct {
	Passkeys, Providers int
	Authenticator       bool
}

func (o others) any() bool { return o.Passkeys+o.Providers > 0 || o.Authenticator }

// replacePassword stores a new hash, ends all sessions but keep and what was begun before, and tells the owner. Links for
// a new password stay good: whoever has only the password could void them as often as their owner asks for them.
func (s *Store) replacePassword(tx *gorm.DB, me Me, hash string, keep uuid.UUID) error {
	if err := tx.Exec(`UPDATE accounts SET password_hash = ?, updated_at = now() WHERE id = ?`, hash, me.ID).Error; err != nil {
		return err
	}
	if err := startAnew(tx, me.ID, keep); err != nil {
		return err
	}
	var left others
	err := tx.Raw(`SELECT (SELECT count(*) FROM passkeys WHERE account_id = @id) AS passkeys,
		(SELECT count(*) FROM identities WHERE account_id = @id) AS providers,
		EXISTS (SELECT FROM authenticators WHERE account_id = @id AND confirmed_at IS NOT NULL) AS authenticator`, map[string]any{"id": me.ID}).Scan(&left).Error
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, passwordChanged(me, left))
}

// RequestReset mails a link for choosing a new password, if the address has an account. Nothing
// tells the caller whether it has.
func (s *Store) RequestReset(ctx context.Context, email string) error {
	return s.mailLink(ctx, email, "password_resets", func(me Me, secret string) mail.Message {
		return resetPassword(me, s.link("reset-password", secret))
	})
}

// ResetPassword uses up a link's secret, sets the password, ends every session and returns whose it is, as
// signing in by a link does.
func (s *Store) ResetPassword(ctx context.Context, secret, next string) (me Me, err error) {
	if err := auth.CheckNew("newPassword", next, "medskapa"); err != nil {
		return me, err
	}
	// A link that is none costs no more than looking: hashing is dear.
	waits, err := exists(s.db.WithContext(ctx), `SELECT FROM password_resets WHERE token_hash = ? AND expires_at > now()`, auth.HashSecret(secret))
	if err != nil {
		return me, err
	}
	if !waits {
		return me, errs.New(errs.InvalidToken)
	}
	hash, err := s.passwords.Hash(ctx, next)
	if err != nil {
		return me, err
	}
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		me, err = s.useReset(tx, auth.HashSecret(secret))
		if err != nil {
			return err
		}
		if err := voidResets(tx, me.ID); err != nil {
			return err
		}
		if err := s.replacePassword(tx, me, hash, uuid.Nil); err != nil {
			return err
		}
		me, err = one(tx, meColumns+`WHERE a.id = ?`, me.ID) // by its new password
		return err
	})
	return me, err
}

// useReset uses up a link and returns its account, locked. The account comes first, as everywhere: two
// links at once would wait for each other else. After the wait the secret may be used up.
func (s *Store) useReset(tx *gorm.DB, hash auth.Hash) (Me, error) {
	me, err := s.owner(tx, `SELECT account_id FROM password_resets WHERE token_hash = ? AND expires_at > now()`, hash)
	if err != nil {
		return me, err
	}
	if err := tx.Exec(`SELECT FROM accounts WHERE id = ? FOR UPDATE`, me.ID).Error; err != nil {
		return me, err
	}
	return s.owner(tx, `DELETE FROM password_resets WHERE token_hash = ? AND expires_at > now() RETURNING account_id`, hash)
}
