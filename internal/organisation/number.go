package organisation

import (
	"strings"

	"github.com/medskapa/medskapa/internal/text"
)

// canonicalNumber is a Swedish organisation number as ten digits, and whether it is one: of ten digits,
// with or without a hyphen before the last four, whose check digit fits. The third digit is 2 or more,
// which tells it from a personal identity number; sole traders have only that, and it is not taken here.
func canonicalNumber(written string) (string, bool) {
	number := written
	if len(written) == 11 && written[6] == '-' {
		number = written[:6] + written[7:]
	}
	digits := len(number) == 10 && strings.Trim(number, "0123456789") == ""
	return number, digits && number[0] != '0' && number[2] >= '2' && text.Luhn(number)
}
