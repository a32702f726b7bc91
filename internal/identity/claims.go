package identity

import (
	"slices"
	"strings"
	"time"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/text"
)

// arrival is somebody who has come back from a provider.
type arrival struct {
	account.Identity
	strong bool   // identified by more than one factor
	email  string // which the installation trusts; empty otherwise
	name   string // a suggestion, for staff only; never stored
}

// read turns what a provider says into what the program knows of somebody.
func (r *remote) read(s said, key Key, home string) (arrival, error) {
	n, err := r.person(s.claims)
	if err != nil {
		return arrival{}, err
	}
	a := arrival{Identity: account.Identity{Provider: r.ID, Issuer: r.Issuer, Subject: key.subject(r.Issuer, s.subject),
		Home: home, Municipality: textAt(s.claims, r.Claims.Municipality), Role: r.role(s.claims)}}
	if n != "" {
		a.Person, a.OfAgeOn = key.person(n), new(n.ofAgeOn(time.Now()))
	}
	a.strong = n != "" || len(r.ACR) > 0
	if r.Purpose == Staff {
		a.name = textAt(s.claims, r.Claims.Name)
	}
	if email := textAt(s.claims, r.Claims.Email); r.TrustEmail && !unverified(s.claims) && text.Email(email) == nil {
		a.email = email
	}
	return a, nil
}

// unverified reports that a provider does not vouch for the address. One that says nothing of it vouches;
// some say true and false as text.
func unverified(claims map[string]any) bool {
	said, given := claims["email_verified"]
	return given && said != true && said != "true"
}

// person is the number, of which there are two kinds and nobody has both; empty where none is told.
func (r *remote) person(claims map[string]any) (number, error) {
	personal, coordination := at(claims, r.Claims.PersonalNumber), at(claims, r.Claims.CoordinationNumber)
	given, isCoordination := personal, false
	switch {
	case personal != nil && coordination != nil:
		return "", refuse("both kinds of personal number are given")
	case personal == nil && coordination == nil:
		return "", nil
	case personal == nil:
		given, isCoordination = coordination, true
	}
	digits, _ := given.(string)
	n, err := parseNumber(digits, isCoordination)
	if err != nil {
		return "", refuse("the personal number is not valid")
	}
	return n, nil
}

// order is that of roles where a provider gives several: the one that may most goes first.
var order = []auth.Role{auth.Administrator, auth.Moderator, auth.ProjectLeader}

// role is what the claims give; empty for none.
func (r *remote) role(claims map[string]any) auth.Role {
	var given []auth.Role
	for _, value := range textsAt(claims, r.Claims.Roles) {
		given = append(given, r.Roles[value])
	}
	for _, role := range order {
		if slices.Contains(given, role) {
			return role
		}
	}
	return ""
}

// at returns a claim: by its name or, where that has dots, by a path into objects. A name that is not
// configured finds nothing.
func at(claims map[string]any, name string) any {
	if value, ok := claims[name]; ok || name == "" {
		return value
	}
	first, rest, nested := strings.Cut(name, ".")
	inner, _ := claims[first].(map[string]any)
	if !nested || inner == nil {
		return nil
	}
	return at(inner, rest)
}

func textAt(claims map[string]any, name string) string {
	s, _ := at(claims, name).(string)
	return s
}

// textsAt is a claim of one text or several.
func textsAt(claims map[string]any, name string) (texts []string) {
	switch value := at(claims, name).(type) {
	case string:
		return []string{value}
	case []any:
		for _, each := range value {
			if s, ok := each.(string); ok {
				texts = append(texts, s)
			}
		}
	}
	return texts
}
