package httpapi

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Which requests may be answered with what is a little old.
func TestReading(t *testing.T) {
	t.Parallel()
	operations, err := loadContract()
	if err != nil {
		t.Fatal(err)
	}
	const ideas, me, mailbox, post = "GET /api/v1/ideas", "GET /api/v1/me", "GET /api/v1/mailbox-messages", "POST /api/v1/sessions"
	for _, c := range []struct {
		name, operation string
		header          http.Header
		stale           bool
	}{
		{"a reader", ideas, http.Header{}, true},
		{"one who wrote", ideas, http.Header{"Cookie": {"medskapa_written=1"}}, false},
		{"one who asks for it", ideas, http.Header{"Cache-Control": {"max-age=0, No-Cache"}}, false},
		{"a browser signed in", ideas, http.Header{"Authorization": {"Bearer x"}, "Cookie": {"__Host-medskapa=x"}}, true},
		{"the same, after a write", ideas, http.Header{"Authorization": {"Bearer x"}, "Cookie": {"__Host-medskapa=x; medskapa_written=1"}}, false},
		{"a token without cookies", ideas, http.Header{"Authorization": {"Bearer x"}}, false},
		{"what is one's own", me, http.Header{}, false},
		{"the demo's mailbox", mailbox, http.Header{}, false},
		{"a write", post, http.Header{}, false},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.Header = c.header
		if got := postgres.MayBeStale(operations[c.operation].reading(r.Context(), r)); got != c.stale {
			t.Errorf("%s: stale is %t", c.name, got)
		}
	}
}
