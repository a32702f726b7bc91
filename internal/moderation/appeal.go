package moderation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Appeal takes the word of whom a decision is against, once and in time; AppealClosed after that.
func (s *Store) Appeal(ctx context.Context, who auth.Principal, key idempotency.Key, decision uuid.UUID, words string) (Decision, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Decision{}, err
	}
	_, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		d, err := findDecision(tx, decision)
		if err != nil {
			return err
		}
		if err := mayAppeal(who, d); err != nil {
			return err
		}
		return tx.Exec(`INSERT INTO appeals (id, decision_id, decision_by, by_id, words) VALUES (?, ?, ?, ?, ?)`,
			id, decision, known(d.DecidedBy), who.ID, words).Error
	})
	if err != nil {
		return Decision{}, err
	}
	return findDecision(s.db.WithContext(ctx), decision)
}

// mayAppeal says why who may not appeal against d.
func mayAppeal(who auth.Principal, d Decision) error {
	standing := who.To(d.AuthorID)
	switch {
	case !who.May(permission.SeeDecision, standing) && who.SignedIn():
		return errs.New(errs.NotFound)
	case d.AppealUntil == nil || d.UndoneAt != nil || time.Now().After(*d.AppealUntil):
		if err := who.Check(permission.Appeal, standing); err != nil {
			return err
		}
		return errs.New(errs.AppealClosed)
	}
	return who.Check(permission.Appeal, standing)
}

// MayAppeal reports whether p may appeal against d now.
func MayAppeal(p auth.Principal, d Decision) bool { return d.Appeal == nil && mayAppeal(p, d) == nil }

// MayJudge reports whether an appeal against d waits that p may judge: one against a decision of somebody else, about what p has no part in.
func MayJudge(p auth.Principal, d Decision) bool {
	return d.Appeal != nil && d.Appeal.Outcome == "" && d.DecidedBy != p.ID && own(p, d.AuthorID, d.WriterIDs) == 0 && p.May(permission.JudgeAppeal, 0)
}

// Appeals returns the decisions whose appeals wait, those that wait longest first.
func (s *Store) Appeals(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Decision], error) {
	if err := who.Check(permission.JudgeAppeal, 0); err != nil {
		return page.Result[Decision]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	idOf := func(d Decision) uuid.UUID { return d.Appeal.ID }
	result, err := page.Read(r, "appeals", uuid.Nil, idOf, func(after uuid.UUID, offset, limit int) ([]Decision, error) {
		return readDecisions(db, `WHERE a.outcome IS NULL AND a.id > ? ORDER BY a.id OFFSET ? LIMIT ?`, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM appeals WHERE outcome IS NULL`)
	return result, err
}

// Judge closes an appeal, if it still has the given version; who is somebody else than who decided, and has no part in what it is about. An overturned
// decision is undone.
func (s *Store) Judge(ctx context.Context, who auth.Principal, id uuid.UUID, version int, overturned bool, reason string) (Decision, error) {
	if err := who.Check(permission.JudgeAppeal, 0); err != nil {
		return Decision{}, err
	}
	var d Decision
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		found, err := lockAppeal(tx, id, version)
		if err != nil {
			return err
		}
		if d = found; own(who, d.AuthorID, d.WriterIDs) != 0 {
			return errs.New(errs.Forbidden)
		}
		outcome := "upheld"
		if overturned {
			outcome = "overturned"
		}
		// Whoever decided is refused by the constraint appeals_other_decider.
		err = tx.Exec(`UPDATE appeals SET outcome = ?, reason = ?, decided_by = ?, decided_at = now(), version = version + 1 WHERE id = ?`, outcome, reason, who.ID, id).Error
		if err != nil {
			return err
		}
		var undone Thing
		if overturned {
			if undone, err = s.undo(tx, who, d); err != nil {
				return err
			}
		}
		if err := tellJudged(tx, who, d, outcome); err != nil {
			return err
		}
		return unlearn(tx, undone, d)
	})
	if err != nil {
		return Decision{}, err
	}
	return findDecision(s.db.WithContext(ctx), d.ID)
}

func lockAppeal(tx *gorm.DB, id uuid.UUID, version int) (Decision, error) {
	if err := tx.Exec(`SELECT FROM appeals WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Decision{}, err
	}
	found, err := readDecisions(tx, `WHERE a.id = ?`, id)
	switch {
	case err != nil:
		return Decision{}, err
	case len(found) == 0:
		return Decision{}, errs.New(errs.NotFound)
	case found[0].Appeal.Version != version || found[0].Appeal.Outcome != "":
		return Decision{}, errs.New(errs.PreconditionFailed)
	}
	return found[0], nil
}

// undo puts back what a decision restricted, and returns it; the zero Thing where the decision was undone before or the thing is gone. What another
// decision that stands restricts likewise stays so. The decision comes after what it is about in the order of locks, as where a moderator restores.
func (s *Store) undo(tx *gorm.DB, who auth.Principal, d Decision) (Thing, error) {
	if err := holdThing(tx, d.Kind, d.ThingID, d.AuthorID); err != nil {
		return Thing{}, err
	}
	undone := tx.Exec(`UPDATE moderation_decisions SET undone_at = now() WHERE id = ? AND undone_at IS NULL`, d.ID)
	if undone.Error != nil || undone.RowsAffected == 0 {
		return Thing{}, undone.Error
	}
	if d.SuspensionID != nil { // also where what it was for has been deleted
		if err := s.people.Overturn(tx, who, *d.SuspensionID); err != nil {
			return Thing{}, err
		}
	}
	t, err := find(tx, d.Kind, d.ThingID)
	if errs.CodeOf(err) == errs.NotFound {
		return Thing{}, nil
	}
	if err == nil {
		err = putBack(tx, who, t, d)
	}
	return t, err
}

// putBack ends what d does to t, unless another decision does it as well. Everybody's suspension is their own.
func putBack(tx *gorm.DB, who auth.Principal, t Thing, d Decision) error {
	if d.Action != Hide && d.Action != Lock {
		return nil
	}
	if another, err := restrictedLikewise(tx, d); err != nil || another {
		return err
	}
	if d.Action == Lock {
		return idea.Lock(tx, t.ID, false)
	}
	return show(tx, who, t, true)
}

// restrictedLikewise reports whether a decision stands that does the same to the thing of one that is undone.
func restrictedLikewise(tx *gorm.DB, d Decision) (another bool, err error) {
	err = tx.Raw(`SELECT EXISTS (SELECT FROM moderation_decisions WHERE thing_id = ? AND action = ? AND undone_at IS NULL)`, d.ThingID, d.Action).Scan(&another).Error
	return another, err
}

func tellJudged(tx *gorm.DB, who auth.Principal, d Decision, outcome string) error {
	if err := count(tx, "appeal-"+outcome, d.Ground); err != nil {
		return err
	}
	err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: AppealJudged, SubjectKind: string(d.Kind), Subject: d.ThingID,
		Details: map[string]string{"decision": d.ID.String(), "outcome": outcome}})
	if err != nil {
		return err
	}
	subject := notification.Subject{Kind: notification.Person, ID: d.AuthorID}
	if t, err := find(tx, d.Kind, d.ThingID); err == nil {
		subject = subjectOf(t)
	} else if errs.CodeOf(err) != errs.NotFound {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.AppealDecided, Actor: who.ID, Subject: subject, Object: d.ID, To: []uuid.UUID{d.AuthorID}})
}
