package text_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/text"
)

// Addresses that people take for the same are one: accounts, and invitations to them, must never tell them apart differently.
func TestEmailKey(t *testing.T) {
	t.Parallel()
	for _, spelling := range []string{"Åsa@Alvsala.example", " åsa@alvsala.example ", "A\u030Asa@alvsala.example", "ÅSA@ＡLVSALA.EXAMPLE"} {
		if got := text.EmailKey(spelling); got != "åsa@alvsala.example" {
			t.Errorf("%q is %q", spelling, got)
		}
	}
}
