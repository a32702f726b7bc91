package handover

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Make offers an idea to one participant, or, with nil, to whoever takes it first, and has those told who are asked. Authors offer
// theirs; a leader one whose author has left or been away for ninety days, to anybody: the problem is AuthorPresent. One offer waits at
// a time: the problem is HandoverWaits. An author's reason is weighed as their posts are, see [screening.CheckWords].
func (s *Store) Make(ctx context.Context, who auth.Principal, key idempotency.Key, about uuid.UUID, to *uuid.UUID, reason string) (Offer, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Offer{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return offer(tx, who, id, about, to, reason) })
	if err != nil {
		return Offer{}, err
	}
	return s.Get(ctx, who, id)
}

func offer(tx *gorm.DB, who auth.Principal, id, about uuid.UUID, to *uuid.UUID, reason string) error {
	if err := pace.Hold(tx, who.ID); err != nil {
		return err
	}
	i, err := lock(tx, who, about)
	if err != nil {
		return err
	}
	as, err := capacityOf(tx, who, i, to)
	if err != nil {
		return err
	}
	if err := checkOffer(tx, who, i, to); err != nil {
		return err
	}
	if as == AsAuthor {
		if err := screening.CheckWords(tx, who, i.Author.ID, reason); err != nil {
			return err
		}
	}
	if err := tx.Exec(`UPDATE idea_handovers o SET `+runOut+` WHERE idea_id = ? AND `+over, about).Error; err != nil {
		return err
	}
	kind := ToAny
	if to != nil {
		kind = ToOne
	}
	postgres.Changed(tx, change.Record(about))
	err = tx.Exec(`INSERT INTO idea_handovers (id, idea_id, kind, from_id, to_id, offered_by, capacity, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, about, kind, i.Author.ID, to, who.ID, as, reason).Error
	if err != nil {
		return err
	}
	if as == AsAuthor {
		if err := organisation.RecordIdea(tx, i.Author.ID, who.ID, organisation.IdeaEdited, about); err != nil {
			return err
		}
	}
	return ask(tx, who, about, to)
}

// capacityOf is as what who offers an idea, or why they may not.
func capacityOf(tx *gorm.DB, who auth.Principal, i idea.Summary, to *uuid.UUID) (Capacity, error) {
	standing, err := idea.Standings(tx, who, i)
	if err == nil {
		err = who.Check(permission.HandOverIdea, standing)
	}
	if err != nil || who.To(i.Author.ID) != 0 {
		return AsAuthor, err
	}
	if to != nil {
		return "", errs.New(errs.Forbidden)
	}
	var present bool
	err = tx.Raw(`SELECT EXISTS (SELECT FROM accounts a WHERE a.disabled_at IS NULL AND COALESCE(a.last_seen_on, a.created_at) > now() - interval '90 days'
		AND (a.id = @author OR a.id IN (SELECT account_id FROM organisation_members WHERE organisation_id = @author AND mandate IN ('owner', 'representative'))))`,
		map[string]any{"author": i.Author.ID}).Scan(&present).Error
	if err == nil && present {
		err = errs.New(errs.AuthorPresent)
	}
	return AsLeader, err
}

// checkOffer holds that an idea may change hands, and that whom it is offered to can take it and is somebody else.
func checkOffer(tx *gorm.DB, who auth.Principal, i idea.Summary, to *uuid.UUID) error {
	if err := checkIdea(tx, i); err != nil {
		return err
	}
	if to != nil {
		fits, err := canTake(tx, postgres.IDs{*to}, postgres.IDs{i.Author.ID, who.ID})
		if err == nil && (!fits || *to == i.Author.ID) {
			err = errs.Invalid("toId", errs.UnknownID)
		}
		if err != nil {
			return err
		}
	}
	return pace.Limit{Table: "idea_handovers", By: "offered_by", At: "created_at", Most: aDay, In: pace.Day}.Check(tx, who.ID)
}

// checkIdea holds that an idea is there for all to read and nobody is looking into it: what is decided about its words is to reach whoever
// wrote them.
func checkIdea(tx *gorm.DB, i idea.Summary) error {
	if i.State != idea.Published || i.Locked {
		return errs.New(errs.IdeaNotPublished)
	}
	var reported bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM moderation_cases WHERE thing_kind = 'idea' AND thing_id = ? AND state = 'open')`, i.ID).Scan(&reported).Error
	if err == nil && reported {
		err = errs.New(errs.HandoverNotNow)
	}
	return err
}

// canTake reports whether the first of the takers is there and can answer, and no block is between them and the givers.
func canTake(tx *gorm.DB, takers, givers postgres.IDs) (fits bool, err error) {
	err = tx.Raw(`SELECT EXISTS (SELECT FROM participants p WHERE p.id = @to AND p.former_at IS NULL AND `+help.Reachable+`)
		AND NOT `+help.Blocked(`CAST(@takers AS uuid[])`, `CAST(@givers AS uuid[])`),
		map[string]any{"to": takers[0], "takers": takers, "givers": givers}).Scan(&fits).Error
	return fits, err
}

func ask(tx *gorm.DB, who auth.Principal, about uuid.UUID, to *uuid.UUID) error {
	event := notification.Event{Kind: notification.AdoptionOffered, Actor: who.ID, Subject: notification.Subject{Kind: notification.Idea, ID: about}}
	if to != nil {
		event.Kind, event.To = notification.HandOverOffered, []uuid.UUID{*to}
	}
	return notification.Happened(tx, event)
}
