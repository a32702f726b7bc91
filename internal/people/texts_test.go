package people

import (
	"testing"
	"time"
)

func TestUntilWords(t *testing.T) {
	t.Parallel()
	end := time.Date(2026, 12, 31, 23, 0, 0, 0, time.UTC)
	for language, want := range map[string][2]string{"sv": {"till 2027-01-01 00.00", "tills vidare"}, "en": {"until 2027-01-01 00:00", "until it is lifted"}} {
		if got := [2]string{untilWords(&end, language), untilWords(nil, language)}; got != want {
			t.Errorf("%s: %q", language, got)
		}
	}
}
