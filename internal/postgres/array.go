package postgres

import (
	"database/sql/driver"

	"github.com/google/uuid"
)

// IDs reach Postgres as one array, for = ANY (?) and unnest(?); GORM spreads other slices into one
// parameter an element.
type IDs []uuid.UUID

// Value gives bytes, which pgx encodes at once; a uuid.UUID it would write as text and read again.
func (ids IDs) Value() (driver.Value, error) {
	raw := make([][16]byte, len(ids))
	for i, id := range ids {
		raw[i] = id
	}
	return raw, nil
}

// Texts reach Postgres as one array, like [IDs].
type Texts []string

// Value gives the slice itself, which pgx encodes.
func (t Texts) Value() (driver.Value, error) { return []string(t), nil }
