package httpapi

import (
	"context"
	"net/http/httptest"
	"testing"

	"github.com/labstack/echo/v4"
	"golang.org/x/sync/semaphore"

	"github.com/medskapa/medskapa/internal/errs"
)

// Searches wait for each other, and nothing else waits for them.
func TestSearching(t *testing.T) {
	t.Parallel()
	operations, err := loadContract()
	if err != nil {
		t.Fatal(err)
	}
	s := &server{searches: semaphore.NewWeighted(1)}
	left, leave := context.WithCancel(t.Context())
	leave() // who left waits no longer
	ask := func(operation, target string) (func(), error) {
		r := httptest.NewRequestWithContext(left, "GET", target, nil)
		return s.searching(operations[operation], echo.New().NewContext(r, httptest.NewRecorder()))
	}
	if !s.searches.TryAcquire(1) {
		t.Fatal("no turn")
	}
	for target, want := range map[string]errs.Code{"/?q=x": errs.Unavailable, "/": ""} {
		if _, err := ask("GET /api/v1/ideas", target); errs.CodeOf(err) != want {
			t.Errorf("%s: %v", target, err)
		}
	}
	if _, err := ask("POST /api/v1/idea-comparisons", "/"); errs.CodeOf(err) != errs.Unavailable {
		t.Errorf("a comparison: %v", err)
	}
	s.searches.Release(1)
	left = t.Context()
	done, err := ask("GET /api/v1/search-results", "/?q=x")
	if err != nil {
		t.Fatal(err)
	}
	if done(); !s.searches.TryAcquire(1) {
		t.Error("the turn is not given back")
	}
}
