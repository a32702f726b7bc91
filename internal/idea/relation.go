package idea

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/relation"
)

// Relation is what somebody is to an idea.
type Relation struct {
	IdeaID      uuid.UUID
	Choice      string // the own vote; empty without one
	Permissions relation.Permissions
	// Lacks is the problem that alone keeps them from voting: that they have not proven where they live, or how old they are.
	Lacks errs.Code
	Next  []Stage // to which they may move it now
}

// Relations returns what who is to ideas, in the order of ids, without those that who may not know
// of or that do not exist. The own vote is told only where votes are shown.
func (s *Store) Relations(ctx context.Context, who auth.Principal, ids []uuid.UUID) ([]Relation, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	db := s.db.WithContext(ctx)
	ideas, err := Answering(db, ids...)
	if err != nil {
		return nil, err
	}
	choices, err := choicesOf(db, who, ids)
	if err != nil {
		return nil, err
	}
	led, err := ledBy(db, who, ids...)
	if err != nil {
		return nil, err
	}
	taken, err := takenOver(db, ids...)
	if err != nil {
		return nil, err
	}
	relations := make([]Relation, 0, len(ids))
	for n, id := range ids {
		i := ideas[id]
		if !MayFind(who, i) || slices.Contains(ids[:n], id) {
			continue
		}
		r := Relation{IdeaID: id, Permissions: permissions(who, i, taken[id])}
		if CouldVote(who, i) {
			r.Lacks = i.VoterLacks(who.Proof)
		}
		standing := i.standing(who) | led[id] | i.looksAfter(who)
		r.Next = i.Next(who, standing)
		i.allowStanding(&r.Permissions, who, standing)
		if MayRead(who, i) {
			r.Choice = choices[id]
		}
		relations = append(relations, r)
	}
	return relations, nil
}

// allowStanding adds what who may do because of what they are to i.
func (i Summary) allowStanding(p *relation.Permissions, who auth.Principal, standing permission.Standings) {
	p.Allow(MayComment(who, i) && who.May(permission.CommentOfficially, standing), relation.Official)
	p.Allow(i.State == Published && !i.Locked && who.May(permission.HandOverIdea, standing), relation.HandOver)
	p.Allow(i.State == Published && !i.Locked && who.May(permission.InviteCoAuthor, standing), relation.CoAuthors)
	p.Allow(i.MayAnswer(who, standing), relation.Answer)
	p.Allow(i.NeedsOpen() && who.May(permission.StateNeed, standing), relation.StateNeeds)
	p.Allow(i.NeedsOpen() && standing&permission.Author == 0 && who.May(permission.AskContact, standing), relation.Help)
	p.Allow(i.State == Published && who.May(permission.RecordOutcome, standing), relation.RecordOutcome)
}

// choicesOf returns the votes of who on ideas.
func choicesOf(db *gorm.DB, who auth.Principal, ids []uuid.UUID) (map[uuid.UUID]string, error) {
	var votes []struct {
		IdeaID uuid.UUID
		Choice string
	}
	err := db.Raw(`SELECT idea_id, choice FROM votes WHERE participant_id = ? AND idea_id = ANY (?)`, who.ID, postgres.IDs(ids)).Scan(&votes).Error
	choices := make(map[uuid.UUID]string, len(votes))
	for _, v := range votes {
		choices[v.IdeaID] = v.Choice
	}
	return choices, err
}

// permissions is what who may do with i now. Bringing back counts as publishing.
func permissions(who auth.Principal, i Summary, takenOver bool) (p relation.Permissions) {
	p.Allow(MayVote(who, i), relation.Vote)
	p.Allow(MayComment(who, i), relation.Comment)
	p.Allow(MayEdit(who, i), relation.Edit)
	p.Allow(CanGo(who, i, Published), relation.Publish)
	p.Allow(!takenOver && CanGo(who, i, Withdrawn), relation.Withdraw)
	p.Allow(MayModerate(who, i), relation.Review)
	p.Allow(i.State == Published && !i.Locked && !i.decided() && !i.Duty.Owed() && who.May(permission.ProposeMerge, 0), relation.Merge)
	return p
}
