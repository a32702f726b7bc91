package account

import (
	"bytes"
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Identity is somebody as a provider vouches for them. Nothing in it can be read back to a personal
// identity number: Subject and Person are keyed hashes.
type Identity struct {
	Provider string `json:"provider"` // the installation's own name for it
	Issuer   string `json:"issuer"`
	Subject  []byte `json:"subject"`
	Person   []byte `json:"person,omitempty"` // of the number; nil where the provider gives none
	// OfAgeOn is a day on which the person is 18: their birthday where that lies ahead, else today. Nil where there is no number.
	OfAgeOn      *time.Time `json:"ofAgeOn,omitempty"`
	Municipality string     `json:"municipality,omitempty"` // code of where the person lives; empty where the provider says nothing
	Home         string     `json:"home,omitempty"`         // code of the installation's own municipality
	Role         auth.Role  `json:"role,omitempty"`         // what the provider's claims give; empty for none
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
	ID           uuid.UUID
	Role         auth.Role
	RoleProvider string // see [Me]
	PersonHash   []byte
	Disabled     bool
}

const holderColumns = `SELECT a.id, a.role, COALESCE(a.role_provider, '') AS role_provider, a.person_hash, a.disabled_at IS NOT NULL AS disabled FROM accounts a `

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

// EnterBy returns the account that an identity belongs to, after bringing it up to what the provider
// says now: person, residence and role. The problems are NotFound when the identity has no account,
// PersonHasAccount when it has none but the person behind it does, and Forbidden when the account is disabled.
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
	if i.Person != nil && i.OfAgeOn != nil {
		if err := tx.Exec(`UPDATE accounts SET of_age_on = ? WHERE id = ? AND of_age_on IS NULL`, i.OfAgeOn, h.ID).Error; err != nil {
			return err
		}
	}
	if err := proveResidence(tx, h.ID, i); err != nil {
		return err
	}
	return followRole(tx, h, i)
}
