// Package auth knows who is calling: passwords, secrets, access tokens, sessions, and the
// principal that travels in the context.
package auth

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Role is what somebody may do in the installation.
type Role string

// The roles, in no order: a project leader is no moderator, an administrator is everything.
const (
	Member        Role = "member"
	ProjectLeader Role = "project-leader"
	Moderator     Role = "moderator"
	Administrator Role = "administrator"
)

// Roles lists every role.
func Roles() []Role { return []Role{Member, ProjectLeader, Moderator, Administrator} }

// Principal is the signed-in caller. The zero value is nobody.
type Principal struct {
	ID        uuid.UUID // participant and account
	SessionID uuid.UUID
	Role      Role
	Kind      participant.Kind
	Language  string
	// LeadsUntil is when the last of p's running assignments to lead something ends; the zero time is never.
	LeadsUntil time.Time
	// SuspendedUntil is when p may write again; the zero time is never suspended.
	SuspendedUntil time.Time
	// AuthenticatedAt is when the session's holder last proved who they are.
	AuthenticatedAt time.Time
	Strong          bool         // more than a password or a link was shown in this session
	SpeaksFor       postgres.IDs `gorm:"type:uuid[]"` // organisations in whose name p may write
	Proof
}

// To is what p is to what a participant wrote: its author, or a representative of the organisation that is.
func (p Principal) To(author uuid.UUID) permission.Standings {
	return permission.If(p.SignedIn() && p.ID == author, permission.Author) |
		permission.If(slices.Contains(p.SpeaksFor, author), permission.Representative)
}

// As returns who is the author of what p writes in an organisation's name, or, with nil, in their own. The
// problem is Forbidden where p does not speak for the organisation. Whoever writes in the name of one
// checks it once more where they write, since p is as it was when the request came in.
func (p Principal) As(organisation *uuid.UUID) (uuid.UUID, error) {
	if organisation == nil {
		return p.ID, nil
	}
	return *organisation, p.Check(permission.SpeakFor, p.To(*organisation))
}

// SignedIn reports whether there is somebody.
func (p Principal) SignedIn() bool { return p.ID != uuid.Nil }

// Standings is what p is in the installation.
func (p Principal) Standings() permission.Standings {
	s := permission.Anyone
	if !p.SignedIn() {
		return s
	}
	s |= permission.SignedIn
	switch p.Role {
	case ProjectLeader:
		s |= permission.ProjectLeader
	case Moderator:
		s |= permission.Moderator
	case Administrator:
		s |= permission.Administrator
	case Member:
	}
	s |= permission.If(during(p.LeadsUntil), permission.Leading)
	if during(p.SuspendedUntil) {
		return s.Suspended()
	}
	return s
}

// during reports whether a time is still to come; a principal is remembered, and time goes on.
func during(until time.Time) bool { return !until.IsZero() && time.Now().Before(until) }

// May reports whether p may do a, by what p is in the installation and to the thing.
func (p Principal) May(a permission.Action, toThing permission.Standings) bool {
	return permission.May(a, p.Standings()|toThing)
}

// Check returns why p may not do a, or nil: Unauthorized where signing in comes first, Suspended
// where only that is in the way, or else Forbidden.
func (p Principal) Check(a permission.Action, toThing permission.Standings) error {
	switch {
	case p.May(a, toThing):
		return nil
	case !p.SignedIn():
		return errs.New(errs.Unauthorized)
	}
	free := p
	free.SuspendedUntil = time.Time{}
	if free.May(a, toThing) {
		return errs.New(errs.Suspended)
	}
	return errs.New(errs.Forbidden)
}

// Staff reports whether p has any role beyond member, or leads something at present.
func (p Principal) Staff() bool { return p.Role.Staff() || during(p.LeadsUntil) }

// Staff reports whether r is any role beyond member.
func (r Role) Staff() bool { return r != Member }

// staff is the SQL for whether account a has any role beyond member, or leads something at present: the
// sessions of staff are shorter.
const staff = `(a.role <> 'member' OR EXISTS (SELECT FROM lead_assignments l WHERE l.account_id = a.id AND (l.ends_at IS NULL OR l.ends_at > now())))`

// roleIn is the SQL for the role that account a has in session s: one that a provider gave counts only where that was come through.
const roleIn = `CASE WHEN a.role_provider IS NULL OR a.role_provider = s.provider THEN a.role ELSE 'member' END`

type principalKey struct{}

// With returns a context that carries p.
func With(ctx context.Context, p Principal) context.Context {
	return context.WithValue(ctx, principalKey{}, p)
}

// From returns the caller, or the zero Principal when nobody is signed in.
func From(ctx context.Context) Principal {
	p, _ := ctx.Value(principalKey{}).(Principal)
	return p
}

// Require returns the caller, or the problem Unauthorized when nobody is signed in.
func Require(ctx context.Context) (Principal, error) {
	p := From(ctx)
	if !p.SignedIn() {
		return p, errs.New(errs.Unauthorized)
	}
	return p, nil
}

// freshFor is how long proving who one is suffices for what could take an account over (OWASP ASVS 5.0, 7.5).
const freshFor = 10 * time.Minute

// RequireFresh returns the caller who proved who they are within the last ten minutes. The problem is
// Unauthorized when nobody is signed in, Reauthentication when that is longer ago.
func RequireFresh(ctx context.Context) (Principal, error) {
	p, err := Require(ctx)
	if err == nil && time.Since(p.AuthenticatedAt) > freshFor {
		return p, errs.New(errs.Reauthentication)
	}
	return p, err
}
