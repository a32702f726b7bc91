package merge

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Propose asks that an idea become part of another. Whoever wrote one of them has agreed for it; who wrote both merges them at once.
// Two ideas wait for one proposal at a time, whichever would be the part: the problem is MergeProposed; and whose proposal about them was
// declined makes none for thirty days: MergeDeclined. Forbidden where a block is between an author and a member who proposes it.
func (s *Store) Propose(ctx context.Context, who auth.Principal, key idempotency.Key, part, whole uuid.UUID, reason string) (Proposal, error) {
	if err := who.Check(permission.ProposeMerge, 0); err != nil {
		return Proposal{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Proposal{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return propose(tx, who, id, part, whole, reason) })
	if err != nil {
		return Proposal{}, err
	}
	return s.Get(ctx, who, id)
}

func propose(tx *gorm.DB, who auth.Principal, id, part, whole uuid.UUID, reason string) error {
	if err := pace.Hold(tx, who.ID); err != nil {
		return err
	}
	a, b, err := lockMergeable(tx, who, part, whole)
	if err != nil {
		return err
	}
	as, err := capacityOf(tx, who, a, b)
	if err != nil {
		return err
	}
	if err := checkBlocks(tx, who, as, a, b); err != nil {
		return err
	}
	if err := checkDay(tx, who, as); err != nil {
		return err
	}
	if err := checkDeclined(tx, who, part, whole); err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO idea_merges (id, idea_id, into_id, proposed_by, capacity, reason) VALUES (?, ?, ?, ?, ?, ?)`,
		id, part, whole, who.ID, as, reason).Error
	if err != nil {
		return err
	}
	p, err := find(tx, who, id)
	if err != nil {
		return err
	}
	if as == AsAuthor {
		return agree(tx, who, p, true)
	}
	return ask(tx, who, p)
}

// lockMergeable takes two ideas that may be merged. Who agrees for an idea is its author until the transaction ends: whoever takes it over
// waits, and finds the proposal.
func lockMergeable(tx *gorm.DB, who auth.Principal, part, whole uuid.UUID) (a, b idea.Summary, err error) {
	if err := holdPair(tx, part, whole); err != nil {
		return a, b, err
	}
	if a, b, err = idea.LockPair(tx, part, whole); err != nil {
		return a, b, err
	}
	switch {
	case !idea.MayFind(who, a):
		return a, b, errs.New(errs.NotFound)
	case !idea.MayFind(who, b):
		return a, b, errs.Invalid("intoId", errs.UnknownID)
	}
	return a, b, idea.CheckMerge(a, b)
}

// capacityOf is as what who proposes to merge two ideas: the first that they are.
func capacityOf(tx *gorm.DB, who auth.Principal, a, b idea.Summary) (Capacity, error) {
	if who.To(a.Author.ID)|who.To(b.Author.ID) != 0 {
		return AsAuthor, nil
	}
	for _, i := range []idea.Summary{a, b} {
		st, err := idea.Standings(tx, who, i)
		if err != nil {
			return "", err
		}
		if st&(permission.Leader|permission.CoLeader) != 0 {
			return AsLeader, nil
		}
	}
	if who.May(permission.DecideMerge, 0) {
		return AsModerator, nil
	}
	return AsMember, nil
}

// checkBlocks refuses to ask an author who has blocked the one who asks, or is blocked by them. Leaders and moderators ask on behalf of the
// municipality.
func checkBlocks(tx *gorm.DB, who auth.Principal, as Capacity, a, b idea.Summary) error {
	if as == AsLeader || as == AsModerator {
		return nil
	}
	askers := postgres.IDs{who.ID}
	for _, i := range []idea.Summary{a, b} {
		if who.To(i.Author.ID) != 0 {
			askers = append(askers, i.Author.ID)
		}
	}
	apart, err := help.Apart(tx, askers, postgres.IDs{a.Author.ID, b.Author.ID})
	if err == nil && apart {
		err = errs.New(errs.Forbidden)
	}
	return err
}

// checkDay bounds what one person proposes in a day: the problem is TooManyRequests.
func checkDay(tx *gorm.DB, who auth.Principal, as Capacity) error {
	limit := pace.Limit{Table: "idea_merges", By: "proposed_by", At: "created_at", Most: manyADay, In: pace.Day}
	if as == AsMember {
		limit.Most = aDay
	}
	return limit.Check(tx, who.ID)
}

// checkDeclined refuses to be asked again at once what was just answered.
func checkDeclined(tx *gorm.DB, who auth.Principal, part, whole uuid.UUID) error {
	var declined bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM idea_merges WHERE proposed_by = @who AND state = 'declined' AND decided_at > now() - interval '30 days'
		AND (idea_id = @part AND into_id = @whole OR idea_id = @whole AND into_id = @part))`,
		map[string]any{"who": who.ID, "part": part, "whole": whole}).Scan(&declined).Error
	if err == nil && declined {
		err = errs.New(errs.MergeDeclined)
	}
	return err
}

// agree notes that who agrees for what they wrote. Once both have, the ideas are merged. first: who proposes it, and others are asked.
func agree(tx *gorm.DB, who auth.Principal, p Proposal, first bool) error {
	now := time.Now()
	for _, end := range []struct {
		idea uuid.UUID
		by   uuid.UUID
		at   **time.Time
	}{{p.Part.ID, p.Part.AuthorID, &p.PartAgreedAt}, {p.Whole.ID, p.Whole.AuthorID, &p.WholeAgreedAt}} {
		if who.To(end.by) == 0 || *end.at != nil {
			continue
		}
		*end.at = &now
		if err := organisation.RecordIdea(tx, end.by, who.ID, organisation.IdeaEdited, end.idea); err != nil {
			return err
		}
	}
	err := tx.Exec(`UPDATE idea_merges SET idea_agreed_at = ?, into_agreed_at = ?, version = CASE WHEN ? THEN version ELSE version + 1 END WHERE id = ?`,
		p.PartAgreedAt, p.WholeAgreedAt, first, p.ID).Error
	switch {
	case err != nil:
		return err
	case p.PartAgreedAt != nil && p.WholeAgreedAt != nil:
		return settle(tx, who, p, AsAuthor, nil)
	case first:
		return ask(tx, who, p)
	}
	return nil
}

// ask has the authors told that they are asked, but for who proposes it.
func ask(tx *gorm.DB, who auth.Principal, p Proposal) error {
	return notification.Happened(tx, notification.Event{Kind: notification.MergeProposed, Actor: who.ID, Object: p.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: p.Part.ID}, To: []uuid.UUID{p.Whole.AuthorID}})
}
