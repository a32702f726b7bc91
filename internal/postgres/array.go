package postgres

import "database/sql/driver"

// Array is a slice that reaches Postgres as one array, for = ANY (?) and unnest(?); GORM spreads
// other slices into one parameter an element.
type Array[T any] []T

// Value gives the slice itself, which pgx encodes.
func (a Array[T]) Value() (driver.Value, error) { return []T(a), nil }
