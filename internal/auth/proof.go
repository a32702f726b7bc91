package auth

import (
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/text"
)

// majority is the age in years that an account's of_age_on tells of.
const majority = 18

// Proof is what an account has proven of its holder by e-identification. Its zero value is nothing.
type Proof struct {
	ResidentUntil time.Time // until when they are proven to live in the municipality
	OfAgeOn       time.Time // a day on which they are 18; zero: their age is not known
}

// Resident reports whether they are proven to live in the municipality.
func (p Proof) Resident(now time.Time) bool { return now.Before(p.ResidentUntil) }

// Aged reports whether they are proven to be so many years old, at most 18, by the municipality's calendar.
func (p Proof) Aged(years int, now time.Time) bool {
	year, month, day := text.Local(now).Date()
	today := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	return years == 0 || !p.OfAgeOn.IsZero() && !today.Before(p.OfAgeOn.AddDate(years-majority, 0, 0))
}

// Proven is the SQL for whether account a has proven what [Proof] does: to live in the municipality, and to be p.age years old.
const Proven = `(a.residence_verified_until > now() AND (p.age = 0 OR a.of_age_on - make_interval(years => 18 - p.age) <= now() AT TIME ZONE 'Europe/Stockholm'))`

// Proofs is what people have proven, by the account's own row, which is kept as it is until the end of the transaction. Accounts come first in
// the order of locks: it is called before anything else is locked, unless who asks holds the account already.
func Proofs(tx *gorm.DB, people ...uuid.UUID) (map[uuid.UUID]Proof, error) {
	var found []struct {
		ID uuid.UUID
		Proof
	}
	err := tx.Raw(`SELECT id, residence_verified_until AS resident_until, of_age_on FROM accounts WHERE id = ANY (?) ORDER BY id FOR SHARE`, postgres.IDs(people)).Scan(&found).Error
	proven := make(map[uuid.UUID]Proof, len(found))
	for _, row := range found {
		proven[row.ID] = row.Proof
	}
	return proven, err
}
