package challenge

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/relation"
)

// Relation is what somebody may do with a challenge now.
type Relation struct {
	ChallengeID uuid.UUID
	Permissions relation.Permissions
	// Lacks is the problem that alone keeps them from proposing ideas: that they have not proven where they live, or how old they are.
	Lacks errs.Code
}

// Relations returns what who may do with challenges, in the order of ids, without those that who may
// not see or that do not exist.
func (s *Store) Relations(ctx context.Context, who auth.Principal, ids []uuid.UUID) ([]Relation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var found []struct {
		Summary
		LeadRole lead.Role
	}
	err := s.db.WithContext(ctx).Raw(`SELECT `+columns+`, (SELECT max(l.role) FROM lead_assignments l WHERE l.account_id = ? AND `+lead.Leading+`) AS lead_role
		FROM challenges c JOIN challenge_stats s ON s.challenge_id = c.id WHERE c.id = ANY (?)`, who.ID, postgres.IDs(ids)).Scan(&found).Error
	if err != nil {
		return nil, err
	}
	relations := make([]Relation, 0, len(found))
	for _, row := range found {
		c := Challenge{Summary: row.Summary}
		c.leading = []lead.Somebody{{Ref: participant.Ref{ID: who.ID}, Role: row.LeadRole}}
		if MayRead(who, c) {
			r := Relation{ChallengeID: c.ID, Permissions: permissions(who, c)}
			if mayPost(who, c) {
				r.Lacks = c.Proposers.Lacks(who.Proof, time.Now())
			}
			relations = append(relations, r)
		}
	}
	relation.Sort(relations, ids, func(r Relation) uuid.UUID { return r.ChallengeID })
	return relations, nil
}

// mayPost reports whether who may propose ideas in c now, but for having proven where they live and how old they are.
func mayPost(who auth.Principal, c Challenge) bool {
	return who.May(permission.CreateIdea, 0) && c.Open.Posting
}

// permissions is what who may do with c now. Opening again what was closed counts as publishing.
func permissions(who auth.Principal, c Challenge) (p relation.Permissions) {
	to := c.standing(who)
	canGo := func(s State) bool {
		return CanGo(c.State, s) && !c.phasesDecide(s) && who.May(stepping(c.State, s), to)
	}
	p.Allow(mayPost(who, c) && c.Proposers.Lacks(who.Proof, time.Now()) == "", relation.PostIdea)
	p.Allow(who.May(permission.EditChallenge, to), relation.Edit)
	p.Allow(canGo(Open), relation.Publish)
	p.Allow(canGo(Closed), relation.Close)
	p.Allow(canGo(Archived), relation.Archive)
	p.Allow(who.May(permission.AppointChallengeLeaders, to), relation.Appoint)
	p.Allow(who.May(permission.CreateChallenge, 0), relation.Copy)
	return p
}
