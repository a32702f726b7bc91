package notification

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Tell tells of what waits, until nothing does or ctx ends. Every piece of an audience is one transaction,
// which also notes how far it came: a run that is killed tells nobody twice and is taken up where it was,
// and runs at the same time take different events. An event that fails is left to the next run.
func (s *Store) Tell(ctx context.Context) error {
	var faults []error
	failed := postgres.IDs{}
	for more := true; more; {
		id, err := s.tellPiece(ctx, failed)
		if err != nil && (id == uuid.Nil || ctx.Err() != nil) {
			return errors.Join(append(faults, err)...)
		}
		if err != nil {
			faults, failed = append(faults, fmt.Errorf("event %s: %w", id, err)), append(failed, id)
		}
		more = id != uuid.Nil
	}
	return errors.Join(faults...)
}

// tellPiece tells the next piece of the audience of the first event that waits and is not among failed,
// and returns its id; none waits when that is nil.
func (s *Store) tellPiece(ctx context.Context, failed postgres.IDs) (id uuid.UUID, err error) {
	err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var found []event
		err := tx.Raw(`SELECT id, kind, COALESCE(actor_id, ?) AS actor_id, subject_kind, subject_id, COALESCE(object_id, ?) AS object_id, count, named, happened_at,
				COALESCE(told_to, ?) AS told_to
			FROM notification_events WHERE done_at IS NULL AND id <> ALL (?) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
			uuid.Nil, uuid.Nil, uuid.Nil, failed).Scan(&found).Error
		if err != nil || len(found) == 0 {
			return err
		}
		id = found[0].ID
		return s.tell(tx, found[0])
	})
	return id, err
}

// tell tells one piece.
func (s *Store) tell(tx *gorm.DB, e event) error {
	if e.ToldTo == uuid.Nil {
		if err := followCommented(tx, e); err != nil {
			return err
		}
	}
	a, err := audienceOf(tx, e)
	if err != nil {
		return err
	}
	piece, err := readers(tx, e, a, s.piece)
	if err != nil {
		return err
	}
	if err := deliver(tx, e.Kind, deliveries(e, a.targets, piece)); err != nil {
		return err
	}
	if len(piece) < s.piece {
		return tx.Exec(`UPDATE notification_events SET done_at = now() WHERE id = ?`, e.ID).Error
	}
	return tx.Exec(`UPDATE notification_events SET told_to = ? WHERE id = ?`, piece[len(piece)-1].ID, e.ID).Error
}

// followCommented lets who wrote a comment follow what it is about, unless they chose otherwise.
func followCommented(tx *gorm.DB, e event) error {
	if e.Kind != Comment || e.SubjectKind != Idea && e.SubjectKind != Challenge {
		return nil
	}
	return tx.Exec(`INSERT INTO follows (account_id, target_kind, target_id)
		SELECT a.id, ?, ? FROM accounts a LEFT JOIN notification_settings s ON s.account_id = a.id
		WHERE a.id = ? AND COALESCE(s.follow_commented, true) ON CONFLICT ON CONSTRAINT follows_pkey DO NOTHING`, e.SubjectKind, e.SubjectID, e.ActorID).Error
}

// deliveries are what readers of e are told.
func deliveries(e event, targets []Subject, to []reader) []delivery {
	var told []delivery
	for _, r := range to {
		if !r.Tell {
			continue
		}
		d := delivery{to: r.ID, subject: Subject{e.SubjectKind, e.SubjectID}, object: e.ObjectID, count: e.Count, at: e.HappenedAt, mail: r.Mail}
		if r.Target > 0 {
			d.subject = targets[r.Target-1]
		}
		if e.Kind == IdeaPublished { // the subject is what they follow
			d.object = e.SubjectID
		}
		told = append(told, d)
	}
	return told
}
