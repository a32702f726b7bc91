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
	n := number(written)
	if (n.day() > coordinationDays) != coordination {
		return "", errNumber
	}
	born, err := n.born()
	if err != nil || born.Year() < 1840 || born.After(time.Now()) {
		return "", errNumber
	}
	return n, nil
}

// day is that of birth, with what is added to it in a coordination number.
func (n number) day() int { return 10*int(n[6]-'0') + int(n[7]-'0') }

// born is the day of birth, at midnight UTC; an error where there is no such day.
func (n number) born() (time.Time, error) {
	day := n.day() % coordinationDays
	return time.Parse("20060102", string(n[:6])+string([]byte{byte('0' + day/10), byte('0' + day%10)}))
}

// majority is the age in years that is kept of people.
const majority = 18

// ofAgeOn is a day on which somebody is of age: their birthday where that lies ahead, else today, so that nobody's age is told.
func (n number) ofAgeOn(now time.Time) time.Time {
	year, month, day := text.Local(now).Date()
	today := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	born, err := n.born()
	if birthday := born.AddDate(majority, 0, 0); err == nil && birthday.After(today) {
		return birthday
	}
	return today
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
