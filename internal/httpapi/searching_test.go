package httpapi

import (
	"context"
	"net/http/httptest"
	"testing"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Searches wait for each other, and for one's own; nothing else waits for them.
func TestSearching(t *testing.T) {
	t.Parallel()
	operations, err := loadContract()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{searches: newTurns(2)}
	gone, leave := context.WithCancel(t.Context())
	leave() // who left waits no longer
	ask := func(ctx context.Context, operation, target, address string) (func(), error) {
		r := httptest.NewRequestWithContext(ctx, "GET", target, nil)
		r.RemoteAddr = address + ":4"
		return s.searching(operations[operation], echo.New().NewContext(r, httptest.NewRecorder()))
	}
	const results = "GET /api/v1/search-results"
	first, err := ask(t.Context(), results, "/?q=x", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	for target, want := range map[string]errs.Code{"/?q=x": errs.Unavailable, "/": ""} {
		if _, err := ask(gone, "GET /api/v1/ideas", target, "192.0.2.1"); errs.CodeOf(err) != want {
			t.Errorf("%s from the same address: %v", target, err)
		}
	}
	member := auth.With(t.Context(), auth.Principal{ID: uuid.New(), Role: auth.Member})
	second, err := ask(member, results, "/?q=x", "192.0.2.1")
	if err != nil {
		t.Fatalf("a member at the same address: %v", err)
	}
	if _, err := ask(gone, "POST /api/v1/idea-comparisons", "/", "192.0.2.2"); errs.CodeOf(err) != errs.Unavailable {
		t.Errorf("a comparison beyond what runs at once: %v", err)
	}
	first()
	third, err := ask(t.Context(), results, "/?q=x", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	second()
	third()
	if len(s.searches.own) > 0 {
		t.Error("who has left is kept")
	}
}
