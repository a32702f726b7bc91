package identity

import (
	"errors"
	"strings"
	"time"

	"github.com/medskapa/medskapa/internal/text"
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
func parseNumber(written string, coordination bool) (number, error) {
	if len(written) != 12 || strings.Trim(written, "0123456789") != "" || !text.Luhn(written[2:]) {
		return "", errNumber
	}
	day := 10*int(written[6]-'0') + int(written[7]-'0')
	if (day > coordinationDays) != coordination {
		return "", errNumber
	}
	if coordination {
		day -= coordinationDays
	}
	born, err := time.Parse("20060102", written[:6]+string([]byte{byte('0' + day/10), byte('0' + day%10)}))
	if err != nil || born.Year() < 1840 || born.After(time.Now()) {
		return "", errNumber
	}
	return number(written), nil
}

// parseEither reads a number of either kind, as registers write it: with a hyphen or without.
func parseEither(written string) (number, error) {
	written = strings.TrimSpace(written)
	if len(written) == 13 && written[8] == '-' {
		written = written[:8] + written[9:]
	}
	if n, err := parseNumber(written, false); err == nil {
		return n, nil
	}
	return parseNumber(written, true)
}
