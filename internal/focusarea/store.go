package focusarea

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps focus areas.
type Store struct{ db *gorm.DB }

// NewStore keeps focus areas in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

const columns = `id, title, description, position, state, version, updated_at`

// Get returns a focus area; all are everybody's to read.
func (s *Store) Get(ctx context.Context, id uuid.UUID) (FocusArea, error) {
	return one(s.db.WithContext(ctx), `SELECT `+columns+` FROM focus_areas WHERE id = ?`, id)
}

func one(db *gorm.DB, sql string, id uuid.UUID) (FocusArea, error) {
	var found []FocusArea
	if err := db.Raw(sql, id).Scan(&found).Error; err != nil {
		return FocusArea{}, err
	}
	if len(found) == 0 {
		return FocusArea{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}

// place is where a focus area stands in a list.
type place struct {
	Position int32     `json:"p"`
	ID       uuid.UUID `json:"i"`
}

// List returns the focus areas in a state, in their order.
func (s *Store) List(ctx context.Context, state State, r page.Request) (page.Result[FocusArea], error) {
	db := s.db.WithContext(ctx)
	placeOf := func(a FocusArea) place { return place{int32(a.Position), a.ID} }
	result, err := page.Read(r, "focus areas", place{Position: -1}, placeOf, func(after place, offset, limit int) ([]FocusArea, error) {
		var items []FocusArea
		err := db.Raw(`SELECT `+columns+` FROM focus_areas WHERE state = ? AND (position, id) > (?, ?)
			ORDER BY position, id OFFSET ? LIMIT ?`, state, after.Position, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM focus_areas WHERE state = ?`, state)
	return result, err
}

// Create makes an active focus area.
func (s *Store) Create(ctx context.Context, who auth.Principal, key idempotency.Key, f Fields) (FocusArea, error) {
	if err := who.Check(permission.CreateFocusArea, 0); err != nil {
		return FocusArea{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return FocusArea{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		postgres.Changed(tx, change.FocusAreas)
		return tx.Exec(`INSERT INTO focus_areas (id, title, description, position) VALUES (?, ?, ?, ?)`, id, f.Title, f.Description, f.Position).Error
	})
	if err != nil {
		return FocusArea{}, err
	}
	return s.Get(ctx, id)
}

// Update lets edit change a focus area, if it still has the given version.
func (s *Store) Update(ctx context.Context, who auth.Principal, id uuid.UUID, version int, edit func(*Fields)) (FocusArea, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		a, err := one(tx, `SELECT `+columns+` FROM focus_areas WHERE id = ? FOR NO KEY UPDATE`, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.EditFocusArea, 0); err != nil {
			return err
		}
		if a.Version != version {
			return errs.New(errs.PreconditionFailed)
		}
		f := a.Fields
		edit(&f)
		postgres.Changed(tx, change.Record(id), change.FocusAreas)
		return tx.Exec(`UPDATE focus_areas SET title = ?, description = ?, position = ?, state = ?, version = version + 1, updated_at = now()
			WHERE id = ?`, f.Title, f.Description, f.Position, f.State, id).Error
	})
	if err != nil {
		return FocusArea{}, err
	}
	return s.Get(ctx, id)
}
