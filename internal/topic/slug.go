package topic

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// maxSlug is the length of a slug in characters.
const maxSlug = 60

// slugOf is a name as it stands in addresses: letters without their marks, small, with hyphens for the rest. A name in
// another alphabet has none.
func slugOf(name string) string {
	var slug strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case r < unicode.MaxASCII && (unicode.IsLower(r) || unicode.IsDigit(r)):
			slug.WriteRune(r)
		case unicode.Is(unicode.Mn, r):
		case slug.Len() > 0 && !strings.HasSuffix(slug.String(), "-"):
			slug.WriteByte('-')
		}
	}
	cut := slug.String()
	return strings.TrimRight(cut[:min(len(cut), maxSlug)], "-")
}
