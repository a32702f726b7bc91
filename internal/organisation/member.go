package organisation

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

// Membership is somebody's place in an organisation, as members see it.
type Membership struct {
	Person
	Shown    bool // named on the organisation's page, as they chose
	JoinedAt time.Time
}

// MemberEdit is what is to change; nil leaves a field as it is.
type MemberEdit struct {
	Mandate *Mandate
	Shown   *bool
}

// ListMembers returns the members in the order in which they joined, to members and administrators.
func (s *Store) ListMembers(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Membership], error) {
	db := s.db.WithContext(ctx)
	if _, err := s.seen(db, who, id); err != nil {
		return page.Result[Membership]{Request: r}, err
	}
	joined := func(m Membership) page.Moment { return page.Moment{At: m.JoinedAt, ID: m.ID} }
	result, err := page.Read(r, "members", page.Moment{}, joined, func(after page.Moment, offset, limit int) ([]Membership, error) {
		var items []Membership
		err := db.Raw(membership+` AND (m.joined_at, m.account_id) > (?, ?) ORDER BY m.joined_at, m.account_id OFFSET ? LIMIT ?`,
			id, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM organisation_members WHERE organisation_id = ?`, id)
	return result, err
}

const membership = `SELECT p.id, p.display_name, p.kind, m.mandate, m.shown, m.joined_at
	FROM organisation_members m JOIN participants p ON p.id = m.account_id WHERE m.organisation_id = ?`

// seen refuses who may not see an organisation's people, and returns what the others are to it.
func (s *Store) seen(db *gorm.DB, who auth.Principal, id uuid.UUID) (Standing, error) {
	o, err := get(db, id)
	if err != nil {
		return Standing{}, err
	}
	m, err := mandateOf(db, id, who.ID)
	st := standing(who, m, o.Dormant)
	if err == nil && !MaySee(st) {
		err = errs.New(errs.Forbidden)
	}
	return st, err
}

// EditMember changes a member's mandate, by an owner, or lower by themselves, or to owner by an
// administrator while the organisation is dormant; and whether they are shown, by themselves alone.
// The problem is LastOwner for an organisation that would be left without one.
func (s *Store) EditMember(ctx context.Context, who auth.Principal, id, account uuid.UUID, e MemberEdit) (Membership, error) {
	var edited []Membership
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		o, standing, err := lock(tx, who, id, account)
		if err != nil {
			return err
		}
		present, err := mandateOf(tx, id, account)
		if err != nil {
			return err
		}
		if err := checkMemberEdit(who, account, standing, present, e); err != nil {
			return err
		}
		if e.Mandate != nil && *e.Mandate != present {
			if err := s.setMandate(tx, who, o, account, present, *e.Mandate); err != nil {
				return err
			}
		}
		if err := show(tx, id, account, e.Shown); err != nil {
			return err
		}
		return tx.Raw(membership+` AND m.account_id = ?`, id, account).Scan(&edited).Error
	})
	if err != nil {
		return Membership{}, err
	}
	return edited[0], nil
}

func checkMemberEdit(who auth.Principal, account uuid.UUID, s Standing, present Mandate, e MemberEdit) error {
	own := who.ID == account
	switch {
	case !MaySee(s), e.Shown != nil && !own:
		return errs.New(errs.Forbidden)
	case present == Nobody:
		return errs.New(errs.NotFound)
	case own && s.may(permission.EditMembership) && (e.Mandate == nil || present.Covers(*e.Mandate)):
		return nil
	case e.Mandate != nil && mayGive(s, *e.Mandate):
		return nil
	}
	return errs.New(errs.Forbidden)
}

// mayGive reports whether a member may be given a mandate.
func mayGive(s Standing, m Mandate) bool { return MayManage(s) || MayAppoint(s) && m == Owner }

func show(tx *gorm.DB, id, account uuid.UUID, shown *bool) error {
	postgres.Changed(tx, change.Record(id))
	if shown == nil {
		return nil
	}
	return tx.Exec(`UPDATE organisation_members SET shown = ? WHERE organisation_id = ? AND account_id = ?`, *shown, id, account).Error
}

// setMandate gives a member another mandate. The organisation is locked.
func (s *Store) setMandate(tx *gorm.DB, who auth.Principal, o Organisation, account uuid.UUID, present, to Mandate) error {
	if present == Owner {
		others, err := otherOwners(tx, o.ID, account)
		if err != nil {
			return err
		}
		if others == 0 {
			return errs.New(errs.LastOwner)
		}
		if err := passOn(tx, o.ID, account); err != nil {
			return err
		}
	}
	if err := assign(tx, o.ID, account, to); err != nil {
		return err
	}
	action := MandateChanged
	if o.Dormant {
		action = OwnerAppointed
	}
	if err := record(tx, entry{organisation: o.ID, by: who.ID, action: action, member: &account}); err != nil {
		return err
	}
	if present != Owner && to != Owner {
		return nil
	}
	return auditOwners(tx, who.ID, o.ID, account, string(to))
}

// auditOwners notes who became or ceased to be an owner, and why.
func auditOwners(tx *gorm.DB, actor, organisation, account uuid.UUID, why string) error {
	return audit.Record(tx, audit.Entry{Actor: actor, Action: ownersChanged, SubjectKind: subject, Subject: organisation,
		Details: map[string]string{detailOwner: account.String(), detailWhy: why}})
}

// assign writes a mandate; the first owner of a dormant organisation wakes it.
func assign(tx *gorm.DB, organisation, account uuid.UUID, to Mandate) error {
	postgres.Changed(tx, change.Account(account), change.Record(organisation))
	err := tx.Exec(`UPDATE organisation_members SET mandate = ? WHERE organisation_id = ? AND account_id = ?`, to, organisation, account).Error
	if err != nil || to != Owner {
		return err
	}
	return keep(tx, organisation, account)
}

// keep makes an owner the keeper of an organisation that has none.
func keep(tx *gorm.DB, organisation, account uuid.UUID) error {
	postgres.Changed(tx, change.Organisations)
	return tx.Exec(`UPDATE organisations SET keeper_id = ? WHERE id = ? AND keeper_id IS NULL`, account, organisation).Error
}

// join makes somebody a member who is none yet.
func join(tx *gorm.DB, organisation, account uuid.UUID, mandate Mandate) error {
	postgres.Changed(tx, change.Account(account), change.Record(organisation))
	err := tx.Exec(`INSERT INTO organisation_members (organisation_id, account_id, mandate) VALUES (?, ?, ?)`, organisation, account, mandate).Error
	if err != nil || mandate != Owner {
		return err
	}
	return keep(tx, organisation, account)
}

// able is the SQL for whether member m can sign in.
const able = `EXISTS (SELECT FROM accounts a WHERE a.id = m.account_id AND a.disabled_at IS NULL)`

// otherOwners counts the owners besides one account who can sign in.
func otherOwners(tx *gorm.DB, organisation, account uuid.UUID) (n int, err error) {
	err = tx.Raw(`SELECT count(*) FROM organisation_members m WHERE m.organisation_id = ? AND m.account_id <> ? AND m.mandate = 'owner' AND `+able,
		organisation, account).Scan(&n).Error
	return n, err
}

// passOn lets another owner keep the organisation instead of account, or nobody when there is none.
func passOn(tx *gorm.DB, organisation, account uuid.UUID) error {
	return tx.Exec(`UPDATE organisations SET keeper_id = (
			SELECT m.account_id FROM organisation_members m
			WHERE m.organisation_id = organisations.id AND m.account_id <> ? AND m.mandate = 'owner' AND `+able+`
			ORDER BY m.joined_at, m.account_id LIMIT 1)
		WHERE id = ? AND keeper_id = ?`, account, organisation, account).Error
}
