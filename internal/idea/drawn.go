package idea

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/postgres"
)

// drawnWorker finds the districts of places when districts were drawn anew.
type drawnWorker struct {
	river.WorkerDefaults[district.Drawn]
	store *Store
}

// AddWorkers lets workers follow when districts are drawn anew.
func (s *Store) AddWorkers(workers *river.Workers) { river.AddWorker(workers, &drawnWorker{store: s}) }

// Timeout bounds one run: it is shorter than what River takes for a killed process, and enough for a million places.
func (w *drawnWorker) Timeout(*river.Job[district.Drawn]) time.Duration { return 100 * time.Second }

// Work finds them. It may be begun anew.
func (w *drawnWorker) Work(ctx context.Context, _ *river.Job[district.Drawn]) error {
	return w.store.Relocate(ctx)
}

// placesAtATime bounds how many ideas one transaction locks.
const placesAtATime = 2_000

// Relocate finds the district of every idea that has a place. Some at a time and in the order of their ids, so that nobody waits
// long or in a circle.
func (s *Store) Relocate(ctx context.Context) error {
	finder, err := district.NewFinder(s.db.WithContext(ctx))
	if err != nil {
		return err
	}
	for after, more := uuid.Nil, true; more; {
		err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) (err error) {
			after, more, err = relocate(tx, finder, after)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// relocate does so for the ideas after one, and returns the last.
func relocate(tx *gorm.DB, finder district.Finder, after uuid.UUID) (last uuid.UUID, more bool, err error) {
	var placed []struct {
		ID                  uuid.UUID
		DistrictID          *uuid.UUID
		Longitude, Latitude float64
	}
	err = tx.Raw(`SELECT id, district_id, longitude::float8 AS longitude, latitude::float8 AS latitude FROM ideas
		WHERE longitude IS NOT NULL AND id > ? ORDER BY id LIMIT ? FOR NO KEY UPDATE`, after, placesAtATime).Scan(&placed).Error
	if err != nil || len(placed) == 0 {
		return after, false, err
	}
	for _, i := range placed {
		lies := finder.Find(district.Point{Longitude: i.Longitude, Latitude: i.Latitude})
		if same(lies, i.DistrictID) {
			continue
		}
		postgres.Changed(tx, change.Record(i.ID), change.Ideas)
		if err := tx.Exec(`UPDATE ideas SET district_id = ? WHERE id = ?`, lies, i.ID).Error; err != nil {
			return after, false, err
		}
	}
	return placed[len(placed)-1].ID, len(placed) == placesAtATime, nil
}
