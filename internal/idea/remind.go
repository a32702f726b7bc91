package idea

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	remindEvery = 5 * time.Minute // how late a reminder is at most
	remindBatch = 100             // duties in one transaction
	// remindBefore is how long before an answer is due leaders are reminded of it.
	remindBefore = `interval '7 days'`
)

// Remind tells leaders of the decisions that they owe, once when one is soon due and once when it is late, whoever does so at the
// same time. Ideas that are not there to read wait, and challenges that nobody leads wait for whoever comes. It returns how many duties it
// told of.
func (s *Store) Remind(ctx context.Context) (told int, err error) {
	for {
		n, err := s.remindSome(ctx)
		told += n
		if err != nil || n < remindBatch {
			return told, err
		}
	}
}

func (s *Store) remindSome(ctx context.Context) (told int, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var due []struct{ IdeaID, ChallengeID uuid.UUID }
		err := tx.Raw(`UPDATE answer_duties SET reminded_at = COALESCE(reminded_at, now()), late_told_at = CASE WHEN due_at <= now() THEN now() END
			WHERE idea_id IN (SELECT o.idea_id FROM answer_duties o JOIN idea_stats s ON s.idea_id = o.idea_id AND s.listed JOIN challenges c ON c.id = o.challenge_id
				WHERE o.answered_at IS NULL AND o.late_told_at IS NULL AND EXISTS (SELECT FROM lead_assignments l WHERE `+lead.Leading+`)
					AND (o.due_at <= now() OR o.reminded_at IS NULL AND o.due_at <= now() + `+remindBefore+`)
				ORDER BY o.due_at LIMIT ? FOR UPDATE OF o SKIP LOCKED)
			RETURNING idea_id, challenge_id`, remindBatch).Scan(&due).Error
		if err != nil {
			return err
		}
		told = len(due)
		for _, d := range due {
			if err := remindOf(tx, d.IdeaID, d.ChallengeID); err != nil {
				return err
			}
		}
		return nil
	})
	return told, err
}

// remindOf has all told who lead a challenge.
func remindOf(tx *gorm.DB, id, challenge uuid.UUID) error {
	postgres.Changed(tx, change.Record(id))
	leading, err := lead.Of(tx, lead.Thing{Kind: lead.Challenge, ID: challenge})
	if err != nil {
		return err
	}
	event := notification.Event{Kind: notification.AnswerDue, Subject: notification.Subject{Kind: notification.Idea, ID: id}}
	for _, l := range leading[:min(len(leading), notification.MaxTo)] {
		event.To = append(event.To, l.ID)
	}
	return notification.Happened(tx, event)
}

// remindArgs is the job that reminds leaders.
type remindArgs struct{}

// Kind names the job in the queue.
func (remindArgs) Kind() string { return "answer-due" }

// AddReminding lets workers write down what has come to be owed by time and remind leaders of what is due, and returns the periodic job that asks for it.
func (s *Store) AddReminding(workers *river.Workers) *river.PeriodicJob {
	return jobs.Every[remindArgs](workers, remindEvery, func(ctx context.Context) error {
		if _, err := s.OweCooled(ctx); err != nil {
			return err
		}
		_, err := s.Remind(ctx)
		return err
	})
}
