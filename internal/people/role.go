package people

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// SetRole gives somebody a role in the installation, which counts however they sign in: one that a
// provider gave becomes one by hand. Who had another than member is signed out, by the
// database itself; one administrator always stays.
func (s *Store) SetRole(ctx context.Context, who auth.Principal, id uuid.UUID, role auth.Role) (Person, error) {
	return s.change(ctx, who, id, permission.SetRole, func(tx *gorm.DB, p Person) error {
		set := tx.Exec(`UPDATE accounts SET role = ?, role_provider = NULL, version = version + 1, updated_at = now()
			WHERE id = ? AND (role <> ? OR role_provider IS NOT NULL)`, role, id, role)
		if set.Error != nil || set.RowsAffected == 0 {
			return set.Error
		}
		details := map[string]string{"from": string(p.Role), "to": string(role)}
		if err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: RoleChanged, SubjectKind: "account", Subject: id, Details: details}); err != nil {
			return err
		}
		return s.tell(tx, id, roleChanged, about{role: role})
	})
}

// Enable lets somebody sign in, or not any more: that ends every session at once, and finds somebody else
// for the organisations that depend on them.
func (s *Store) Enable(ctx context.Context, who auth.Principal, id uuid.UUID, enabled bool) (Person, error) {
	return s.change(ctx, who, id, permission.SetAccountState, func(tx *gorm.DB, p Person) error {
		if enabled == (p.State != Disabled) {
			return nil
		}
		sql, action, news := `UPDATE accounts SET disabled_at = now() WHERE id = ?`, AccountDisabled, disabled
		if enabled {
			sql, action, news = `UPDATE accounts SET disabled_at = NULL WHERE id = ?`, AccountEnabled, reenabled
		}
		if err := tx.Exec(sql, id).Error; err != nil {
			return err
		}
		if !enabled {
			if err := s.organisations.HandOver(tx, who.ID, id); err != nil {
				return err
			}
		}
		if err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: action, SubjectKind: "account", Subject: id}); err != nil {
			return err
		}
		return s.tell(tx, id, news, about{})
	})
}

// change runs do with a person whose account nobody else changes meanwhile.
func (s *Store) change(ctx context.Context, who auth.Principal, id uuid.UUID, a permission.Action, do func(*gorm.DB, Person) error) (Person, error) {
	if err := who.Check(a, 0); err != nil {
		return Person{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		p, err := find(tx, who, id, ` FOR NO KEY UPDATE OF a`)
		if err != nil {
			return err
		}
		postgres.Changed(tx, change.Account(id))
		return do(tx, p)
	})
	if err != nil {
		return Person{}, err
	}
	return find(s.db.WithContext(ctx), who, id, "")
}
