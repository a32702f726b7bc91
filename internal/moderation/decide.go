package moderation

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/text"
)

// Ruling is what a moderator decides. Shapes and lengths are the contract's.
type Ruling struct {
	Action Action
	Ground Ground
	Rule   string
	Facts  string
	EndsAt *time.Time // of a suspension; nil: until it is lifted
}

// check collects what is missing for a thing of a kind.
func (r Ruling) check(k Kind) error {
	var faults errs.Fields
	if !r.Action.fits(k) {
		faults.Add("action", errs.NotAllowedValue)
	}
	if r.Action.Restricts() {
		if r.Ground == "" {
			faults.Add("ground", errs.Required)
		}
		if len([]rune(r.Rule)) < 3 {
			faults.Add("rule", errs.Required)
		}
		if len([]rune(r.Facts)) < 10 {
			faults.Add("facts", errs.TooShort, 10)
		}
	}
	if r.EndsAt != nil && r.Action != Suspend {
		faults.Add("endsAt", errs.NotAllowedValue)
	}
	return faults.Err()
}

// Decide closes a case, if it and the words it is about still have the given version and nobody else is at it, and does what is decided.
// Whoever it is against is told why. Nobody decides on what they have a part in.
func (s *Store) Decide(ctx context.Context, who auth.Principal, key idempotency.Key, caseID uuid.UUID, version int, r Ruling) (Decision, error) {
	if err := who.Check(permission.Moderate, 0); err != nil {
		return Decision{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Decision{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return s.decide(tx, who, id, caseID, version, r) })
	if err != nil {
		return Decision{}, err
	}
	return findDecision(s.db.WithContext(ctx), id)
}

func (s *Store) decide(tx *gorm.DB, who auth.Principal, id, caseID uuid.UUID, version int, r Ruling) error {
	c, err := lockCase(tx, who, caseID, version)
	if err != nil {
		return err
	}
	if err := r.check(c.Kind); err != nil {
		return err
	}
	if err := hold(tx, c, r); err != nil {
		return err
	}
	t, err := s.settle(tx, c, r)
	if err != nil {
		return err
	}
	if err := r.checkFor(t, c.AuthorID); err != nil {
		return err
	}
	suspension, err := s.do(tx, who, id, t, r)
	if err != nil {
		return err
	}
	undone, err := write(tx, who, id, c, t, r, suspension)
	if err != nil {
		return err
	}
	if err := tellReporters(tx, caseID, r.Action); err != nil {
		return err
	}
	if err := s.tell(tx, who, id, t, r); err != nil {
		return err
	}
	return learn(tx, t, r, undone)
}

// checkFor refuses what cannot be decided about t, whose case is about what somebody wrote. What waits is let through or hidden, and nothing
// else is let through.
func (r Ruling) checkFor(t Thing, writer uuid.UUID) error {
	if (r.Action == Warn || r.Action == Suspend) && !t.alone(writer) {
		return errs.Invalid("action", errs.NotAllowedValue)
	}
	if t.Waiting != (r.Action == Publish) && (!t.Waiting || r.Action != Hide) {
		return errs.New(errs.StateTransition)
	}
	return nil
}

// settle returns the thing of a case. What its author has deleted can only be kept.
func (s *Store) settle(tx *gorm.DB, c Case, r Ruling) (Thing, error) {
	t, err := find(tx, c.Kind, c.ThingID)
	if errs.CodeOf(err) == errs.NotFound && r.Action == Keep {
		t, err = Thing{Kind: c.Kind, ID: c.ThingID, Title: c.Title}, nil
		t.Author.ID = c.AuthorID
	}
	return t, err
}

// write notes a decision and closes the case. One that restores undoes those of before, which it returns.
func write(tx *gorm.DB, who auth.Principal, id uuid.UUID, c Case, t Thing, r Ruling, suspension *uuid.UUID) (undone []Decision, err error) {
	err = tx.Exec(`INSERT INTO moderation_decisions (id, case_id, thing_kind, thing_id, title, author_id, action, ground, rule, facts, automated, decided_by, appeal_until, ends_at, suspension_id)
		VALUES (?, ?, ?, ?, ?, ?, ?, NULLIF(?, ''), NULLIF(?, ''), ?, ?, ?, CASE WHEN ? THEN now() + make_interval(months => ?) END, ?, ?)`,
		id, c.ID, t.Kind, t.ID, t.Title, t.Author.ID, r.Action, r.Ground, r.Rule, r.Facts, c.Cause == "spam", who.ID, r.Action.Restricts(), appealInMonths, r.EndsAt, suspension).Error
	if err != nil {
		return nil, err
	}
	if r.Action == Restore {
		err = tx.Raw(`UPDATE moderation_decisions SET undone_at = now() WHERE thing_id = ? AND undone_at IS NULL AND action IN ('hide', 'lock', 'suspend')
			RETURNING action, ground`, t.ID).Scan(&undone).Error
		if err != nil {
			return nil, err
		}
	}
	if err := count(tx, string(r.Action), r.Ground); err != nil {
		return nil, err
	}
	return undone, tx.Exec(`UPDATE moderation_cases SET state = 'closed', closed_at = now(), version = version + 1 WHERE id = ?`, c.ID).Error
}

// tell records a decision in the audit log, and has whom it concerns told of it.
func (s *Store) tell(tx *gorm.DB, who auth.Principal, id uuid.UUID, t Thing, r Ruling) error {
	err := audit.Record(tx, audit.Entry{Actor: who.ID, Action: Decided, SubjectKind: string(t.Kind), Subject: t.ID,
		Details: map[string]string{"decision": id.String(), "action": string(r.Action), "ground": string(r.Ground)}})
	if err != nil || r.Action == Keep {
		return err
	}
	kind := notification.ModerationDecision
	if r.Action == Publish {
		kind = notification.PostPublished
	}
	return notification.Happened(tx, notification.Event{Kind: kind, Actor: who.ID,
		Subject: subjectOf(t), Object: id, To: []uuid.UUID{t.Author.ID}})
}

// subjectOf is what a notification about t leads to.
func subjectOf(t Thing) notification.Subject {
	switch {
	case t.IdeaID != nil:
		return notification.Subject{Kind: notification.Idea, ID: *t.IdeaID}
	case t.Kind == Idea:
		return notification.Subject{Kind: notification.Idea, ID: t.ID}
	case t.Author.Organisation:
		return notification.Subject{Kind: notification.Organisation, ID: t.Author.ID}
	}
	return notification.Subject{Kind: notification.Person, ID: t.Author.ID}
}

// count adds one to what a year is told of.
func count(tx *gorm.DB, what string, g Ground) error {
	return tx.Exec(`INSERT INTO moderation_counts (year, what, ground, count) VALUES (?, ?, ?, 1)
		ON CONFLICT ON CONSTRAINT moderation_counts_pkey DO UPDATE SET count = moderation_counts.count + 1`, yearOf(time.Now()), what, g).Error
}

// yearOf is the year of a moment for people here: its first hour counts to it, which is the former year's last in Greenwich.
func yearOf(t time.Time) int { return text.Local(t).Year() }
