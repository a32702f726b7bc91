package account

import (
	"bytes"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// Identity is somebody as a provider vouches for them. Nothing in it can be read back to a personal
// identity number: Subject and Person are keyed hashes.
type Identity struct {
	Provider     string      `json:"provider"` // the installation's own name for it
	Issuer       string      `json:"issuer"`
	Subject      []byte      `json:"subject"`
	Person       []byte      `json:"person,omitempty"`       // of the number; nil where the provider gives none
	Municipality string      `json:"municipality,omitempty"` // code of where the person lives; empty where the provider says nothing
	Home         string      `json:"home,omitempty"`         // code of the installation's own municipality
	Role         auth.Role   `json:"role,omitempty"`         // what the provider's claims give; empty for none
	Governed     []auth.Role `json:"governed,omitempty"`     // the roles that the provider gives and takes away
}

// maxIdentities is how many an account may have.
const maxIdentities = 10

// What the audit log says of identities and of the roles that they bring.
const (
	identityLinked   audit.Action = "identity.linked"
	identityUnlinked audit.Action = "identity.unlinked"
	roleChanged      audit.Action = "role.changed"
	roleKept         audit.Action = "role.kept" // although a provider took it away
)

// LinkedIdentity is a provider with which somebody signs in.
type LinkedIdentity struct {
	ID         uuid.UUID
	Provider   string
	CreatedAt  time.Time
	LastUsedAt time.Time
}

// Proof is what is known of the person behind an account, for nobody but that person.
type Proof struct {
	Person                 bool // a personal identity number has been proven; which is not known
	ResidenceVerifiedAt    *time.Time
	ResidenceVerifiedUntil *time.Time
}

// Identities returns the providers with which the account of who signs in, the oldest first, and what
// they have proven.
func (s *Store) Identities(ctx context.Context, who auth.Principal) ([]LinkedIdentity, Proof, error) {
	db := s.db.WithContext(ctx)
	var linked []LinkedIdentity
	err := db.Raw(`SELECT id, provider, created_at, last_used_at FROM identities WHERE account_id = ? ORDER BY created_at, id`, who.ID).Scan(&linked).Error
	if err != nil {
		return nil, Proof{}, err
	}
	var proof Proof
	err = db.Raw(`SELECT person_hash IS NOT NULL AS person, residence_verified_at, residence_verified_until FROM accounts WHERE id = ?`, who.ID).Scan(&proof).Error
	return linked, proof, err
}

// holder is an account that an identity belongs to, its row locked.
type holder struct {
	ID         uuid.UUID
	Role       auth.Role
	PersonHash []byte
	Disabled   bool
}

const holderColumns = `SELECT a.id, a.role, a.person_hash, a.disabled_at IS NOT NULL AS disabled FROM accounts a `

// EnterBy returns the account that an identity belongs to, after bringing it up to what the provider
// says now: person, residence and role. The problems are NotFound when the identity has no account,
// PersonHasAccount when it has none but the person behind it does, and Forbidden when the account is closed.
func (s *Store) EnterBy(ctx context.Context, i Identity) (Me, error) {
	var me Me
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := holdRegister(tx); err != nil {
			return err
		}
		var found []holder
		err := tx.Raw(holderColumns+`JOIN identities i ON i.account_id = a.id WHERE i.issuer = ? AND i.subject_hash = ? FOR UPDATE OF a`,
			i.Issuer, auth.Hash(i.Subject)).Scan(&found).Error
		switch {
		case err != nil:
			return err
		case len(found) == 0:
			return noAccount(tx, i)
		case found[0].Disabled:
			return errs.New(errs.Forbidden)
		}
		if err := refresh(tx, found[0], i); err != nil {
			return err
		}
		me, err = one(tx, meColumns+`WHERE a.id = ?`, found[0].ID)
		me.Provider = i.Provider
		return err
	})
	return me, err
}

// noAccount tells who never had an account from who has one by another identity.
func noAccount(tx *gorm.DB, i Identity) error {
	if i.Person != nil {
		known, err := exists(tx, `SELECT FROM accounts WHERE person_hash = ?`, auth.Hash(i.Person))
		if err != nil {
			return err
		}
		if known {
			return errs.New(errs.PersonHasAccount)
		}
	}
	return errs.New(errs.NotFound)
}

// refresh brings an account up to what a provider says of its holder.
func refresh(tx *gorm.DB, h holder, i Identity) error {
	err := tx.Exec(`UPDATE identities SET last_used_at = now() WHERE issuer = ? AND subject_hash = ?`, i.Issuer, auth.Hash(i.Subject)).Error
	if err != nil {
		return err
	}
	if i.Person != nil && !bytes.Equal(i.Person, h.PersonHash) {
		if err := tx.Exec(`UPDATE accounts SET person_hash = ?, updated_at = now() WHERE id = ?`, auth.Hash(i.Person), h.ID).Error; err != nil {
			return err
		}
	}
	if err := proveResidence(tx, h.ID, i); err != nil {
		return err
	}
	return followRole(tx, h, i)
}

// followRole gives an account the role that a provider says it has now. The last administrator keeps that
// role, which is put on record: an installation that nobody looks after is worse.
func followRole(tx *gorm.DB, h holder, i Identity) error {
	to := i.roleAfter(h.Role)
	if h.Role == auth.Administrator && to != h.Role {
		last, err := lastAdministrator(tx, h.ID)
		if err != nil {
			return err
		}
		if last {
			return audit.Record(tx, audit.Entry{Action: roleKept, SubjectKind: "account", Subject: h.ID,
				Details: map[string]string{"role": string(h.Role), "provider": i.Provider}})
		}
	}
	if i.Role == h.Role { // another provider that gives it too
		return tx.Exec(`UPDATE accounts SET role_provider = ? WHERE id = ? AND role_provider <> ?`, i.Provider, h.ID, i.Provider).Error
	}
	return setRole(tx, h, to, i.Provider)
}

// administrators is an advisory lock that who takes an administrator away has alone; the database's own
// check takes it too (00013).
const administrators = 7_650_721

// lastAdministrator reports whether nobody but account looks after the installation, and has it stay so.
func lastAdministrator(tx *gorm.DB, account uuid.UUID) (bool, error) {
	if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, administrators).Error; err != nil {
		return false, err
	}
	others, err := exists(tx, `SELECT FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL AND id <> ?`, account)
	return !others, err
}

// roleAfter is the role of somebody who has a role now. A role that the provider does not govern was
// given by somebody else, and stays.
func (i Identity) roleAfter(now auth.Role) auth.Role {
	switch {
	case len(i.Governed) == 0, now.Staff() && !slices.Contains(i.Governed, now):
		return now
	case i.Role != "":
		return i.Role
	}
	return auth.Member
}

// setRole gives an account the role that a provider says it has. The database ends the sessions of who
// loses one.
func setRole(tx *gorm.DB, h holder, to auth.Role, provider string) error {
	if to == h.Role {
		return nil
	}
	if err := tx.Exec(`UPDATE accounts SET role = ?, role_provider = CASE WHEN ? THEN ? END, version = version + 1, updated_at = now() WHERE id = ?`,
		to, to.Staff(), provider, h.ID).Error; err != nil {
		return err
	}
	postgres.Changed(tx, change.Account(h.ID))
	return audit.Record(tx, audit.Entry{Action: roleChanged, SubjectKind: "account", Subject: h.ID,
		Details: map[string]string{"from": string(h.Role), "to": string(to), "provider": provider}})
}

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

func lockHolder(tx *gorm.DB, account uuid.UUID) (holder, error) {
	var found []holder
	if err := tx.Raw(holderColumns+`WHERE a.id = ? FOR UPDATE`, account).Scan(&found).Error; err != nil {
		return holder{}, err
	}
	if len(found) == 0 {
		return holder{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// Unlink takes an identity from the account of who, and with it the role that the provider gave:
// governed tells which roles a provider gives. The problem is LastSignIn when nothing would be left to
// sign in with. The person stays known, so that nobody votes twice by moving on to another account.
func (s *Store) Unlink(ctx context.Context, who auth.Principal, id uuid.UUID, governed func(provider string) []auth.Role) error {
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
		if err := setRole(tx, h, Identity{Governed: governed(provider[0])}.roleAfter(h.Role), provider[0]); err != nil {
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
	a.Role = i.roleAfter(auth.Member)
	return create(tx, a, credential{identity: &i})
}

// TellRegistered mails the owner of an address that somebody tried to make another account with it.
func (s *Store) TellRegistered(ctx context.Context, r Registration) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error { return s.outbox.Send(tx, alreadyRegistered(r, s.url)) })
}
