package moderation

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Notice is what somebody reports.
type Notice struct {
	Kind   Kind
	ID     uuid.UUID
	Reason Ground
	Note   string
}

// Report takes a notice of something that everybody can read. It joins the open case of the thing, or opens one.
// Somebody signed in reports a thing once until that case is decided, or else AlreadyReported, and not what they have a part in. A guest is nobody:
// that theirs are few is for whoever calls to see to.
func (s *Store) Report(ctx context.Context, who auth.Principal, key idempotency.Key, n Notice) (uuid.UUID, error) {
	if err := who.Check(permission.Report, 0); err != nil {
		return uuid.Nil, err
	}
	if n.Reason == Other && n.Note == "" {
		return uuid.Nil, errs.Invalid("note", errs.Required)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return uuid.Nil, err
	}
	return idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error { return report(tx, who, id, n) })
}

func report(tx *gorm.DB, who auth.Principal, id uuid.UUID, n Notice) error {
	thing, err := find(tx, n.Kind, n.ID)
	switch {
	case err != nil:
		return err
	case !thing.Public:
		return errs.New(errs.NotFound)
	case own(who, thing.Author.ID, thing.WriterIDs) != 0:
		return errs.New(errs.Forbidden)
	}
	if err := checkPace(tx, who); err != nil {
		return err
	}
	caseID, err := openCase(tx, thing, "report", 1)
	if err != nil {
		return err
	}
	if err := count(tx, "report", n.Reason); err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO reports (id, case_id, thing_id, reporter_id, reason, note)
		SELECT ?, ?, ?, ?::uuid, ?, ? WHERE ?::uuid IS NOT NULL OR (SELECT count(*) FROM reports WHERE case_id = ? AND reporter_id IS NULL) < ?`,
		id, caseID, n.ID, known(who.ID), n.Reason, n.Note, known(who.ID), caseID, maxGuestNotes).Error
}

// checkPace refuses who has reported very much within a day.
func checkPace(tx *gorm.DB, who auth.Principal) error {
	if !who.SignedIn() {
		return nil
	}
	return pace.Limit{Table: "reports", By: "reporter_id", At: "created_at", Most: maxReports, In: pace.Day}.Check(tx, who.ID)
}

// openCase returns the open case of a thing, which it makes if there is none, and adds so many reports to it. Of
// several at once one makes it. The case is locked until the end of the transaction.
func openCase(tx *gorm.DB, t Thing, cause string, reports int) (uuid.UUID, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return id, err
	}
	score, signs, err := scored(tx, t)
	if err != nil {
		return id, err
	}
	var found uuid.UUID
	err = tx.Raw(`INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause, report_count, spam_score, spam_signs) VALUES (?, ?, ?, ?, ?, ?, ?, ?::jsonb)
		ON CONFLICT (thing_kind, thing_id) WHERE state = 'open' DO UPDATE SET report_count = moderation_cases.report_count + EXCLUDED.report_count
		RETURNING id`, id, t.Kind, t.ID, t.Author.ID, cause, reports, score, signs).Row().Scan(&found)
	return found, err
}

// scored is the score of a thing, as of who wrote its present wording, and what it comes from; nil for what is not weighed.
func scored(tx *gorm.DB, t Thing) (score *int, signs string, err error) {
	if !t.Kind.weighed() {
		return nil, "[]", nil
	}
	f, err := screening.Weigh(tx, screening.Post{Kind: screening.Kind(t.Kind), ID: t.ID, Author: t.WriterID, Text: t.weighed(), Again: t.Text})
	return &f.Score, f.Written(), err
}

// weighed is the text by which t is scored and learnt from.
func (t Thing) weighed() string {
	if t.Kind == Idea || t.Kind == Offer {
		return t.Title + "\n" + t.Text
	}
	return t.Text
}

// Open returns the open case of a thing for a moderator who finds it themselves: the problem is Forbidden where they have a part in it.
func (s *Store) Open(ctx context.Context, who auth.Principal, kind Kind, thing uuid.UUID) (uuid.UUID, error) {
	if err := who.Check(permission.Moderate, 0); err != nil {
		return uuid.Nil, err
	}
	var id uuid.UUID
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		t, err := find(tx, kind, thing)
		if err == nil && !t.Public && !t.Shown && !t.Restricted && !t.Waiting { // a draft, or withdrawn
			err = errs.New(errs.NotFound)
		}
		if err == nil && own(who, t.Author.ID, t.WriterIDs) != 0 {
			err = errs.New(errs.Forbidden)
		}
		if err != nil {
			return err
		}
		id, err = openCase(tx, t, "moderator", 0)
		return err
	})
	return id, err
}

// known is an id, or null for nobody.
func known(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
