package workshop

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"github.com/medskapa/medskapa/internal/participant"
)

// Audience is the kinds of participant that a workshop is for; everyone when it is empty.
type Audience []participant.Kind

// Includes reports whether a kind is meant.
func (a Audience) Includes(kind participant.Kind) bool {
	return len(a) == 0 || slices.Contains(a, kind)
}

// Value writes an array of Postgres. Kinds are words and hyphens, which need no quotes in it.
func (a Audience) Value() (driver.Value, error) {
	words := make([]string, len(a))
	for i, kind := range a {
		words[i] = string(kind)
	}
	return "{" + strings.Join(words, ",") + "}", nil
}

// Scan reads an array of Postgres.
func (a *Audience) Scan(src any) error {
	array, ok := src.(string)
	if !ok {
		return fmt.Errorf("an audience cannot be read from %T", src)
	}
	*a = Audience{}
	for word := range strings.SplitSeq(strings.Trim(array, "{}"), ",") {
		if word != "" {
			*a = append(*a, participant.Kind(word))
		}
	}
	return nil
}
