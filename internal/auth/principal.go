// Package auth knows who is calling: passwords, secrets, access tokens, sessions, and the
// principal that travels in the context.
package auth

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
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
	// AuthenticatedAt is when the session's holder last proved who they are.
	AuthenticatedAt time.Time
}

// SignedIn reports whether there is somebody.
func (p Principal) SignedIn() bool { return p.ID != uuid.Nil }

// CanLead reports whether p may make challenges and workshops.
func (p Principal) CanLead() bool { return p.Role == ProjectLeader || p.Role == Administrator }

// CanModerate reports whether p may hide and delete what others wrote.
func (p Principal) CanModerate() bool { return p.Role == Moderator || p.Role == Administrator }

// Staff reports whether p has any role beyond member; staff sessions are shorter.
func (r Role) Staff() bool { return r != Member }

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
