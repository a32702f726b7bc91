// Package focusarea is what challenges have in common. Who leads a focus area leads all its challenges.
package focusarea

import (
	"time"

	"github.com/google/uuid"
)

// State is whether a focus area is in use.
type State string

// The states of a focus area.
const (
	Active   State = "active"
	Archived State = "archived"
)

// Ref is a focus area as named by a challenge.
type Ref struct {
	ID    uuid.UUID
	Title string
}

// Fields is what administrators write. Lengths are the contract's.
type Fields struct {
	Title       string
	Description string
	Position    int // among the others, from the lowest; 0 to 1,000
	State       State
}

// FocusArea is one focus area.
type FocusArea struct {
	ID uuid.UUID
	Fields
	Version   int // grows with every edit
	UpdatedAt time.Time
}
