// Package account is registering, signing in and looking after one's own account.
package account

import (
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
)

// linkLifetime is how long a link in a mail works.
const linkLifetime = 30 * time.Minute

// Me is one's own account.
type Me struct {
	ID          uuid.UUID
	Email       string
	DisplayName string
	Kind        participant.Kind
	Role        auth.Role
	Language    string
	Version     int // grows with every edit
	CreatedAt   time.Time
	ClosesAt    *time.Time // when the account will be closed, if that was asked for
	// RoleProvider is who gave the role, which counts only in sessions that came through it; empty for people.
	RoleProvider string
	Matched      auth.Hash  // see [auth.SignIn]
	Provider     string     `gorm:"-"` // see [auth.SignIn]
	LeadsUntil   time.Time  // see auth.Principal
	Suspension   Suspension `gorm:"embedded;embeddedPrefix:suspension_"`
}

// Principal is what the account's own standings are decided by.
func (m Me) Principal() auth.Principal {
	return auth.Principal{ID: m.ID, Role: m.Role, Kind: m.Kind, Language: m.Language, LeadsUntil: m.LeadsUntil}
}

// Through is the account as it is in a session that came through a provider, or, with "", otherwise.
func (m Me) Through(provider string) Me {
	if m.RoleProvider != "" && m.RoleProvider != provider {
		m.Role = auth.Member
	}
	return m
}

// Suspension is why somebody may not write at present; it has no reason when they may.
type Suspension struct {
	DecisionID *uuid.UUID // that it came of, see people.Suspension
	Reason     string
	StartsAt   time.Time
	EndsAt     *time.Time // nil: until it is lifted
}

// Registration is what somebody enters to get an account.
type Registration struct {
	Email       string
	Password    string
	DisplayName string
	Kind        participant.Kind
	Language    string
}

// Fields is what one may change about one's own account.
type Fields struct {
	DisplayName string
	Kind        participant.Kind
	Language    string
}

// words are what a password may not consist of.
func words(email, displayName string) []string {
	local, domain, _ := strings.Cut(email, "@")
	return append([]string{email, local, domain, "medskapa"}, strings.Fields(displayName)...)
}
