package lead

import (
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// What the audit log has of assignments.
const (
	Granted audit.Action = "lead.granted"
	Changed audit.Action = "lead.changed"
	Revoked audit.Action = "lead.revoked"
)

// grant stores an assignment, in the place of one that is over. The person's sessions are from now on
// those of staff.
func (s *Store) grant(tx *gorm.DB, who auth.Principal, id uuid.UUID, t Thing, account uuid.UUID, terms Terms) error {
	column := t.of().column
	stored := tx.Exec(`INSERT INTO lead_assignments AS l (id, account_id, role, `+column+`, ends_at, granted_by)
		SELECT ?, id, ?, ?, ?, ? FROM accounts WHERE id = ? AND disabled_at IS NULL
		ON CONFLICT (`+column+`, account_id) DO UPDATE SET id = EXCLUDED.id, role = EXCLUDED.role, ends_at = EXCLUDED.ends_at,
			granted_by = EXCLUDED.granted_by, granted_at = now() WHERE NOT `+Running,
		id, terms.Role, t.ID, terms.EndsAt, who.ID, account)
	if stored.Error != nil {
		return stored.Error
	}
	if stored.RowsAffected == 0 {
		return s.refusal(tx, account)
	}
	if err := auth.LimitSessions(tx, account); err != nil {
		return err
	}
	return s.note(tx, who, Granted, account, t, terms)
}

// refusal says why nobody was appointed: there is no such account, or it leads the thing already.
func (s *Store) refusal(tx *gorm.DB, account uuid.UUID) error {
	var known bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM accounts WHERE id = ? AND disabled_at IS NULL)`, account).Scan(&known).Error
	switch {
	case err != nil:
		return err
	case known:
		return errs.Invalid("accountId", errs.Duplicate)
	}
	return errs.Invalid("accountId", errs.UnknownID)
}

// change gives an assignment other terms; becoming co-leader ends the person's sessions. One that is over stays so, NotFound: to lead
// anew is to be appointed.
func (s *Store) change(tx *gorm.DB, who auth.Principal, a Assignment, terms Terms) error {
	changed := tx.Exec(`UPDATE lead_assignments l SET role = ?, ends_at = ? WHERE id = ? AND `+Running, terms.Role, terms.EndsAt, a.ID)
	if changed.Error != nil {
		return changed.Error
	}
	if changed.RowsAffected == 0 {
		return errs.New(errs.NotFound)
	}
	if a.Role == Leader && terms.Role == CoLeader {
		if err := endSessions(tx, who, a.Person.ID); err != nil {
			return err
		}
	}
	return s.note(tx, who, Changed, a.Person.ID, a.thing(), terms)
}

// revoke takes an assignment back, and ends the sessions of who led.
func (s *Store) revoke(tx *gorm.DB, who auth.Principal, a Assignment) error {
	if err := tx.Exec(`DELETE FROM lead_assignments WHERE id = ?`, a.ID).Error; err != nil {
		return err
	}
	if err := endSessions(tx, who, a.Person.ID); err != nil {
		return err
	}
	return s.note(tx, who, Revoked, a.Person.ID, a.thing(), Terms{a.Role, a.EndsAt})
}

// endSessions ends all sessions of account; of one's own all but the present one.
func endSessions(tx *gorm.DB, who auth.Principal, account uuid.UUID) error {
	keep := uuid.Nil
	if who.ID == account {
		keep = who.SessionID
	}
	return auth.EndOthers(tx, account, keep)
}

// note records a change, has it seen, and tells the person unless they did it themselves.
func (s *Store) note(tx *gorm.DB, who auth.Principal, what audit.Action, account uuid.UUID, t Thing, terms Terms) error {
	postgres.Changed(tx, change.Account(account), change.Record(t.ID))
	var title string
	if err := tx.Raw(`SELECT title FROM `+t.of().table+` WHERE id = ?`, t.ID).Scan(&title).Error; err != nil {
		return err
	}
	details := map[string]string{"thing": string(t.Kind), "id": t.ID.String(), "title": title, "role": string(terms.Role)}
	if terms.EndsAt != nil {
		details["endsAt"] = terms.EndsAt.UTC().Format(time.RFC3339)
	}
	err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: what, SubjectKind: "account", Subject: account, Details: details})
	if err != nil || who.ID == account {
		return err
	}
	return s.tell(tx, what, account, title, terms)
}

// Begin has who lead a thing that who has just made.
func (s *Store) Begin(tx *gorm.DB, who auth.Principal, t Thing) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return s.grant(tx, who, id, t, who.ID, Terms{Role: Leader})
}

// Replace has exactly those accounts lead a thing, besides co-leaders, who stay; a co-leader among them
// becomes leader. New ones must have a role that leads, which the problem tells of the field leaderIds.
func (s *Store) Replace(tx *gorm.DB, who auth.Principal, t Thing, accounts []uuid.UUID) error {
	if err := alone(tx, t); err != nil {
		return err
	}
	end, err := endOf(tx, who, t)
	if err != nil {
		return err
	}
	those, err := Of(tx, t)
	if err != nil {
		return err
	}
	own := slices.DeleteFunc(those, func(l Somebody) bool { return !l.Own })
	for _, l := range own {
		if l.Role == Leader && !slices.Contains(accounts, l.ID) {
			if err := s.dismiss(tx, who, t, l); err != nil {
				return err
			}
		}
	}
	for _, account := range accounts {
		if slices.ContainsFunc(own, func(l Somebody) bool { return l.ID == account && l.Role == Leader }) {
			continue
		}
		if err := s.appoint(tx, who, t, account, own, end); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) dismiss(tx *gorm.DB, who auth.Principal, t Thing, l Somebody) error {
	a, err := findOf(tx, t, l.ID)
	if err != nil {
		return err
	}
	return s.revoke(tx, who, a)
}

// appoint makes account a leader of a thing that own lead, no longer than until end.
func (s *Store) appoint(tx *gorm.DB, who auth.Principal, t Thing, account uuid.UUID, own []Somebody, end *time.Time) error {
	if slices.ContainsFunc(own, func(l Somebody) bool { return l.ID == account }) {
		a, err := findOf(tx, t, account)
		if err != nil {
			return err
		}
		if !later(a.EndsAt, end) {
			end = a.EndsAt
		}
		return s.change(tx, who, a, Terms{Role: Leader, EndsAt: end})
	}
	var leads bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM accounts WHERE id = ? AND role IN ('project-leader', 'administrator'))`, account).Scan(&leads).Error
	if err != nil {
		return err
	}
	if !leads {
		return errs.Invalid("leaderIds", errs.NotLeader)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return s.grant(tx, who, id, t, account, Terms{Role: Leader, EndsAt: end})
}
