package idea

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Repeat is that an idea repeats one that has been decided on, as somebody who leads its challenge has found. Where a challenge has a
// cool-down, the idea is owed no decision before that is over, counted from the last decision on the other.
type Repeat struct {
	Of       Whole           `gorm:"embedded;embeddedPrefix:of_"` // without a title where it is not public now
	Reason   string          // plain text, for everybody
	By       participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	MarkedAt time.Time
}

// CoolsUntil is until when i, as a repeat, is owed no decision; nil when nothing holds one up.
func (i Summary) CoolsUntil(now time.Time) (until *time.Time) {
	for _, a := range i.Challenges {
		if a.Cools(now) && (until == nil || a.CoolsUntil.After(*until)) {
			until = a.CoolsUntil
		}
	}
	return until
}

// Cools reports whether the challenge owes the idea, as a repeat, no decision yet.
func (a Answer) Cools(now time.Time) bool { return a.CoolsUntil != nil && a.CoolsUntil.After(now) }

// SetRepeat marks an idea as a repeat of one that has been decided on, if it still has the given version. Who may is who may answer
// it. What is owed a decision already is no repeat any more: AnswerOwed. Its authors are told, once of each that it repeats.
func (s *Store) SetRepeat(ctx context.Context, who auth.Principal, id uuid.UUID, version int, of uuid.UUID, reason string) (Idea, error) {
	return s.changeRepeat(ctx, who, id, version, func(tx *gorm.DB, i Idea) error {
		if i.Duty.Owed() {
			return errs.New(errs.AnswerOwed)
		}
		if err := checkDecided(tx, of); err != nil {
			return err
		}
		before, err := repeatOf(tx, i.Summary)
		if err == nil && (before == nil || before.Of.ID != of) {
			err = notification.Happened(tx, notification.Event{Kind: notification.IdeaRepeats, Actor: who.ID, Subject: notification.Subject{Kind: notification.Idea, ID: id}})
		}
		if err != nil {
			return err
		}
		return tx.Exec(`INSERT INTO idea_repeats (idea_id, of_id, by_id, reason) VALUES (?, ?, ?, ?) ON CONFLICT ON CONSTRAINT idea_repeats_pkey
			DO UPDATE SET of_id = excluded.of_id, by_id = excluded.by_id, reason = excluded.reason, marked_at = now()`, id, of, who.ID, reason).Error
	})
}

// DeleteRepeat takes the mark back; what the idea has reached in time is owed at once, also when that time is over. Where there is none
// it changes nothing.
func (s *Store) DeleteRepeat(ctx context.Context, who auth.Principal, id uuid.UUID, version int) error {
	_, err := s.changeRepeat(ctx, who, id, version, func(tx *gorm.DB, _ Idea) error {
		if err := tx.Exec(`DELETE FROM idea_repeats WHERE idea_id = ?`, id).Error; err != nil {
			return err
		}
		_, err := oweCooled(tx, id)
		return err
	})
	return err
}

// changeRepeat lets write say what an idea repeats. It holds the idea's counters: no vote crosses a threshold meanwhile.
func (s *Store) changeRepeat(ctx context.Context, who auth.Principal, id uuid.UUID, version int, write func(*gorm.DB, Idea) error) (Idea, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		i, st, err := lockLed(tx, who, id, version)
		switch {
		case err != nil:
			return err
		case !who.May(permission.AnswerIdea, st):
			return who.Check(permission.AnswerIdea, st)
		case i.State != Published:
			return errs.New(errs.IdeaNotPublished)
		}
		if err := holdCounters(tx, id); err != nil {
			return err
		}
		if i, err = find(tx, who, id); err != nil { // with what a vote brought about meanwhile
			return err
		}
		if err := write(tx, i); err != nil {
			return err
		}
		changed(tx, i)
		return tx.Exec(`UPDATE ideas SET version = version + 1 WHERE id = ?`, id).Error
	})
	if err != nil {
		return Idea{}, err
	}
	return s.Get(ctx, who, id)
}

// checkDecided refuses what is no public idea, or one that nobody has decided on.
func checkDecided(tx *gorm.DB, id uuid.UUID) error {
	var decided []bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM official_answers o WHERE o.idea_id = i.id AND o.decision <> 'in-dialogue')
		FROM ideas i WHERE i.id = ? AND i.state IN ('published', 'merged')`, id).Scan(&decided).Error
	switch {
	case err != nil:
		return err
	case len(decided) == 0:
		return errs.Invalid("ofId", errs.UnknownID)
	case !decided[0]:
		return errs.Invalid("ofId", errs.NotDecided)
	}
	return nil
}

// repeatOf is what i repeats; nil where it is no repeat.
func repeatOf(db *gorm.DB, i Summary) (*Repeat, error) {
	var found []Repeat
	err := db.Raw(`SELECT r.of_id, CASE WHEN o.state IN ('published', 'merged') THEN o.title ELSE '' END AS of_title, r.reason, r.marked_at, p.id AS by_id,
			p.display_name AS by_display_name, p.kind AS by_kind, p.former_at IS NOT NULL AS by_former, p.organisation AS by_organisation
		FROM idea_repeats r JOIN ideas o ON o.id = r.of_id JOIN participants p ON p.id = r.by_id WHERE r.idea_id = ?`, i.ID).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return &found[0], nil
}

// cooled is the ideas that have reached something while they cooled down, which is over or was never right. It looks at those alone that wait.
const cooled = `SELECT d.idea_id FROM cooling_duties d JOIN challenges c ON c.id = d.challenge_id
	WHERE (cools_until(d.idea_id, c.answer_cool_down_months) > now()) IS NOT TRUE`

// OweCooled writes down what is owed to repeats whose cool-down is over, and returns to how many. Nobody votes then, so no trigger does.
func (s *Store) OweCooled(ctx context.Context) (owed int, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var ids []uuid.UUID
		if err := tx.Raw(`SELECT idea_id FROM idea_stats WHERE listed AND idea_id IN (` + cooled + `) ORDER BY idea_id FOR NO KEY UPDATE`).Scan(&ids).Error; err != nil || len(ids) == 0 {
			return err
		}
		ids, err := oweCooled(tx, ids...)
		owed = len(ids)
		for _, id := range ids {
			postgres.Changed(tx, change.Record(id))
		}
		return err
	})
	return owed, err
}

// oweCooled owes what some ideas have reached while they cooled down, once that is over, and returns to which something is owed now.
func oweCooled(tx *gorm.DB, ideas ...uuid.UUID) (owed []uuid.UUID, err error) {
	err = tx.Raw(`SELECT owe_cooled(?::uuid[])`, postgres.IDs(ideas)).Scan(&owed).Error
	return owed, err
}
