package text_test

import (
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/text"
)

// Late in the evening it is tomorrow in Sweden, in summer two hours before and in winter one.
func TestLocal(t *testing.T) {
	t.Parallel()
	for at, want := range map[string]string{"2026-07-01T22:00:00Z": "2026-07-02 00:00", "2026-12-01T22:00:00Z": "2026-12-01 23:00"} {
		moment, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := text.Local(moment).Format("2006-01-02 15:04"); got != want {
			t.Errorf("%s: %s", at, got)
		}
	}
}
