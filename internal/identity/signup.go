package identity

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// note keeps who arrived without an account, until they have filled in the form or half an hour is over.
func (s *Store) note(ctx context.Context, browser string, a arrival) error {
	identity, err := json.Marshal(a.Identity)
	if err != nil {
		return err
	}
	var email *string
	if a.email != "" {
		email = &a.email
	}
	return s.db.WithContext(ctx).Exec(`INSERT INTO identity_arrivals (browser_hash, provider, identity, email, expires_at) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (browser_hash) DO UPDATE SET provider = excluded.provider, identity = excluded.identity, email = excluded.email,
			expires_at = excluded.expires_at`,
		auth.HashSecret(browser), a.Provider, string(identity), email, time.Now().Add(arrivalLasts)).Error
}

// SignUp makes an account for who has arrived in a browser: at once where the provider's word on the
// address is taken and r names no other, and then it returns whose it is; else once the address is
// confirmed by mail, and then it returns uuid.Nil. The problems are IdentityExpired, AddressTaken and
// those of the account.
func (s *Store) SignUp(ctx context.Context, browser string, r account.Registration) (uuid.UUID, error) {
	var made uuid.UUID
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		identity, email, err := take(tx, browser)
		if err != nil {
			return err
		}
		if email != "" && (r.Email == "" || r.Email == email) {
			r.Email = email
			made, err = s.accounts.CreateBy(tx, account.NewAccount{Email: email, DisplayName: r.DisplayName, Kind: r.Kind, Language: r.Language}, identity)
			return err
		}
		if r.Email == "" {
			return errs.Invalid("email", errs.Required)
		}
		return s.accounts.RegisterBy(tx, r, identity, browser)
	})
	if made != uuid.Nil && errs.CodeOf(err) == errs.Unprocessable { // the address has an account, which is never linked
		if err := s.accounts.TellRegistered(ctx, r); err != nil {
			return uuid.Nil, err
		}
		return uuid.Nil, errs.New(errs.AddressTaken)
	}
	return made, err
}

// take uses up who has arrived in a browser, unless the transaction fails.
func take(tx *gorm.DB, browser string) (i account.Identity, email string, err error) {
	var found []struct{ Identity, Email string }
	err = tx.Raw(`DELETE FROM identity_arrivals WHERE browser_hash = ? AND expires_at > now() RETURNING identity, email`, auth.HashSecret(browser)).Scan(&found).Error
	if err != nil {
		return i, "", err
	}
	if len(found) == 0 {
		return i, "", errs.New(errs.IdentityExpired)
	}
	return i, found[0].Email, json.Unmarshal([]byte(found[0].Identity), &i)
}
