package account

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// maxPending is how many unanswered mails one address gets within the life of a link.
const maxPending = 3

// Register takes a registration in and mails a link that confirms it. Nothing tells the caller
// whether the address is known: a known one is mailed that somebody tried. The problems are
// CommonPassword and the like for the password, DisposableAddress for the e-mail address.
func (s *Store) Register(ctx context.Context, r Registration) error {
	if err := s.lasting(r.Email); err != nil {
		return err
	}
	if err := auth.CheckNew("password", r.Password, words(r.Email, r.DisplayName)...); err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, r.Password)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		known, err := exists(tx, `SELECT FROM accounts WHERE email_key = ?`, text.EmailKey(r.Email))
		if err != nil {
			return err
		}
		return s.await(tx, r, credential{password: hash}, known)
	})
}

// lasting refuses an address that is made to be thrown away.
func (s *Store) lasting(email string) error {
	if s.Disposable.Has(email) {
		return errs.Invalid("email", errs.DisposableAddress)
	}
	return nil
}

// leastTime is how long an answer takes that must not tell whether an address is known; the work
// takes a few milliseconds.
const leastTime = 100 * time.Millisecond

// evenOut waits until leastTime after start.
func evenOut(ctx context.Context, start time.Time) {
	select {
	case <-time.After(time.Until(start.Add(leastTime))):
	case <-ctx.Done():
	}
}

// await stores a registration and mails its link, unless the address has had enough of them. Where
// the address is known it does the same work, but mails that somebody tried; nobody gets the link.
func (s *Store) await(tx *gorm.DB, r Registration, c credential, known bool) error {
	password, identity, err := c.columns()
	if err != nil {
		return err
	}
	full, err := exists(tx, `SELECT FROM registrations WHERE email_key = ? AND expires_at > now() HAVING count(*) >= ?`, text.EmailKey(r.Email), maxPending)
	if err != nil || full {
		return err
	}
	secret := auth.NewSecret()
	err = tx.Exec(`INSERT INTO registrations (token_hash, email, email_key, password_hash, identity, browser_hash, display_name, kind, language, expires_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, auth.HashSecret(secret), r.Email, text.EmailKey(r.Email), password, identity, c.browser, r.DisplayName, r.Kind, r.Language,
		time.Now().Add(linkLifetime)).Error
	if err != nil {
		return err
	}
	if known {
		return s.outbox.Send(tx, alreadyRegistered(r, s.url))
	}
	page := "confirm-email"
	if c.identity != nil {
		page += "?by=browser" // the page asks for no password
	}
	return s.outbox.Send(tx, confirmAddress(r.Email, r.DisplayName, r.Language, s.link(page, secret)))
}

// link puts a secret behind the #, which browsers never send to a server: it is in no log.
func (s *Store) link(page, secret string) string { return fmt.Sprintf("%s/%s#%s", s.url, page, secret) }

func exists(tx *gorm.DB, query string, args ...any) (found bool, err error) {
	err = tx.Raw(`SELECT EXISTS (`+query+`)`, args...).Scan(&found).Error
	return found, err
}

// ResendConfirmation mails a new link for the newest registration of an address, if one waits.
func (s *Store) ResendConfirmation(ctx context.Context, email string) error {
	defer evenOut(ctx, time.Now())
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var waiting []struct {
			Registration
			Bond bond `gorm:"embedded"`
		}
		err := tx.Raw(`SELECT email, display_name, kind, language, password_hash, identity, browser_hash FROM registrations
			WHERE email_key = ? AND expires_at > now() AND NOT EXISTS (SELECT FROM accounts a WHERE a.email_key = registrations.email_key)
			ORDER BY created_at DESC LIMIT 1`, text.EmailKey(email)).Scan(&waiting).Error
		if err != nil || len(waiting) == 0 {
			return err
		}
		c, err := waiting[0].Bond.credential()
		if err != nil {
			return err
		}
		return s.await(tx, waiting[0].Registration, c, false)
	})
}

// NewAccount is an account to be made, its address confirmed.
type NewAccount struct {
	ID          uuid.UUID // a new one when zero
	Email       string
	DisplayName string
	Kind        participant.Kind
	Language    string
	Role        auth.Role
}

// create stores a participant, its account and what it is signed in to with, and returns its id. An
// address that has an account already is Duplicate.
func create(tx *gorm.DB, a NewAccount, c credential) (uuid.UUID, error) {
	if a.ID == uuid.Nil {
		id, err := uuid.NewV7()
		if err != nil {
			return id, err
		}
		a.ID = id
	}
	if err := tx.Exec(`INSERT INTO participants (id, kind, display_name) VALUES (?, ?, ?)`, a.ID, a.Kind, a.DisplayName).Error; err != nil {
		return a.ID, err
	}
	password, _, err := c.columns()
	if err != nil {
		return a.ID, err
	}
	var provider *string // that gives the role
	if c.identity != nil && a.Role.Staff() {
		provider = &c.identity.Provider
	}
	err = tx.Exec(`INSERT INTO accounts (id, email, email_key, password_hash, role, role_provider, language) VALUES (?, ?, ?, ?, ?, ?, ?)`,
		a.ID, a.Email, text.EmailKey(a.Email), password, a.Role, provider, a.Language).Error
	if err != nil || c.identity == nil {
		return a.ID, err
	}
	return a.ID, welcome(tx, a, *c.identity)
}

// welcome gives a new account the identity that it was made by, and what that proves.
func welcome(tx *gorm.DB, a NewAccount, i Identity) error {
	if err := addIdentity(tx, a.ID, i); err != nil {
		return err
	}
	if a.Role != auth.Member {
		err := audit.Record(tx, audit.Entry{Action: roleChanged, SubjectKind: "account", Subject: a.ID,
			Details: map[string]string{"from": string(auth.Member), "to": string(a.Role), "provider": i.Provider}})
		if err != nil {
			return err
		}
	}
	return refresh(tx, holder{ID: a.ID, Role: a.Role, RoleProvider: i.Provider}, i)
}

// Create makes a confirmed account at once, with the password in the clear, for operators. The
// problems are CommonPassword and the like for the password, Duplicate for the e-mail address.
func (s *Store) Create(ctx context.Context, a NewAccount, password string) error {
	if err := auth.CheckNew("password", password, words(a.Email, a.DisplayName)...); err != nil {
		return err
	}
	hash, err := s.passwords.Hash(ctx, password)
	if err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		_, err := create(tx, a, credential{password: hash})
		return err
	})
}
