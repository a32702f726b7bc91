package organisation

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// RemoveMember takes a member out, by an owner or by themselves. The last owner may go only when nobody
// else is left, which makes the organisation dormant; otherwise the problem is LastOwner.
func (s *Store) RemoveMember(ctx context.Context, who auth.Principal, id, account uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		_, standing, err := lock(tx, who, id, account)
		if err != nil {
			return err
		}
		leaves := who.ID == account && standing.may(permission.LeaveOrganisation)
		if !MayManage(standing) && !leaves {
			return errs.New(errs.Forbidden)
		}
		present, err := mandateOf(tx, id, account)
		if err != nil || present == Nobody {
			return err
		}
		if err := checkLeaving(tx, id, account, present); err != nil {
			return err
		}
		return s.remove(tx, who.ID, id, account, present)
	})
}

// checkLeaving refuses the last owner while there are others to hand over to.
func checkLeaving(tx *gorm.DB, id, account uuid.UUID, present Mandate) error {
	if present != Owner {
		return nil
	}
	owners, err := otherOwners(tx, id, account)
	if err != nil || owners > 0 {
		return err
	}
	var others bool
	err = tx.Raw(`SELECT EXISTS (SELECT FROM organisation_members m WHERE m.organisation_id = ? AND m.account_id <> ? AND `+able+`)`, id, account).Scan(&others).Error
	if err == nil && others {
		err = errs.New(errs.LastOwner)
	}
	return err
}

// remove takes a member out, for whom somebody else is found where they were the last owner.
func (s *Store) remove(tx *gorm.DB, by, id, account uuid.UUID, present Mandate) error {
	if present == Owner {
		if err := s.handOver(tx, by, id, account); err != nil {
			return err
		}
		if err := auditOwners(tx, by, id, account, "left"); err != nil {
			return err
		}
	}
	postgres.Changed(tx, change.Account(account), change.Record(id))
	if err := tx.Exec(`DELETE FROM organisation_members WHERE organisation_id = ? AND account_id = ?`, id, account).Error; err != nil {
		return err
	}
	action := MemberRemoved
	if by == account {
		action = MemberLeft
	}
	return record(tx, entry{organisation: id, by: by, action: action, member: &account})
}

// Leave takes an account out of every organisation, for when it is closed. Where it was the last owner,
// the rule of the package decides what follows; it never refuses. All organisations that name the account
// are locked, and stay so: those that it founded or verified are changed next.
func (s *Store) Leave(tx *gorm.DB, account uuid.UUID) error {
	err := tx.Exec(`SELECT FROM organisations WHERE id IN (SELECT organisation_id FROM organisation_members WHERE account_id = @account
			UNION SELECT id FROM organisations WHERE founder_id = @account UNION SELECT id FROM organisations WHERE verified_by = @account)
		ORDER BY id FOR NO KEY UPDATE`, map[string]any{"account": account}).Error
	if err != nil {
		return err
	}
	err = s.each(tx, account, func(id uuid.UUID, present Mandate) error { return s.remove(tx, account, id, account, present) })
	if err != nil {
		return err
	}
	return tx.Exec(`DELETE FROM organisation_invitations WHERE invited_by = ?`, account).Error
}

// HandOver finds somebody else for every organisation whose last owner an account is, for when it is
// disabled by somebody. It stays a member, and an owner where another one keeps the
// organisation from now on; of one that falls dormant it becomes a plain member, as all its members do.
func (s *Store) HandOver(tx *gorm.DB, by, account uuid.UUID) error {
	return s.each(tx, account, func(id uuid.UUID, present Mandate) error {
		if present != Owner {
			return nil
		}
		return s.handOver(tx, by, id, account)
	})
}

// each runs do with every organisation of an account, locked, in the order of their ids.
func (s *Store) each(tx *gorm.DB, account uuid.UUID, do func(id uuid.UUID, present Mandate) error) error {
	var ids []uuid.UUID
	err := tx.Raw(`SELECT organisation_id FROM organisation_members WHERE account_id = ? ORDER BY organisation_id`, account).Scan(&ids).Error
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := tx.Exec(`SELECT FROM organisations WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
			return err
		}
		present, err := mandateOf(tx, id, account)
		if err != nil {
			return err
		}
		if present == Nobody { // taken out meanwhile
			continue
		}
		if err := do(id, present); err != nil {
			return err
		}
	}
	return nil
}

// handOver sees to it that an organisation does not depend on one of its owners any more. It is locked.
func (s *Store) handOver(tx *gorm.DB, by, id, account uuid.UUID) error {
	owners, err := otherOwners(tx, id, account)
	if err != nil {
		return err
	}
	if owners > 0 {
		return passOn(tx, id, account)
	}
	var heirs []uuid.UUID
	// Who is being erased just now is passed over: that waits for this organisation.
	err = tx.Raw(`SELECT m.account_id FROM organisation_members m JOIN participants p ON p.id = m.account_id
		WHERE m.organisation_id = ? AND m.account_id <> ? AND m.mandate = 'representative' AND `+able+`
		ORDER BY m.joined_at, m.account_id LIMIT 1 FOR KEY SHARE OF p SKIP LOCKED`, id, account).Scan(&heirs).Error
	if err != nil {
		return err
	}
	if len(heirs) == 0 {
		return fallDormant(tx, by, id)
	}
	return s.inherit(tx, by, id, account, heirs[0])
}

// inherit makes a representative an owner in the place of another, and tells them.
func (s *Store) inherit(tx *gorm.DB, by, id, from, heir uuid.UUID) error {
	if err := assign(tx, id, heir, Owner); err != nil {
		return err
	}
	if err := passOn(tx, id, from); err != nil {
		return err
	}
	if err := record(tx, entry{organisation: id, by: by, action: OwnerAppointed, member: &heir}); err != nil {
		return err
	}
	if err := auditOwners(tx, by, id, heir, "succeeded"); err != nil {
		return err
	}
	return s.tellHeir(tx, id, heir)
}

// fallDormant leaves an organisation without an owner, and its people without a mandate.
func fallDormant(tx *gorm.DB, by, id uuid.UUID) error {
	if err := tx.Exec(`UPDATE organisations SET keeper_id = NULL WHERE id = ?`, id).Error; err != nil {
		return err
	}
	var demoted []uuid.UUID
	err := tx.Raw(`UPDATE organisation_members SET mandate = 'member' WHERE organisation_id = ? AND mandate <> 'member' RETURNING account_id`, id).Scan(&demoted).Error
	if err != nil {
		return err
	}
	for _, account := range demoted {
		postgres.Changed(tx, change.Account(account))
	}
	postgres.Changed(tx, change.Record(id), change.Organisations)
	if err := record(tx, entry{organisation: id, by: by, action: FellDormant}); err != nil {
		return err
	}
	return audit.Record(tx, audit.Entry{Actor: by, Action: fellDormant, SubjectKind: subject, Subject: id})
}
