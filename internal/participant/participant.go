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
)

// Ref is a participant as shown beside what they did.
type Ref struct {
	ID          uuid.UUID
	DisplayName string
	Kind        Kind
}

// Kinds lists every kind.
func Kinds() []Kind { return []Kind{Resident, Company, Association, Researcher, PublicBody} }
