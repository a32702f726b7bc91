package postgres

import (
	"database/sql/driver"
	"fmt"
	"strings"

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

// Scan reads what Postgres writes of an array of UUIDs, such as {<id>,<id>}. What [Read] reads has to be text to Postgres.
func (ids *IDs) Scan(value any) error {
	written, ok := value.(string)
	if raw, is := value.([]byte); is {
		written, ok = string(raw), true
	}
	if !ok || len(written) < 2 || written[0] != '{' {
		return fmt.Errorf("no array of UUIDs: %v", value)
	}
	*ids = nil
	for one := range strings.SplitSeq(written[1:len(written)-1], ",") {
		if one == "" { // of no elements
			return nil
		}
		id, err := uuid.Parse(one)
		if err != nil {
			return err
		}
		*ids = append(*ids, id)
	}
	return nil
}

// Texts reach Postgres as one array, like [IDs].
type Texts []string

// Value gives the slice itself, which pgx encodes.
func (t Texts) Value() (driver.Value, error) { return append([]string{}, t...), nil }

// Scan reads what Postgres writes of an array of plain words, such as {sv,en}; words that it would quote are refused.
func (t *Texts) Scan(value any) error {
	written, ok := value.(string)
	if !ok || len(written) < 2 || strings.ContainsAny(written, `"\\`) {
		return fmt.Errorf("no array of words: %v", value)
	}
	*t = nil
	if inner := written[1 : len(written)-1]; inner != "" {
		*t = strings.Split(inner, ",")
	}
	return nil
}
