package challenge

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// PhaseChange is what somebody once changed in the phases of a published challenge, and why.
type PhaseChange struct {
	ID        uuid.UUID
	ChangedBy participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	ChangedAt time.Time
	Reason    string
	Moves     Moves
}

// Moves are kept as JSON: they are read together and never asked for by what is in them.
type Moves []Move

// Value writes JSON.
func (m Moves) Value() (driver.Value, error) {
	written, err := json.Marshal([]Move(m))
	return string(written), err
}

// Scan reads JSON.
func (m *Moves) Scan(value any) error {
	written, ok := value.(string)
	if !ok {
		return fmt.Errorf("no JSON: %v", value)
	}
	return json.Unmarshal([]byte(written), m)
}

// keepMoves writes what who changes in the phases of a challenge into its history, and has followers told.
func keepMoves(tx *gorm.DB, who auth.Principal, challenge uuid.UUID, reason string, moved Moves) error {
	if reason == "" {
		return errs.Invalid("reason", errs.Required)
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO phase_changes (id, challenge_id, participant_id, reason, moves) VALUES (?, ?, ?, ?, ?)`,
		id, challenge, who.ID, reason, moved).Error
	if err != nil {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.PhaseMoved, Actor: who.ID, Object: id,
		Subject: notification.Subject{Kind: notification.Challenge, ID: challenge}})
}

// ListPhaseChanges returns how the phases of a challenge that who may read have changed since it was published, the last
// change first.
func (s *Store) ListPhaseChanges(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[PhaseChange], error) {
	db := s.db.WithContext(ctx)
	c, err := get(db, id)
	if err == nil && !MayRead(who, c) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return page.Result[PhaseChange]{Request: r}, err
	}
	at := func(c PhaseChange) page.Moment { return page.Moment{At: c.ChangedAt, ID: c.ID} }
	result, err := page.Read(r, "phase changes", page.Latest(), at, func(after page.Moment, offset, limit int) ([]PhaseChange, error) {
		var items []PhaseChange
		err := db.Raw(`SELECT c.id, c.changed_at, c.reason, c.moves::text AS moves, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind,
				p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former
			FROM phase_changes c JOIN participants p ON p.id = c.participant_id
			WHERE c.challenge_id = ? AND (c.changed_at, c.id) < (?, ?) ORDER BY c.changed_at DESC, c.id DESC OFFSET ? LIMIT ?`,
			id, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM phase_changes WHERE challenge_id = ?`, id)
	return result, err
}
