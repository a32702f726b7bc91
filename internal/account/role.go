package account

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
)

// followRole gives an account the role that a provider says it has now. The last administrator keeps that
// role, which is put on record: an installation that nobody looks after is worse.
func followRole(tx *gorm.DB, h holder, i Identity) error {
	if i.Role == h.Role && h.RoleProvider != "" && h.RoleProvider != i.Provider { // another provider that gives it too
		postgres.Changed(tx, change.Account(h.ID))
		return tx.Exec(`UPDATE accounts SET role_provider = ? WHERE id = ?`, i.Provider, h.ID).Error
	}
	to := i.roleAfter(h)
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
	others, err := exists(tx, `SELECT FROM active_administrators WHERE id <> ?`, account)
	return !others, err
}

// roleAfter is the role that a holder has after what a provider says. One that people gave, or another
// provider, is not this one's to change.
func (i Identity) roleAfter(h holder) auth.Role {
	switch {
	case h.Role.Staff() && h.RoleProvider != i.Provider:
		return h.Role
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
