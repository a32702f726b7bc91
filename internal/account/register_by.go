package account

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// RegisterBy takes in the registration of somebody whom a provider vouches for, in the transaction that
// uses up their coming to a browser: the account is made once the address is confirmed in that very
// browser, see [Store.Confirm]. No proof of work is asked for: the provider has identified a person. The
// problem is DisposableAddress.
func (s *Store) RegisterBy(tx *gorm.DB, r Registration, i Identity, browser string) error {
	if err := s.lasting(r.Email); err != nil {
		return err
	}
	known, err := exists(tx, `SELECT FROM accounts WHERE email_key = ?`, text.EmailKey(r.Email))
	if err != nil {
		return err
	}
	return s.await(tx, r, credential{identity: &i, browser: auth.HashSecret(browser)}, known)
}

// CreateBy makes an account at once, for an address that the provider vouches for and is trusted to.
// The problems are DisposableAddress and those of the database: Duplicate for the address, PersonHasAccount, IdentityTaken.
func (s *Store) CreateBy(tx *gorm.DB, a NewAccount, i Identity) (uuid.UUID, error) {
	if err := s.lasting(a.Email); err != nil {
		return uuid.Nil, err
	}
	a.Role = i.roleAfter(holder{Role: auth.Member})
	return create(tx, a, credential{identity: &i})
}

// TellRegistered mails the owner of an address that somebody tried to make another account with it.
func (s *Store) TellRegistered(ctx context.Context, r Registration) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error { return s.outbox.Send(tx, alreadyRegistered(r, s.url)) })
}
