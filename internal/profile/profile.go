// Package profile is what participants tell about themselves, and who may see it.
package profile

import (
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/text"
)

// Name says what a field tells.
type Name string

// The fields of a profile.
const (
	FullName     Name = "full-name"
	About        Name = "about"
	Place        Name = "place"
	Website      Name = "website"
	Languages    Name = "languages"
	ContactEmail Name = "contact-email"
	ContactPhone Name = "contact-phone"
)

// Names lists the fields in the order in which they are shown.
func Names() []Name {
	return []Name{FullName, About, Place, Website, Languages, ContactEmail, ContactPhone}
}

// Visibility is who may see a field.
type Visibility string

// Who may see a field. Staff see no more than other members.
const (
	Public  Visibility = "public"
	Members Visibility = "members"
	Private Visibility = "private"
)

// Field is something that somebody tells about themselves.
type Field struct {
	Name       Name
	Value      string
	Visibility Visibility
}

// Profile is all that somebody tells, in the order of [Names].
type Profile struct {
	Fields  []Field `gorm:"-"`
	Version int     // grows with every edit
}

// Participant is who takes part, with the fields that a reader may see.
type Participant struct {
	participant.Ref
	Fields []Field
}

// MaySee reports whether p may see somebody else's field.
func MaySee(p auth.Principal, v Visibility) bool {
	return v == Public || v == Members && p.SignedIn()
}

// visible lists the visibilities that p may see in the profiles of others.
func visible(p auth.Principal) []string {
	var all []string
	for _, v := range []Visibility{Public, Members, Private} {
		if MaySee(p, v) {
			all = append(all, string(v))
		}
	}
	return all
}

// check collects what is wrong with a profile, by the names of its fields.
func check(fields []Field) error {
	var wrong errs.Fields
	seen := map[Name]bool{}
	for _, f := range fields {
		if seen[f.Name] {
			wrong.Add(string(f.Name), errs.Duplicate)
		}
		seen[f.Name] = true
		f.check(&wrong)
	}
	return wrong.Err()
}

func (f Field) check(wrong *errs.Fields) {
	longest, form := 120, text.Line
	switch f.Name {
	case About:
		longest, form = 500, text.Text
	case Website:
		longest, form = 300, text.HTTPSURL
	case ContactEmail:
		form = text.Email
	case ContactPhone:
		form = phone
	case FullName, Place, Languages:
	}
	if utf8.RuneCountInString(f.Value) > longest {
		wrong.Add(string(f.Name), errs.TooLong, longest)
		return
	}
	switch err := form(f.Value); {
	case errors.Is(err, text.ErrFormat):
		wrong.Add(string(f.Name), errs.WrongFormat)
	case errors.Is(err, text.ErrBlank):
		wrong.Add(string(f.Name), errs.Blank)
	case err != nil:
		wrong.Add(string(f.Name), errs.ForbiddenText)
	}
}

// phone is a number as people write it, with at least five digits.
func phone(s string) error {
	digits := 0
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune("+()-/. ", r):
			return text.ErrFormat
		}
	}
	if digits < 5 {
		return text.ErrFormat
	}
	return nil
}

// inOrder sorts fields by [Names].
func inOrder(fields []Field) []Field {
	names := Names()
	slices.SortFunc(fields, func(a, b Field) int { return slices.Index(names, a.Name) - slices.Index(names, b.Name) })
	return fields
}
