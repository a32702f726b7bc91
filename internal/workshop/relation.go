package workshop

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
)

// Permission is something that somebody may do now, in the contract's words.
type Permission string

// The permissions that concern workshops.
const (
	MaySignUp     Permission = "sign-up"
	MaySignOff    Permission = "sign-off"
	MayChange     Permission = "edit"
	MayPublish    Permission = "publish"
	MayCancel     Permission = "cancel"
	MaySeeSignups Permission = "see-signups"
)

// Relation is what somebody is to a workshop.
type Relation struct {
	WorkshopID  uuid.UUID
	Signup      *Signup // nil when not signed up
	Permissions []Permission
}

// related is a workshop with what somebody has to do with it.
type related struct {
	Summary
	Leads       bool
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
			EXISTS (SELECT FROM workshop_leaders l WHERE l.workshop_id = w.id AND l.account_id = ?) AS leads,
			g.state AS signup_state, `+position+` AS position
		FROM workshops w LEFT JOIN signups g ON g.workshop_id = w.id AND g.participant_id = ? WHERE w.id IN ?`, who.ID, who.ID, ids).Scan(&found).Error
	if err != nil {
		return nil, err
	}
	relations := make([]Relation, 0, len(found))
	for _, id := range ids {
		at := slices.IndexFunc(found, func(w related) bool { return w.ID == id })
		if at >= 0 && (found[at].State != Draft || mayEdit(who, found[at].Leads)) {
			relations = append(relations, found[at].relation(who, time.Now()))
		}
	}
	return relations, nil
}

func (w related) relation(who auth.Principal, now time.Time) Relation {
	r := Relation{WorkshopID: w.ID}
	allow := func(may bool, p Permission) {
		if may {
			r.Permissions = append(r.Permissions, p)
		}
	}
	if w.SignupState != nil {
		r.Signup = &Signup{WorkshopID: w.ID, State: *w.SignupState, Position: w.Position}
	}
	allow(r.Signup == nil && w.SignUpProblem(who, now) == nil, MaySignUp)
	allow(r.Signup != nil && w.StartsAt.After(now), MaySignOff)
	if mayEdit(who, w.Leads) {
		allow(true, MayChange)
		allow(w.StepProblem(Published, now) == nil, MayPublish)
		allow(w.StepProblem(Cancelled, now) == nil, MayCancel)
		allow(true, MaySeeSignups)
	}
	return r
}
