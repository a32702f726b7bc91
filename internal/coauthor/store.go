package coauthor

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
)

// Store keeps co-authors. Its transactions lock the idea, and before it the account of who invites.
type Store struct{ db *gorm.DB }

// NewStore keeps co-authors in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// OfIdea returns who writes an idea with its author, at most ten, the first invited first; to the authors and to who is invited also
// whom an invitation waits for.
func (s *Store) OfIdea(ctx context.Context, who auth.Principal, id uuid.UUID) ([]CoAuthor, error) {
	db := s.db.WithContext(ctx)
	if _, err := idea.Readable(db, who, id); err != nil {
		return nil, err
	}
	all, err := read(db, `c.state <> 'ended' AND c.idea_id = ?`, id)
	known := all[:0]
	for _, c := range all {
		if c.known(who) {
			known = append(known, c)
		}
	}
	return known, err
}

func read(db *gorm.DB, where string, args ...any) (found []CoAuthor, err error) {
	err = db.Raw(`SELECT i.author_id, c.state, c.invited_at, c.settled_at, p.id AS who_id, p.display_name AS who_display_name, p.kind AS who_kind,
			p.organisation AS who_organisation, p.former_at IS NOT NULL AS who_former
		FROM idea_coauthors c JOIN ideas i ON i.id = c.idea_id JOIN participants p ON p.id = c.participant_id
		WHERE `+where+` ORDER BY c.invited_at, c.participant_id`, args...).Scan(&found).Error
	return found, err
}

// find returns what there is between an idea and a participant; of nothing, one that has ended.
func find(tx *gorm.DB, id, participant uuid.UUID) (CoAuthor, error) {
	found, err := read(tx, `c.idea_id = ? AND c.participant_id = ?`, id, participant)
	if err != nil || len(found) == 0 {
		return CoAuthor{State: Ended}, err
	}
	return found[0], nil
}

// EndInvitations ends those to write an idea with its author: who asked is its author no more, or it is part of another now. Whoever has
// accepted stays. The idea must be locked.
func EndInvitations(tx *gorm.DB, id uuid.UUID) error {
	return tx.Exec(`UPDATE idea_coauthors SET state = 'ended', settled_at = now() WHERE idea_id = ? AND state = 'invited'`, id).Error
}

// lock takes an idea, and reads it as who may.
func lock(tx *gorm.DB, who auth.Principal, id uuid.UUID) (idea.Summary, error) {
	if err := tx.Exec(`SELECT FROM ideas WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return idea.Summary{}, err
	}
	return idea.Readable(tx, who, id)
}
