package district

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps districts.
type Store struct {
	db    *gorm.DB
	queue *jobs.Queue
}

// NewStore keeps districts in db; queue takes what is to be done when they are drawn anew.
func NewStore(db *gorm.DB, queue *jobs.Queue) *Store { return &Store{db: db, queue: queue} }

// Drawn is the job that finds the districts of places anew.
type Drawn struct{}

// Kind names the job in the queue.
func (Drawn) Kind() string { return "districts-drawn" }

// List returns the districts by name.
func (s *Store) List(ctx context.Context, r page.Request) (page.Result[Ref], error) {
	db := s.db.WithContext(ctx)
	place := func(d Ref) page.Name { return page.Name{Name: d.Name, ID: d.ID} }
	result, err := page.Read(r, "districts", page.Name{}, place, func(after page.Name, offset, limit int) ([]Ref, error) {
		var items []Ref
		err := db.Raw(`SELECT id, name FROM districts WHERE NOT removed AND (name, id) > (?, ?) ORDER BY name, id OFFSET ? LIMIT ?`,
			after.Name, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM districts WHERE NOT removed`)
	return result, err
}

// CheckParameter refuses the parameter districtId when no district has that id, or ever had.
func (s *Store) CheckParameter(ctx context.Context, id *uuid.UUID) error {
	if id == nil {
		return nil
	}
	var known bool
	err := s.db.WithContext(ctx).Raw(`SELECT EXISTS (SELECT FROM districts WHERE id = ?)`, *id).Scan(&known).Error
	if err == nil && !known {
		err = errs.BadParameter("districtId", errs.UnknownID)
	}
	return err
}

// Drawing returns the districts with their boundaries, by name.
func (s *Store) Drawing(ctx context.Context) (Drawing, error) {
	db := s.db.WithContext(ctx)
	var d Drawing
	if err := db.Raw(`SELECT COALESCE(max(version), 1) FROM district_drawing`).Scan(&d.Version).Error; err != nil {
		return d, err
	}
	var err error
	d.Districts, err = read(db, `SELECT id, name, boundary FROM districts WHERE NOT removed ORDER BY name, id`)
	return d, err
}

func read(db *gorm.DB, sql string, args ...any) ([]District, error) {
	var rows []struct {
		Ref
		Boundary string
	}
	if err := db.Raw(sql, args...).Scan(&rows).Error; err != nil {
		return nil, err
	}
	found := make([]District, len(rows))
	for n, row := range rows {
		found[n].Ref = row.Ref
		if err := json.Unmarshal([]byte(row.Boundary), &found[n].Boundary); err != nil {
			return nil, err
		}
	}
	return found, nil
}

// Change is what drawing anew would do to the names of districts, each list in alphabetical order.
type Change struct {
	Added, Kept, Removed []string
	Positions            int
}

// Preview says what drawing districts anew would do, and does nothing.
func (s *Store) Preview(ctx context.Context, who auth.Principal, drawn []District) (Change, error) {
	var c Change
	if err := who.Check(permission.ManageDistricts, 0); err != nil {
		return c, err
	}
	var had []string
	if err := s.db.WithContext(ctx).Raw(`SELECT name FROM districts WHERE NOT removed ORDER BY name`).Scan(&had).Error; err != nil {
		return c, err
	}
	for _, d := range drawn {
		c.Positions += d.Boundary.positions()
		if slices.Contains(had, d.Name) {
			c.Kept = append(c.Kept, d.Name)
		} else {
			c.Added = append(c.Added, d.Name)
		}
	}
	for _, name := range had {
		if !slices.Contains(c.Kept, name) {
			c.Removed = append(c.Removed, name)
		}
	}
	slices.Sort(c.Added)
	slices.Sort(c.Kept)
	return c, nil
}

// Draw replaces all districts at once, if they still have the given version. One of the same name keeps its id; those that are
// not among them stay for the ideas that name them. A job finds the districts of places anew.
func (s *Store) Draw(ctx context.Context, who auth.Principal, version int, drawn []District) (Drawing, error) {
	if err := who.Check(permission.ManageDistricts, 0); err != nil {
		return Drawing{}, err
	}
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Exec(`INSERT INTO district_drawing DEFAULT VALUES ON CONFLICT ON CONSTRAINT district_drawing_pkey DO NOTHING`).Error; err != nil {
			return err
		}
		var current int
		if err := tx.Raw(`SELECT version FROM district_drawing FOR UPDATE`).Scan(&current).Error; err != nil {
			return err
		}
		if current != version {
			return errs.New(errs.PreconditionFailed)
		}
		for _, statement := range []string{`UPDATE district_drawing SET version = version + 1`, `UPDATE districts SET removed = true`} {
			if err := tx.Exec(statement).Error; err != nil {
				return err
			}
		}
		for _, d := range drawn {
			if err := draw(tx, d); err != nil {
				return err
			}
		}
		postgres.Changed(tx, change.Districts)
		return s.queue.Insert(tx, Drawn{})
	})
	if err != nil {
		return Drawing{}, err
	}
	return s.Drawing(ctx)
}

func draw(tx *gorm.DB, d District) error {
	boundary, err := json.Marshal(d.Boundary)
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	west, south, east, north := d.Boundary.box()
	return tx.Exec(`INSERT INTO districts (id, name, boundary, west, south, east, north) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT ON CONSTRAINT districts_one_a_name DO UPDATE SET boundary = excluded.boundary, west = excluded.west,
			south = excluded.south, east = excluded.east, north = excluded.north, removed = false`,
		id, d.Name, string(boundary), west, south, east, north).Error
}

// Of returns the district that a point lies in; nil when it lies in none. Where districts overlap, the first by name has it.
func Of(db *gorm.DB, p Point) (*uuid.UUID, error) {
	found, err := read(db, `SELECT id, name, boundary FROM districts WHERE NOT removed
		AND ?::float8 BETWEEN west AND east AND ?::float8 BETWEEN south AND north ORDER BY name, id`, p.Longitude, p.Latitude)
	if err != nil {
		return nil, err
	}
	return Finder{found}.Find(p), nil
}

// CheckChosen refuses a district that is not, or no more, among those that are offered.
func CheckChosen(tx *gorm.DB, id uuid.UUID) error {
	var known bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM districts WHERE id = ? AND NOT removed)`, id).Scan(&known).Error
	if err == nil && !known {
		err = errs.Invalid("districtId", errs.UnknownID)
	}
	return err
}

// Finder finds the districts of many places: it reads the boundaries once.
type Finder struct{ districts []District }

// NewFinder reads the districts as they are now.
func NewFinder(db *gorm.DB) (Finder, error) {
	districts, err := read(db, `SELECT id, name, boundary FROM districts WHERE NOT removed ORDER BY name, id`)
	return Finder{districts}, err
}

// Find is [Of].
func (f Finder) Find(p Point) *uuid.UUID {
	for _, d := range f.districts {
		if d.Boundary.contains(p) {
			return &d.ID
		}
	}
	return nil
}
