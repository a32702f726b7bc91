// Package participant is who takes part in public: everyone with an account, and the pseudonymous
// participants that imports bring in.
package participant

import "github.com/google/uuid"

// Kind is who somebody takes part as.
type Kind string

// The kinds of participant.
const (
	Resident    Kind = "resident"
	Company     Kind = "company"
	Association Kind = "association"
	Researcher  Kind = "researcher"
	PublicBody  Kind = "public-body"
	University  Kind = "university" // organisations only
	Department  Kind = "department" // organisations only
)

// Ref is a participant as shown beside what they did.
type Ref struct {
	ID          uuid.UUID
	DisplayName string
	Kind        Kind
	// Organisation is false for a person, also for one who takes part as a company or the like.
	Organisation bool
	Former       bool // has left; the name is nobody's
}

// Kinds lists every kind that a person may be.
func Kinds() []Kind { return []Kind{Resident, Company, Association, Researcher, PublicBody} }
