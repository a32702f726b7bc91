package identity

import (
	"errors"
	"strings"
	"time"
)

// number is a personal identity number or a coordination number: 12 digits that stand for a day and
// whose last one checks the nine before it. It never leaves this package; String keeps it out of logs.
type number string

// String hides it.
func (number) String() string { return "(a personal number)" }

// GoString hides it.
func (n number) GoString() string { return n.String() }

// errNumber says no more: the number itself is in no error.
var errNumber = errors.New("not a valid number")

// coordinationDays is what is added to the day of birth in a coordination number.
const coordinationDays = 60

// parseNumber reads 12 digits; coordination tells which of the two kinds it must be.
func parseNumber(text string, coordination bool) (number, error) {
	if len(text) != 12 || strings.Trim(text, "0123456789") != "" || !luhn(text[2:]) {
		return "", errNumber
	}
	day := 10*int(text[6]-'0') + int(text[7]-'0')
	if (day > coordinationDays) != coordination {
		return "", errNumber
	}
	if coordination {
		day -= coordinationDays
	}
	born, err := time.Parse("20060102", text[:6]+string([]byte{byte('0' + day/10), byte('0' + day%10)}))
	if err != nil || born.Year() < 1840 || born.After(time.Now()) {
		return "", errNumber
	}
	return number(text), nil
}

// parseEither reads a number of either kind, as registers write it: with a hyphen or without.
func parseEither(text string) (number, error) {
	text = strings.TrimSpace(text)
	if len(text) == 13 && text[8] == '-' {
		text = text[:8] + text[9:]
	}
	if n, err := parseNumber(text, false); err == nil {
		return n, nil
	}
	return parseNumber(text, true)
}

// luhn reports whether digits end with their check digit.
func luhn(digits string) bool {
	sum := 0
	for n := range len(digits) {
		d := int(digits[n] - '0')
		if (len(digits)-n)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}
