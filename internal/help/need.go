package help

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/postgres"
)

// NeedState is how far a need has come.
type NeedState string

// The states of a need.
const (
	NeedOpen      NeedState = "open"
	NeedFulfilled NeedState = "fulfilled" // commitments reach its amount
	NeedShut      NeedState = "closed"    // by whose idea it is
	NeedExpired   NeedState = "expired"   // its time is over
)

// NeedFields is what somebody states. Shapes and lengths are the contract's.
type NeedFields struct {
	Kind        Kind // never changes
	Description string
	Amount      int    // in Unit; from 1
	Unit        string // never changes once somebody has committed themselves
	Languages   postgres.Texts
	StartsAt    *time.Time // nil: now
	EndsAt      *time.Time // nil: a year after it starts
}

// Need is something that an idea lacks.
type Need struct {
	ID          uuid.UUID
	IdeaID      uuid.UUID
	Kind        Kind
	Description string
	Amount      int
	Unit        string
	Committed   int            // of the amount, by commitments that were not broken; at most Amount
	Languages   postgres.Texts `gorm:"type:text[]"`
	StartsAt    time.Time
	EndsAt      time.Time
	State       NeedState
	Withheld    Withheld
	Version     int // grows with every change
	CreatedAt   time.Time
	UpdatedAt   time.Time
}

func (n Need) fields() NeedFields {
	return NeedFields{Kind: n.Kind, Description: n.Description, Amount: n.Amount, Unit: n.Unit, Languages: n.Languages, StartsAt: &n.StartsAt, EndsAt: &n.EndsAt}
}

// needColumns are those of [Need], from needs n. What time has ended is over, also before the job has noted so.
const needColumns = `n.id, n.idea_id, n.kind, n.description, n.amount, n.unit, n.committed, n.languages, n.starts_at, n.ends_at,
	CASE WHEN n.state = 'open' AND n.ends_at <= now() THEN 'expired' ELSE n.state END AS state, COALESCE(n.withheld, '') AS withheld, n.version, n.created_at, n.updated_at`
