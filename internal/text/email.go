package text

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// EmailKey is an address in the one spelling by which accounts, and invitations to them, are told apart.
func EmailKey(email string) string {
	return strings.ToLower(norm.NFKC.String(strings.TrimSpace(email)))
}
