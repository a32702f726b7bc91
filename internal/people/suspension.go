package people

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

const suspensionColumns = `x.id, x.account_id, x.reason, x.starts_at, x.ends_at, x.lifted_at, ` + auth.Running + ` AS running, d.id AS decision_id,
	b.id AS by_id, b.display_name AS by_display_name, b.kind AS by_kind,
	f.id AS lifter_id, f.display_name AS lifter_display_name, f.kind AS lifter_kind`

const suspensionTables = ` FROM suspensions x LEFT JOIN participants b ON b.id = x.imposed_by LEFT JOIN participants f ON f.id = x.lifted_by
	LEFT JOIN moderation_decisions d ON d.suspension_id = x.id `

// GetSuspension returns a suspension.
func (s *Store) GetSuspension(ctx context.Context, who auth.Principal, id uuid.UUID) (Suspension, error) {
	if err := who.Check(permission.SeePeople, 0); err != nil {
		return Suspension{}, err
	}
	return findSuspension(s.db.WithContext(ctx), id)
}

func findSuspension(db *gorm.DB, id uuid.UUID) (Suspension, error) {
	var found []Suspension
	if err := db.Raw(`SELECT `+suspensionColumns+suspensionTables+`WHERE x.id = ?`, id).Scan(&found).Error; err != nil {
		return Suspension{}, err
	}
	if len(found) == 0 {
		return Suspension{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// ListSuspensions returns the suspensions of somebody, latest first, those that are over too.
func (s *Store) ListSuspensions(ctx context.Context, who auth.Principal, account uuid.UUID, r page.Request) (page.Result[Suspension], error) {
	if _, err := s.Get(ctx, who, account); err != nil {
		return page.Result[Suspension]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	idOf := func(x Suspension) uuid.UUID { return x.ID }
	result, err := page.Read(r, "suspensions", uuid.Max, idOf, func(after uuid.UUID, offset, limit int) ([]Suspension, error) {
		var items []Suspension
		err := db.Raw(`SELECT `+suspensionColumns+suspensionTables+`WHERE x.account_id = ? AND x.id < ? ORDER BY x.id DESC OFFSET ? LIMIT ?`,
			account, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM suspensions WHERE account_id = ?`, account)
	return result, err
}

// Suspend keeps somebody from writing from now on by a decision of moderation, and returns the suspension's id. Nobody suspends
// themselves, and nobody is suspended twice at a time: the database refuses it with AlreadySuspended, and with
// LastAdministrator to leave no administrator who may write.
func (s *Store) Suspend(tx *gorm.DB, who auth.Principal, account uuid.UUID, by Statement) (uuid.UUID, error) {
	if err := s.lock(tx, who, account); err != nil {
		return uuid.Nil, err
	}
	if by.EndsAt != nil && !by.EndsAt.After(time.Now()) {
		return uuid.Nil, errs.Invalid("endsAt", errs.InThePast)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, err
	}
	err = tx.Exec(`INSERT INTO suspensions (id, account_id, reason, ends_at, imposed_by) VALUES (?, ?, ?, ?, ?)`,
		id, account, by.Facts, by.EndsAt, who.ID).Error
	if err != nil {
		return uuid.Nil, err
	}
	if err := s.note(tx, who, SuspensionBegun, Suspension{ID: id, AccountID: account, EndsAt: by.EndsAt}); err != nil {
		return uuid.Nil, err
	}
	return id, s.tell(tx, account, suspensionBegun, about{by: by})
}

// Lift ends a suspension before its time, and reports whether it did: one that is over stays as it is. The decision that it came of is for
// moderation to undo.
func (s *Store) Lift(tx *gorm.DB, who auth.Principal, id uuid.UUID) (bool, error) {
	x, err := findSuspension(tx, id)
	if err != nil {
		return false, err
	}
	if err := s.lock(tx, who, x.AccountID); err != nil {
		return false, err
	}
	return s.end(tx, who, x)
}

// Overturn ends a suspension that should not have been, if it runs still, whomever it is of: that who may judge it is for moderation to know,
// which has locked the account.
func (s *Store) Overturn(tx *gorm.DB, who auth.Principal, id uuid.UUID) error {
	x, err := findSuspension(tx, id)
	if err == nil {
		_, err = s.end(tx, who, x)
	}
	return err
}

// end ends x, whose account is locked, and reports whether it did.
func (s *Store) end(tx *gorm.DB, who auth.Principal, x Suspension) (bool, error) {
	lifted := tx.Exec(`UPDATE suspensions x SET lifted_at = now(), lifted_by = ? WHERE x.id = ? AND `+auth.Running, who.ID, x.ID)
	if lifted.Error != nil || lifted.RowsAffected == 0 {
		return false, lifted.Error
	}
	if err := s.note(tx, who, SuspensionOver, x); err != nil {
		return false, err
	}
	return true, s.tell(tx, x.AccountID, suspensionOver, about{})
}

// lock takes the account of somebody whom who suspends or no longer does.
func (s *Store) lock(tx *gorm.DB, who auth.Principal, account uuid.UUID) error {
	if err := who.Check(permission.SuspendMember, 0); err != nil {
		return err
	}
	if _, err := find(tx, who, account, ` FOR NO KEY UPDATE OF a`); err != nil {
		return err
	}
	isStaff, err := auth.IsStaff(tx, account)
	if err != nil {
		return err
	}
	if isStaff && !who.May(permission.SuspendStaff, 0) || account == who.ID {
		return errs.New(errs.Forbidden)
	}
	return nil
}

// note records a suspension or its end, and has it take effect.
func (s *Store) note(tx *gorm.DB, who auth.Principal, what audit.Action, x Suspension) error {
	postgres.Changed(tx, change.Account(x.AccountID), change.Offers) // theirs are not listed meanwhile
	details := map[string]string{"suspension": x.ID.String()}
	if x.EndsAt != nil {
		details["endsAt"] = x.EndsAt.UTC().Format(time.RFC3339)
	}
	return audit.Record(tx, audit.Entry{Actor: who.ID, Action: what, SubjectKind: "account", Subject: x.AccountID, Details: details})
}
