package httpapi

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
)

// Map is the operator's own map, which browsers fetch from elsewhere. The zero value is none: the outlines of the districts
// are then the map, and nobody else learns who looks at it.
type Map struct {
	Style   string   // address of a MapLibre style
	Origins []string // from where browsers may fetch it and what it names, such as https://tiles.example
}

// NewMap checks what the operator says: https addresses; the origin of the style itself need not be named.
func NewMap(style string, origins []string) (Map, error) {
	if style == "" {
		return Map{}, nil
	}
	at, err := url.Parse(style)
	if err != nil || at.Scheme != "https" || at.Host == "" || at.User != nil {
		return Map{}, errors.New("the style of a map must be an https address")
	}
	all := []string{"https://" + at.Host}
	for _, origin := range origins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "https" || origin != "https://"+u.Host || strings.ContainsAny(u.Host, "*;, \"'") {
			return Map{}, fmt.Errorf("%q is no origin such as https://tiles.example", origin)
		}
		all = append(all, origin)
	}
	return Map{style, all}, nil
}

// allow adds the map's origins to what pages may fetch.
func (m Map) allow(policy string) string {
	if len(m.Origins) == 0 {
		return policy
	}
	from := " " + strings.Join(m.Origins, " ")
	policy = strings.Replace(policy, "img-src 'self' data:", "img-src 'self' data: blob:"+from, 1)
	return strings.Replace(policy, "connect-src 'self'", "connect-src 'self'"+from, 1)
}
