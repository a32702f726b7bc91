package account

import (
	"context"
	"crypto/subtle"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Confirmation is what shows that an address belongs to who registered with it: the secret that was
// mailed there, and the password of the registration, or the browser in which a provider's word came.
// The secret alone would let a stranger register somebody else's address and have its owner confirm it.
type Confirmation struct {
	Token, Password, Browser string
	Place                    string // where the request comes from
}

// Confirm uses up a registration's secret and makes the account. Of several at once one wins; the
// others, and later ones, get InvalidToken. Other problems are Unprocessable, with WrongPassword or
// OtherBrowser, and TooManyRequests; five wrong passwords void the registration.
func (s *Store) Confirm(ctx context.Context, c Confirmation) error {
	hash := auth.HashSecret(c.Token)
	if err := s.checkBond(ctx, hash, c); err != nil {
		return err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error { return answer(tx, hash) })
	if errs.CodeOf(err) == errs.Unprocessable { // the address has got an account in another way
		return errs.Wrap(errs.InvalidToken, err)
	}
	return err
}

// checkBond demands that who confirms is who registered.
func (s *Store) checkBond(ctx context.Context, registration auth.Hash, c Confirmation) error {
	var found []bond
	err := s.db.WithContext(ctx).Raw(`SELECT password_hash, identity, browser_hash FROM registrations WHERE token_hash = ? AND expires_at > now()`,
		registration).Scan(&found).Error
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return errs.New(errs.InvalidToken)
	}
	if found[0].Identity != "" {
		if subtle.ConstantTimeCompare(found[0].BrowserHash, auth.HashSecret(c.Browser)) == 0 {
			return errs.Invalid("token", errs.OtherBrowser)
		}
		return nil
	}
	if c.Password == "" {
		return errs.Invalid("password", errs.Required)
	}
	return s.checkChosen(ctx, registration, found[0].PasswordHash, c)
}

// checkChosen demands the password of a registration, and voids it after too many others.
func (s *Store) checkChosen(ctx context.Context, registration auth.Hash, stored string, c Confirmation) error {
	t := tries{auth.HashSecret("registration " + c.Token), auth.HashSecret("address " + c.Place)}
	good, err := s.count(ctx, t, func() (bool, error) { return s.passwords.Matches(ctx, stored, c.Password) })
	if err != nil || good {
		return err
	}
	err = s.db.WithContext(ctx).Exec(`DELETE FROM registrations WHERE token_hash = ?
		AND (SELECT count(*) FROM login_failures WHERE subject = ?) >= ?`, registration, t.subject, accountFailures).Error
	if err != nil {
		return err
	}
	return errs.Invalid("password", errs.WrongPassword)
}

// answer makes the account of a registration, and voids the others of its address.
func answer(tx *gorm.DB, registration auth.Hash) error {
	var found []struct {
		NewAccount
		Bond bond `gorm:"embedded"`
	}
	err := tx.Raw(`WITH answered AS (
			DELETE FROM registrations WHERE email_key = (SELECT email_key FROM registrations WHERE token_hash = ? AND expires_at > now())
			RETURNING *)
		SELECT email, password_hash, identity, browser_hash, display_name, kind, language FROM answered WHERE token_hash = ?`,
		registration, registration).Scan(&found).Error
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return errs.New(errs.InvalidToken)
	}
	c, err := found[0].Bond.credential()
	if err != nil {
		return err
	}
	if found[0].Role = auth.Member; c.identity != nil {
		found[0].Role = c.identity.roleAfter(holder{Role: auth.Member})
	}
	_, err = create(tx, found[0].NewAccount, c)
	return err
}
