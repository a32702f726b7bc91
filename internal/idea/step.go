package idea

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Capacity is as what somebody takes a step.
type Capacity string

// The capacities. Whoever is both takes as a leader the steps that leaders decide, and as the author those
// that carry the idea on.
const (
	AsAuthor Capacity = "author"
	AsLeader Capacity = "leader"
)

// Step is one move of an idea from one stage to another. Steps are never changed.
type Step struct {
	Number   int // from 1
	From     Stage
	To       Stage
	Reason   string          // what everybody reads; plain text
	By       participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	Capacity Capacity
	At       time.Time
}

// SetStage moves an idea to another stage, if it still has the given version: of two at once, one gets
// PreconditionFailed. Who may, and from where, is the table in stage.go.
func (s *Store) SetStage(ctx context.Context, who auth.Principal, id uuid.UUID, version int, to Stage, reason string) (Idea, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		i, st, err := lockLed(tx, who, id, version)
		if err != nil {
			return err
		}
		if err := i.checkMove(who, st, to); err != nil {
			return err
		}
		return takeStep(tx, who, i, to, reason)
	})
	if err != nil {
		return Idea{}, err
	}
	return s.Get(ctx, who, id)
}

// lockLed takes the idea for a step by who, and says what who is to it.
func lockLed(tx *gorm.DB, who auth.Principal, id uuid.UUID, version int) (Idea, permission.Standings, error) {
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return Idea{}, 0, err
	}
	i, err := find(tx, who, id)
	if err != nil {
		return i, 0, err
	}
	st, err := Standings(tx, who, i.Summary)
	switch {
	case err != nil:
		return i, st, err
	case !who.May(permission.DecideIdea, st) && !who.May(permission.PursueIdea, st):
		return i, st, who.Check(permission.PursueIdea, st)
	case i.Version != version:
		return i, st, errs.New(errs.PreconditionFailed)
	}
	return i, st, nil
}

// takeStep moves an idea that is locked, in the name of its author where who is that to it and the step is the
// author's to take, and has people told. An author's reason is weighed as their posts are, see [screening.CheckWords].
func takeStep(tx *gorm.DB, who auth.Principal, i Idea, to Stage, reason string) error {
	by, capacity := who.ID, AsLeader
	if who.To(i.Author.ID) != 0 && passageTo(to).action == permission.PursueIdea {
		by, capacity = i.Author.ID, AsAuthor
		if err := screening.CheckWords(tx, who, by, reason); err != nil {
			return err
		}
		if err := organisation.RecordIdea(tx, i.Author.ID, who.ID, organisation.IdeaEdited, i.ID); err != nil {
			return err
		}
	}
	changed(tx, i)
	err := notification.Happened(tx, notification.Event{Kind: notification.IdeaStage, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: i.ID}, To: []uuid.UUID{i.Author.ID}})
	if err != nil {
		return err
	}
	return writeStep(tx, i, to, reason, by, capacity)
}

// writeStep moves an idea that is locked, and notes why.
func writeStep(tx *gorm.DB, i Idea, to Stage, reason string, by uuid.UUID, capacity Capacity) error {
	err := tx.Exec(`INSERT INTO idea_steps (idea_id, number, from_stage, to_stage, reason, by_id, capacity)
		SELECT @idea, 1 + (SELECT count(*) FROM idea_steps WHERE idea_id = @idea), @from, @to, @reason, @by, @capacity`,
		map[string]any{"idea": i.ID, "from": i.Stage, "to": to, "reason": reason, "by": by, "capacity": capacity}).Error
	if err != nil {
		return err
	}
	return tx.Exec(`UPDATE ideas SET stage = ?, version = version + 1, updated_at = now() WHERE id = ?`, to, i.ID).Error
}

// ListSteps returns the steps of an idea, the latest first, to those who may read it.
func (s *Store) ListSteps(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Step], error) {
	db := s.db.WithContext(ctx)
	if _, err := findReadable(db, who, id); err != nil {
		return page.Result[Step]{Request: r}, err
	}
	number := func(step Step) int { return step.Number }
	result, err := page.Read(r, "steps", math.MaxInt32, number, func(after, offset, limit int) ([]Step, error) {
		return readSteps(db, id, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM idea_steps WHERE idea_id = ?`, id)
	return result, err
}

// stepColumns are those of [Step], from idea_steps s and participants p.
func stepColumns() string {
	return `s.number, s.from_stage AS "from", s.to_stage AS "to", s.reason, s.capacity, s.taken_at AS at, ` + participant.Columns("p", "by")
}

func readSteps(db *gorm.DB, id uuid.UUID, before, offset, limit int) (steps []Step, err error) {
	err = db.Raw(`SELECT `+stepColumns()+` FROM idea_steps s JOIN participants p ON p.id = s.by_id
		WHERE s.idea_id = ? AND s.number < ?::integer ORDER BY s.number DESC OFFSET ? LIMIT ?`, id, before, offset, limit).Scan(&steps).Error
	return steps, err
}

// lastStep is the step that brought i where it is; nil while it has taken none.
func lastStep(db *gorm.DB, i Idea) (*Step, error) {
	if i.Stage == New && i.Version == 1 {
		return nil, nil
	}
	steps, err := readSteps(db, i.ID, math.MaxInt32, 0, 1)
	if err != nil || len(steps) == 0 {
		return nil, err
	}
	return &steps[0], nil
}
