package httpapi

import (
	"strings"
	"testing"
)

func TestMap(t *testing.T) {
	t.Parallel()
	m, err := NewMap("https://maps.example/style.json", []string{"https://tiles.example:8443"})
	if err != nil {
		t.Fatal(err)
	}
	policy := documentHeaders(true, m).Get("Content-Security-Policy")
	for _, want := range []string{"connect-src 'self' https://maps.example https://tiles.example:8443;", "img-src 'self' data: blob: https://maps.example https://tiles.example:8443;"} {
		if !strings.Contains(policy, want) {
			t.Errorf("%q is not in %q", want, policy)
		}
	}
	if got := documentHeaders(true, Map{}).Get("Content-Security-Policy"); got != contentPolicy {
		t.Errorf("without a map: %q", got)
	}
	for _, c := range []struct{ style, origin string }{
		{"http://maps.example/style.json", ""}, {"https://u:p@maps.example/s", ""}, {"javascript:alert(1)", ""},
		{"https://maps.example/s", "https://*"}, {"https://maps.example/s", "https://a.example; script-src *"},
		{"https://maps.example/s", "http://a.example"}, {"https://maps.example/s", "https://a.example/tiles"},
	} {
		var origins []string
		if c.origin != "" {
			origins = []string{c.origin}
		}
		if _, err := NewMap(c.style, origins); err == nil {
			t.Errorf("%+v is taken", c)
		}
	}
}
