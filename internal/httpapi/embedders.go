package httpapi

import (
	"fmt"
	"net/url"
	"strings"
)

// Embedders are the sites that may frame cards, and nothing but cards. The zero value is all of them.
type Embedders struct{ origins []string }

// NewEmbedders reads origins such as https://alvsala.example; none at all lets every site, the one word "none" lets nobody.
func NewEmbedders(origins []string) (Embedders, error) {
	if len(origins) == 1 && origins[0] == "none" {
		return Embedders{[]string{"'none'"}}, nil
	}
	for _, origin := range origins {
		u, err := url.Parse(origin)
		if err != nil || u.Scheme != "https" || origin != "https://"+u.Host || u.Host == "" || strings.ContainsAny(u.Host, "*;, \"'") {
			return Embedders{}, fmt.Errorf("%q is no origin such as https://alvsala.example", origin)
		}
	}
	return Embedders{origins}, nil
}

// policy is the sources for frame-ancestors.
func (e Embedders) policy() string {
	if len(e.origins) == 0 {
		return "*"
	}
	return strings.Join(e.origins, " ")
}
