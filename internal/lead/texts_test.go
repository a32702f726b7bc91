package lead

import (
	"testing"
	"time"
)

// Whoever leads until the year turns in Sweden leads on its last day, and not on the next one.
func TestLastDay(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC)
	for language, want := range map[string]string{"sv": " till och med 2026-12-31", "en": " until 2026-12-31"} {
		if got := lastDay(&end, language); got != want || lastDay(nil, language) != "" {
			t.Errorf("%s: %q", language, got)
		}
	}
}
