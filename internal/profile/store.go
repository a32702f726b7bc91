package profile

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps profiles.
type Store struct{ db *gorm.DB }

// NewStore keeps profiles in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// Get returns one's own profile.
func (s *Store) Get(ctx context.Context, who auth.Principal) (Profile, error) {
	return get(s.db.WithContext(ctx), who.ID)
}

func get(db *gorm.DB, id uuid.UUID) (Profile, error) {
	var p Profile
	found := db.Raw(`SELECT profile_version AS version FROM participants WHERE id = ?`, id).Scan(&p)
	if found.Error != nil {
		return p, found.Error
	}
	if found.RowsAffected == 0 {
		return p, errs.New(errs.NotFound)
	}
	err := db.Raw(`SELECT name, value, visibility FROM profile_fields WHERE participant_id = ?`, id).Scan(&p.Fields).Error
	p.Fields = inOrder(p.Fields)
	return p, err
}

// Set replaces the profile of who, if it still has the given version.
func (s *Store) Set(ctx context.Context, who auth.Principal, version int, fields []Field) (Profile, error) {
	if err := check(fields); err != nil {
		return Profile{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		postgres.Changed(tx, change.Record(who.ID))
		moved := tx.Exec(`UPDATE participants SET profile_version = profile_version + 1 WHERE id = ? AND profile_version = ?`, who.ID, version)
		if moved.Error != nil {
			return moved.Error
		}
		if moved.RowsAffected == 0 {
			return errs.New(errs.PreconditionFailed)
		}
		return replace(tx, who.ID, fields)
	})
	if err != nil {
		return Profile{}, err
	}
	return s.Get(ctx, who)
}

func replace(tx *gorm.DB, id uuid.UUID, fields []Field) error {
	if err := tx.Exec(`DELETE FROM profile_fields WHERE participant_id = ?`, id).Error; err != nil {
		return err
	}
	for _, f := range fields {
		err := tx.Exec(`INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES (?, ?, ?, ?)`, id, f.Name, f.Value, f.Visibility).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// Participant returns a participant as who may see them. One who is only known from an import tells nothing.
func (s *Store) Participant(ctx context.Context, who auth.Principal, id uuid.UUID) (Participant, error) {
	db := s.db.WithContext(ctx)
	var found []participant.Ref
	if err := db.Raw(`SELECT id, display_name, kind FROM participants WHERE id = ? AND former_at IS NULL
		AND NOT EXISTS (SELECT FROM organisations o WHERE o.id = participants.id AND o.hidden_at IS NOT NULL)`, id).Scan(&found).Error; err != nil {
		return Participant{}, err
	}
	if len(found) == 0 {
		return Participant{}, errs.New(errs.NotFound)
	}
	p := Participant{Ref: found[0]}
	err := db.Raw(`SELECT name, value, visibility FROM profile_fields WHERE participant_id = ? AND visibility = ANY (?)`,
		id, postgres.Texts(visible(who))).Scan(&p.Fields).Error
	p.Fields = inOrder(p.Fields)
	return p, err
}
