// Package text says which texts may be stored and shown, the string formats of the contract, and how they are compared.
package text

import (
	"errors"
	"net/mail"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
)

// What may be wrong with text.
var (
	ErrBlank     = errors.New("nothing visible in it")
	ErrForbidden = errors.New("a character that may not be used")
	ErrFormat    = errors.New("wrong format")
)

// maxMarks is how many combining marks may follow one letter; the most that any living script
// stacks is under ten.
const maxMarks = 10

// Line is one line of visible text.
func Line(s string) error {
	if strings.ContainsAny(s, "\r\n\t\u0085\u2028\u2029") {
		return ErrForbidden
	}
	return Text(s)
}

// Text is visible text of any number of lines; it may be empty.
func Text(s string) error {
	if err := Storable(s); err != nil {
		return err
	}
	if s != "" && !strings.ContainsFunc(s, visible) {
		return ErrBlank
	}
	return nil
}

func visible(r rune) bool {
	return unicode.In(r, unicode.L, unicode.N, unicode.P, unicode.S) && !invisibleLetter(r)
}

// invisibleLetter lists letters of Unicode that show nothing: the Hangul fillers and the blank Braille pattern.
func invisibleLetter(r rune) bool {
	return r == '\u115F' || r == '\u1160' || r == '\u3164' || r == '\uFFA0' || r == '\u2800'
}

// Storable refuses what cannot be stored or would deceive a reader: invalid UTF-8, control
// characters, overrides of the writing direction, noncharacters and heaps of combining marks.
func Storable(s string) error {
	if !utf8.ValidString(s) {
		return ErrForbidden
	}
	marks := 0
	for _, r := range s {
		if forbidden(r) {
			return ErrForbidden
		}
		if marks++; !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
		}
		if marks > maxMarks {
			return ErrForbidden
		}
	}
	return nil
}

func forbidden(r rune) bool {
	switch {
	case r == '\n' || r == '\r' || r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	case r >= '\u202A' && r <= '\u202E', r >= '\u2066' && r <= '\u2069': // direction overrides and isolates
		return true
	case r >= 0xFDD0 && r <= 0xFDEF, r&0xFFFE == 0xFFFE: // noncharacters
		return true
	case r >= 0xE0000 && r <= 0xE0FFF: // tags, which hide text
		return true
	}
	return false
}

// Email is a bare address (RFC 5322 addr-spec) with a dotted domain.
func Email(s string) error {
	if err := Line(s); err != nil {
		return err
	}
	address, err := mail.ParseAddress(s)
	if err != nil || address.Name != "" || address.Address != s {
		return ErrFormat
	}
	_, domain, _ := strings.Cut(s, "@")
	hidden := func(r rune) bool { return unicode.Is(unicode.Cf, r) } // another spelling of what looks the same
	if !strings.Contains(domain, ".") || strings.ContainsAny(s, " \"<>()[]") || strings.ContainsFunc(s, hidden) {
		return ErrFormat
	}
	return nil
}

// HTTPSURL is an absolute https address without credentials.
func HTTPSURL(s string) error {
	if err := Line(s); err != nil {
		return err
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || strings.ContainsRune(s, ' ') {
		return ErrFormat
	}
	return nil
}

// UUID is a UUID in its usual form of 36 characters.
func UUID(s string) error {
	if len(s) != 36 || uuid.Validate(s) != nil {
		return ErrFormat
	}
	return nil
}

// DateTime is RFC 3339 with any real offset, between the years 1900 and 2200.
func DateTime(s string) error {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return ErrFormat
	}
	_, offset := t.Zone()
	if year := t.UTC().Year(); year < 1900 || year > 2200 || offset > 14*3600 || offset < -12*3600 {
		return ErrFormat
	}
	return nil
}
