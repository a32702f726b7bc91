package organisation

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/relation"
)

// Relation is what somebody is to an organisation.
type Relation struct {
	OrganisationID uuid.UUID
	Mandate        Mandate // Nobody for those who do not belong to it
	Shown          bool
	ContactEmail   *string // for those who see its people
	Permissions    relation.Permissions
}

// Relations returns what who is to organisations, in the order of ids, without those that do not exist.
func (s *Store) Relations(ctx context.Context, who auth.Principal, ids []uuid.UUID) ([]Relation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var rows []struct {
		ID           uuid.UUID
		Dormant      bool
		ContactEmail *string
		Mandate      Mandate
		Shown        bool
	}
	err := s.db.WithContext(ctx).Raw(`SELECT o.id, o.keeper_id IS NULL AS dormant, o.contact_email, COALESCE(m.mandate, '') AS mandate, COALESCE(m.shown, false) AS shown
		FROM organisations o LEFT JOIN organisation_members m ON m.organisation_id = o.id AND m.account_id = ? WHERE o.id = ANY (?)`,
		who.ID, postgres.IDs(ids)).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	relations := make([]Relation, len(rows))
	for n, row := range rows {
		st := standing(who, row.Mandate, row.Dormant)
		relations[n] = Relation{OrganisationID: row.ID, Mandate: row.Mandate, Shown: row.Shown, Permissions: permissions(st)}
		if MaySee(st) {
			relations[n].ContactEmail = row.ContactEmail
		}
	}
	relation.Sort(relations, ids, func(r Relation) uuid.UUID { return r.OrganisationID })
	return relations, nil
}

// permissions is what may be done now.
func permissions(s Standing) (p relation.Permissions) {
	p.Allow(MaySpeak(s), relation.Speak)
	p.Allow(MayEdit(s), relation.Edit)
	p.Allow(MaySee(s), relation.SeeMembers)
	p.Allow(MayInvite(s, Member), relation.Invite)
	p.Allow(MayManage(s), relation.ManageMembers)
	p.Allow(MayAppoint(s), relation.AppointOwner)
	p.Allow(MayVerify(s), relation.Verify)
	p.Allow(s.may(permission.Moderate) && s.Mandate == Nobody, relation.Review)
	return p
}
