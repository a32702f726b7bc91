package httpapi

import (
	"errors"
	"net/mail"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/google/uuid"
)

// What may be wrong with text.
var (
	errBlank         = errors.New("nothing visible in it")
	errForbiddenText = errors.New("a character that may not be used")
	errFormat        = errors.New("wrong format")
)

// maxMarks is how many combining marks may follow one letter; the most that any living script
// stacks is under ten.
const maxMarks = 10

// schemaOptions teach the validator the contract's string formats.
var schemaOptions = []openapi3.SchemaValidationOption{
	openapi3.EnableFormatValidation(),
	openapi3.WithStringFormatValidators(map[string]openapi3.StringFormatValidator{
		"line":      openapi3.NewCallbackValidator(line),
		"text":      openapi3.NewCallbackValidator(text),
		"password":  openapi3.NewCallbackValidator(storable),
		"email":     openapi3.NewCallbackValidator(email),
		"https-url": openapi3.NewCallbackValidator(httpsURL),
		"uuid":      openapi3.NewCallbackValidator(uuidText),
		"date-time": openapi3.NewCallbackValidator(dateTime),
	}),
}

// line is one line of visible text.
func line(s string) error {
	if strings.ContainsAny(s, "\r\n\t\u0085\u2028\u2029") {
		return errForbiddenText
	}
	return text(s)
}

// text is visible text of any number of lines; it may be empty.
func text(s string) error {
	if err := storable(s); err != nil {
		return err
	}
	if s != "" && !strings.ContainsFunc(s, visible) {
		return errBlank
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

// storable refuses what cannot be stored or would deceive a reader: invalid UTF-8, control
// characters, overrides of the writing direction, noncharacters and heaps of combining marks.
func storable(s string) error {
	if !utf8.ValidString(s) {
		return errForbiddenText
	}
	marks := 0
	for _, r := range s {
		if forbidden(r) {
			return errForbiddenText
		}
		if marks++; !unicode.In(r, unicode.Mn, unicode.Me) {
			marks = 0
		}
		if marks > maxMarks {
			return errForbiddenText
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

// email is a bare address (RFC 5322 addr-spec) with a dotted domain.
func email(s string) error {
	if err := line(s); err != nil {
		return err
	}
	address, err := mail.ParseAddress(s)
	if err != nil || address.Name != "" || address.Address != s {
		return errFormat
	}
	_, domain, _ := strings.Cut(s, "@")
	if !strings.Contains(domain, ".") || strings.ContainsAny(s, " \"<>()") {
		return errFormat
	}
	return nil
}

func httpsURL(s string) error {
	if err := line(s); err != nil {
		return err
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Hostname() == "" || u.User != nil || strings.ContainsRune(s, ' ') {
		return errFormat
	}
	return nil
}

func uuidText(s string) error {
	if len(s) != 36 || uuid.Validate(s) != nil {
		return errFormat
	}
	return nil
}

// dateTime is RFC 3339 with any real offset, between the years 1900 and 2200.
func dateTime(s string) error {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return errFormat
	}
	_, offset := t.Zone()
	if year := t.UTC().Year(); year < 1900 || year > 2200 || offset > 14*3600 || offset < -12*3600 {
		return errFormat
	}
	return nil
}
