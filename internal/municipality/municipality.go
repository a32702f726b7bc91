// Package municipality is the one that the installation serves.
package municipality

import (
	"context"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Municipality is what the front page says of it.
type Municipality struct {
	Name     string
	Greeting string
	About    string
	// Population is how many live there; nil: not known here.
	Population *int
}

// DemoAccount is an account that a demo offers for trying a role.
type DemoAccount struct {
	Email       string
	Password    string
	DisplayName string
	Role        string
}

// unnamed is shown until an installation has been given its own name.
var unnamed = Municipality{
	Name:     "Medskapa",
	Greeting: "Vad vill du förändra där du bor?",
	About:    "Här svarar invånare, företag, föreningar och forskare tillsammans på kommunens utmaningar.",
}

// Store keeps the municipality.
type Store struct{ db *gorm.DB }

// NewStore keeps it in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// Get returns the municipality, or a neutral text where none is set.
func (s *Store) Get(ctx context.Context) (Municipality, error) {
	var found []Municipality
	if err := s.db.WithContext(ctx).Raw(`SELECT name, greeting, about, population FROM municipality`).Scan(&found).Error; err != nil {
		return Municipality{}, err
	}
	if len(found) == 0 {
		return unnamed, nil
	}
	return found[0], nil
}

// Set stores the municipality in the transaction tx.
func Set(tx *gorm.DB, m Municipality) error {
	postgres.Changed(tx, change.Municipality)
	return tx.Exec(`INSERT INTO municipality (name, greeting, about, population) VALUES (?, ?, ?, ?)
		ON CONFLICT (only_row) DO UPDATE SET name = excluded.name, greeting = excluded.greeting, about = excluded.about,
			population = COALESCE(excluded.population, municipality.population)`,
		m.Name, m.Greeting, m.About, m.Population).Error
}

// SetPopulation stores how many live there, which thresholds in per mille are reckoned from.
func (s *Store) SetPopulation(ctx context.Context, population int) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		postgres.Changed(tx, change.Municipality)
		return tx.Exec(`INSERT INTO municipality (name, greeting, about, population) VALUES (?, ?, ?, ?)
			ON CONFLICT (only_row) DO UPDATE SET population = excluded.population WHERE municipality.population IS DISTINCT FROM excluded.population`,
			unnamed.Name, unnamed.Greeting, unnamed.About, population).Error
	})
}
