// Package people is accounts as those see them who look after an installation: finding people, giving
// roles, disabling, and suspending with reasons.
package people

import (
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/audit"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
)

// State is what an account may do at all.
type State string

// The states of an account.
const (
	Active    State = "active"
	Suspended State = "suspended" // reads, and does not write
	Disabled  State = "disabled"  // cannot sign in
)

// Person is an account.
type Person struct {
	participant.Ref
	Email     string // empty to those who may not see addresses
	Role      auth.Role
	State     State
	CreatedAt time.Time
}

// Filter narrows the list of people; its zero value is everybody.
type Filter struct {
	Name  string // the beginning of words of the name, or of the address to those who may see addresses
	Role  auth.Role
	State State
}

// Suspension is that somebody may not write for a while. It stays when it is over.
type Suspension struct {
	ID         uuid.UUID
	AccountID  uuid.UUID
	DecisionID *uuid.UUID // that it came of, with its rule and the way to appeal; nil once that is gone, and of those from before there were any
	Reason     string     // what happened, as the person reads it
	StartsAt   time.Time
	EndsAt     *time.Time // nil: until it is lifted
	LiftedAt   *time.Time
	ImposedBy  participant.Ref `gorm:"embedded;embeddedPrefix:by_"`
	LiftedBy   participant.Ref `gorm:"embedded;embeddedPrefix:lifter_"`
	Running    bool            // now
}

// Statement is the decision that somebody is suspended by, with the reasons that they read.
type Statement struct {
	Decision uuid.UUID
	Rule     string // the rule or law, in words
	Facts    string
	EndsAt   *time.Time // nil: until it is lifted
}

// What the audit log has of people.
const (
	RoleChanged     audit.Action = "role.changed"
	AccountDisabled audit.Action = "account.disabled"
	AccountEnabled  audit.Action = "account.enabled"
	SuspensionBegun audit.Action = "suspension.begun"
	SuspensionOver  audit.Action = "suspension.lifted"
)
