package idea

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// OfficialFields is what a leader answers. Shapes and lengths are the contract's.
type OfficialFields struct {
	Decision Stage  // in dialogue, accepted, partly accepted or declined
	Body     string // Markdown: the reason
	NextStep string // plain text; may be empty
	Contact  string // whom to ask; may be empty
	// On whose behalf: a verified department that takes part here, or else its name.
	DepartmentID *uuid.UUID
	Department   *string
}

// OfficialAnswer is one version of the municipality's reply to an idea. Versions are never changed.
type OfficialAnswer struct {
	ID             uuid.UUID
	Number         int // from 1; the last one holds
	Decision       Stage
	Body           string
	BodyHTML       string `gorm:"-"`
	NextStep       string
	Contact        string
	By             participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	DepartmentName string
	DepartmentID   *uuid.UUID // nil: in words only
	At             time.Time
}

// MayAnswer reports whether somebody who is st to i may answer it officially.
func (i Summary) MayAnswer(p auth.Principal, st permission.Standings) bool {
	return i.State == Published && p.May(permission.AnswerIdea, st)
}

// Answer gives an idea its official answer, or another version of it, if the idea still has the given version:
// of two at once, one gets PreconditionFailed. The idea comes to the stage that was decided in the same
// transaction, unless it has begun already or is no longer pursued: then it stays where it is.
func (s *Store) Answer(ctx context.Context, who auth.Principal, key idempotency.Key, id uuid.UUID, version int, f OfficialFields) (OfficialAnswer, error) {
	answer, err := uuid.NewV7()
	if err != nil {
		return OfficialAnswer{}, err
	}
	reason, err := s.markdown.Excerpt(f.Body, maxExcerpt)
	if err == nil && reason == "" { // nothing but markup
		err = errs.Invalid("body", errs.Blank)
	}
	if err != nil {
		return OfficialAnswer{}, err
	}
	answer, err = idempotency.Once(ctx, s.db, key, answer, func(tx *gorm.DB) error {
		i, st, err := lockLed(tx, who, id, version)
		switch {
		case err != nil:
			return err
		case !who.May(permission.AnswerIdea, st):
			return who.Check(permission.AnswerIdea, st)
		case i.State != Published:
			return errs.New(errs.IdeaNotPublished)
		}
		if err := checkDepartment(tx, f); err != nil {
			return err
		}
		return giveAnswer(tx, who, answer, i, f, reason)
	})
	if err != nil {
		return OfficialAnswer{}, err
	}
	return s.official(s.db.WithContext(ctx), `a.id = ?`, answer)
}

// checkDepartment refuses an organisation that is no verified department.
func checkDepartment(tx *gorm.DB, f OfficialFields) error {
	switch {
	case f.DepartmentID == nil && f.Department == nil:
		return errs.Invalid("department", errs.Required)
	case f.DepartmentID != nil && f.Department != nil:
		return errs.Invalid("department", errs.NotTogether, "departmentId")
	case f.DepartmentID == nil:
		return nil
	}
	var found bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM organisations o JOIN participants p ON p.id = o.id
		WHERE o.id = ? AND p.kind = 'department' AND o.verified_at IS NOT NULL)`, f.DepartmentID).Scan(&found).Error
	if err == nil && !found {
		err = errs.Invalid("departmentId", errs.UnknownID)
	}
	return err
}

// giveAnswer stores an answer to an idea that is locked, moves the idea, and has people told once.
func giveAnswer(tx *gorm.DB, who auth.Principal, id uuid.UUID, i Idea, f OfficialFields, reason string) error {
	// Before the answer, as votes hold them: it finds the duty that a vote brings about now, or the vote finds the answer.
	if err := holdCounters(tx, i.ID); err != nil {
		return err
	}
	err := tx.Exec(`INSERT INTO official_answers (id, idea_id, number, decision, body, next_step, contact, by_id, department_id, department)
		SELECT @id, @idea, 1 + (SELECT count(*) FROM official_answers WHERE idea_id = @idea), @decision, @body, @next, @contact, @by, @department, @words`,
		map[string]any{"id": id, "idea": i.ID, "decision": f.Decision, "body": f.Body, "next": f.NextStep, "contact": f.Contact, "by": who.ID,
			"department": f.DepartmentID, "words": f.Department}).Error
	if err != nil {
		return err
	}
	changed(tx, i)
	err = notification.Happened(tx, notification.Event{Kind: notification.IdeaAnswered, Actor: who.ID, Object: id,
		Subject: notification.Subject{Kind: notification.Idea, ID: i.ID}, To: []uuid.UUID{i.Author.ID}})
	if err != nil {
		return err
	}
	if i.reaches(f.Decision) {
		return writeStep(tx, i, f.Decision, reason, who.ID, AsLeader)
	}
	return tx.Exec(`UPDATE ideas SET version = version + 1 WHERE id = ?`, i.ID).Error
}

// holdCounters keeps the counters of an idea that is locked as they are until the end of the transaction.
func holdCounters(tx *gorm.DB, id uuid.UUID) error {
	return tx.Exec(`SELECT FROM idea_stats WHERE idea_id = ? FOR NO KEY UPDATE`, id).Error
}

// changed has memory drop what shows an idea, in lists by stage too.
func changed(tx *gorm.DB, i Idea) {
	postgres.Changed(tx, change.Record(i.ID), change.Ideas)
	for _, a := range i.Challenges {
		postgres.Changed(tx, change.Answers(a.ID))
	}
}
