package account

import (
	"bytes"
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Link lets the account of who sign in by an identity too. The problems are IdentityTaken when the
// identity is another account's, PersonHasAccount when the person has another account, OtherPerson when the
// account is another person's, and Conflict when it has too many.
func (s *Store) Link(ctx context.Context, who auth.Principal, i Identity) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := holdRegister(tx); err != nil {
			return err
		}
		h, err := lockHolder(tx, who.ID)
		if err != nil {
			return err
		}
		if err := auth.StillIn(tx, who); err != nil {
			return err
		}
		if h.PersonHash != nil && i.Person != nil && !bytes.Equal(h.PersonHash, i.Person) {
			return errs.New(errs.OtherPerson)
		}
		own, err := exists(tx, `SELECT FROM identities WHERE issuer = ? AND subject_hash = ? AND account_id = ?`, i.Issuer, auth.Hash(i.Subject), who.ID)
		if err != nil {
			return err
		}
		if !own {
			if err := s.attach(tx, h.ID, i); err != nil {
				return err
			}
		}
		postgres.Changed(tx, change.Account(h.ID))
		return refresh(tx, h, i)
	})
}

// attach adds an identity to an account and tells its owner.
func (s *Store) attach(tx *gorm.DB, account uuid.UUID, i Identity) error {
	full, err := exists(tx, `SELECT FROM identities WHERE account_id = ? HAVING count(*) >= ?`, account, maxIdentities)
	if err != nil {
		return err
	}
	if full {
		return errs.New(errs.Conflict)
	}
	if err := addIdentity(tx, account, i); err != nil {
		return err
	}
	me, err := one(tx, meColumns+`WHERE a.id = ?`, account)
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, identityAdded(me))
}

func addIdentity(tx *gorm.DB, account uuid.UUID, i Identity) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO identities (id, account_id, provider, issuer, subject_hash) VALUES (?, ?, ?, ?, ?)`,
		id, account, i.Provider, i.Issuer, auth.Hash(i.Subject)).Error
	if err != nil {
		return err
	}
	return audit.Record(tx, audit.Entry{Actor: account, Action: identityLinked, SubjectKind: "account", Subject: account,
		Details: map[string]string{"provider": i.Provider}})
}

// Unlink takes an identity from the account of who, and with it the role that the provider gave.
// The problems are LastSignIn when nothing would be left to sign in with, and LastAdministrator. The person stays known, so that nobody votes twice by moving on to another account.
func (s *Store) Unlink(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		h, err := lockHolder(tx, who.ID)
		if err != nil {
			return err
		}
		var provider []string
		if err := tx.Raw(`DELETE FROM identities WHERE id = ? AND account_id = ? RETURNING provider`, id, who.ID).Scan(&provider).Error; err != nil {
			return err
		}
		if len(provider) == 0 {
			return errs.New(errs.NotFound)
		}
		left, err := exists(tx, waysIn, who.ID, who.ID, who.ID)
		if err != nil {
			return err
		}
		if !left {
			return errs.New(errs.LastSignIn)
		}
		if err := setRole(tx, h, Identity{Provider: provider[0]}.roleAfter(h), provider[0]); err != nil {
			return err
		}
		return s.tellUnlinked(tx, who.ID, provider[0])
	})
}

// waysIn finds what an account signs in with.
const waysIn = `SELECT FROM accounts WHERE id = ? AND password_hash IS NOT NULL
	UNION ALL SELECT FROM identities WHERE account_id = ?
	UNION ALL SELECT FROM passkeys WHERE account_id = ?`

func (s *Store) tellUnlinked(tx *gorm.DB, account uuid.UUID, provider string) error {
	me, err := one(tx, meColumns+`WHERE a.id = ?`, account)
	if err != nil {
		return err
	}
	err = audit.Record(tx, audit.Entry{Actor: account, Action: identityUnlinked, SubjectKind: "account", Subject: account,
		Details: map[string]string{"provider": provider}})
	if err != nil {
		return err
	}
	return s.outbox.Send(tx, identityRemoved(me))
}
