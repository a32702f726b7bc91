package help

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Block keeps a participant from asking who for contact, and what they have in contact ends: addresses are hidden. Organisations that either
// keeps count with them, see [Blocked]. Doing so again changes nothing. The problem is TooManyOpen for who has blocked 1,000 others.
func (s *Store) Block(ctx context.Context, who auth.Principal, other uuid.UUID) error {
	if err := who.Check(permission.Block, 0); err != nil {
		return err
	}
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := pace.Hold(tx, who.ID); err != nil {
			return err
		}
		made := tx.Exec(`INSERT INTO blocks (participant_id, blocked_id) VALUES (?, ?) ON CONFLICT ON CONSTRAINT blocks_pkey DO NOTHING`, who.ID, other)
		if made.Error != nil || made.RowsAffected == 0 {
			return made.Error
		}
		var n int
		if err := tx.Raw(`SELECT count(*) FROM blocks WHERE participant_id = ?`, who.ID).Scan(&n).Error; err != nil {
			return err
		}
		if n > maxBlocks {
			return errs.New(errs.TooManyOpen)
		}
		return endContacts(tx, who.ID, other)
	})
}

// endContacts ends those between two people, in their own names and those of organisations that they keep or asked for.
func endContacts(tx *gorm.DB, one, other uuid.UUID) error {
	const (
		ones   = `(SELECT CAST(@one AS uuid) UNION ALL SELECT id FROM organisations WHERE keeper_id = @one)`
		others = `(SELECT CAST(@other AS uuid) UNION ALL SELECT id FROM organisations WHERE keeper_id = @other)`
	)
	return tx.Exec(`UPDATE contacts SET state = CASE state WHEN 'accepted' THEN 'withdrawn' ELSE 'declined' END, answered_at = now()
		WHERE state IN ('asked', 'accepted') AND (
			(helper_id IN `+ones+` OR asker_id = @one AND by_helper) AND (seeker_id IN `+others+` OR asker_id = @other AND NOT by_helper)
			OR (seeker_id IN `+ones+` OR asker_id = @one AND NOT by_helper) AND (helper_id IN `+others+` OR asker_id = @other AND by_helper))`,
		map[string]any{"one": one, "other": other}).Error
}

// Unblock lets a participant ask again.
func (s *Store) Unblock(ctx context.Context, who auth.Principal, other uuid.UUID) error {
	if err := who.Check(permission.Block, 0); err != nil {
		return err
	}
	return s.db.WithContext(ctx).Exec(`DELETE FROM blocks WHERE participant_id = ? AND blocked_id = ?`, who.ID, other).Error
}

// ListBlocks returns whom who has blocked, by id.
func (s *Store) ListBlocks(ctx context.Context, who auth.Principal, r page.Request) (page.Result[participant.Ref], error) {
	db := s.db.WithContext(ctx)
	place := func(p participant.Ref) uuid.UUID { return p.ID }
	result, err := page.Read(r, "blocks", uuid.Nil, place, func(after uuid.UUID, offset, limit int) (items []participant.Ref, err error) {
		err = db.Raw(`SELECT p.id, p.display_name, p.kind, p.organisation, p.former_at IS NOT NULL AS former FROM blocks b JOIN participants p ON p.id = b.blocked_id
			WHERE b.participant_id = ? AND b.blocked_id > ? ORDER BY b.blocked_id OFFSET ? LIMIT ?`, who.ID, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM blocks WHERE participant_id = ?`, who.ID)
	return result, err
}
