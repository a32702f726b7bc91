package help

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/participant"
)

// OutcomeKind is what came of a commitment.
type OutcomeKind string

// The outcomes.
const (
	Kept    OutcomeKind = "kept"
	Partly  OutcomeKind = "partly"
	NotKept OutcomeKind = "not-kept" // its amount is lacking again
)

// CommitmentFields is what somebody commits themselves to.
type CommitmentFields struct {
	Description string // plain text
	Amount      int    // in the unit of the need; at most what is lacking
	EndsAt      time.Time
}

// Commitment is what somebody has promised an idea, for everybody to read.
type Commitment struct {
	ID          uuid.UUID
	IdeaID      uuid.UUID
	NeedID      uuid.UUID
	NeedKind    Kind
	Helper      participant.Ref `gorm:"embedded;embeddedPrefix:helper_"`
	Description string
	Amount      int
	Unit        string          // of the need; empty while that is withheld
	EndsAt      time.Time       // until when it is to be done
	Outcome     *OutcomeKind    // nil before it is recorded
	Words       *string         // about the outcome
	OutcomeBy   participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	OutcomeAt   *time.Time
	Withheld    Withheld // never waiting: it is refused instead
	Version     int
	CreatedAt   time.Time
}

const (
	commitmentColumns = `k.id, k.idea_id, k.need_id, n.kind AS need_kind, k.description, k.amount, CASE WHEN n.withheld IS NULL THEN n.unit ELSE '' END AS unit, k.ends_at, k.outcome, k.words, k.outcome_at, COALESCE(k.withheld, '') AS withheld, k.version, k.created_at,
		h.id AS helper_id, h.display_name AS helper_display_name, h.kind AS helper_kind, h.organisation AS helper_organisation, h.former_at IS NOT NULL AS helper_former,
		b.id AS by_id, b.display_name AS by_display_name, b.kind AS by_kind, b.organisation AS by_organisation, b.former_at IS NOT NULL AS by_former`
	commitmentTables = ` FROM commitments k JOIN needs n ON n.id = k.need_id JOIN participants h ON h.id = k.helper_id LEFT JOIN participants b ON b.id = k.outcome_by `
)
