package workshop

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/relation"
)

// Relation is what somebody is to a workshop.
type Relation struct {
	WorkshopID  uuid.UUID
	Signup      *Signup // nil when not signed up
	Permissions relation.Permissions
}

// related is a workshop with what somebody has to do with it.
type related struct {
	Summary
	LeadRole    lead.Role
	SignupState *SignupState
	Position    int
}

// Relations returns what who is to workshops, in the order of ids, without those that who may not
// see or that do not exist.
func (s *Store) Relations(ctx context.Context, who auth.Principal, ids []uuid.UUID) ([]Relation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var found []related
	err := s.db.WithContext(ctx).Raw(`SELECT w.id, w.state, w.starts_at, w.ends_at, w.audience,
			(SELECT l.role FROM lead_assignments l WHERE l.workshop_id = w.id AND l.account_id = ? AND `+lead.Running+`) AS lead_role,
			g.state AS signup_state, `+position+` AS position
		FROM workshops w LEFT JOIN signups g ON g.workshop_id = w.id AND g.participant_id = ? WHERE w.id IN ?`, who.ID, who.ID, ids).Scan(&found).Error
	if err != nil {
		return nil, err
	}
	relations := make([]Relation, 0, len(found))
	for _, w := range found {
		if w.State != Draft || who.May(permission.SeeDraftWorkshop, w.LeadRole.Standing()) {
			relations = append(relations, w.relation(who, time.Now()))
		}
	}
	relation.Sort(relations, ids, func(r Relation) uuid.UUID { return r.WorkshopID })
	return relations, nil
}

func (w related) relation(who auth.Principal, now time.Time) Relation {
	r := Relation{WorkshopID: w.ID}
	if w.SignupState != nil {
		r.Signup = &Signup{WorkshopID: w.ID, State: *w.SignupState, Position: w.Position}
	}
	to := w.LeadRole.Standing()
	r.Permissions.Allow(who.May(permission.SignUp, 0) && r.Signup == nil && w.SignUpProblem(who, now) == nil, relation.SignUp)
	r.Permissions.Allow(who.May(permission.SignUp, 0) && r.Signup != nil && w.StartsAt.After(now), relation.SignOff)
	r.Permissions.Allow(who.May(permission.EditWorkshop, to), relation.Edit)
	r.Permissions.Allow(who.May(permission.PublishWorkshop, to) && w.StepProblem(Published, now) == nil, relation.Publish)
	r.Permissions.Allow(who.May(permission.CancelWorkshop, to) && w.StepProblem(Cancelled, now) == nil, relation.Cancel)
	r.Permissions.Allow(who.May(permission.SeeSignups, to), relation.SeeSignups)
	r.Permissions.Allow(who.May(permission.AppointWorkshopLeaders, to), relation.Appoint)
	return r
}
