package polis_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/polis"
)

func TestTitleOf(t *testing.T) {
	t.Parallel()
	words := strings.Repeat("nio ord ", 40) // a word ends at 143 and at 147 characters
	for _, c := range []struct{ name, text, want string }{
		{"short", "More trees", "More trees"},
		{"several lines", "More\ntrees\n\n and\tbenches ", "More trees and benches"},
		{"exactly as long as may be", strings.Repeat("å", 150), strings.Repeat("å", 150)},
		{"cut between words", words, strings.TrimSpace(words[:147]) + "…"},
		{"cut after a whole word", strings.Repeat("x", 149) + " y", strings.Repeat("x", 149) + "…"},
		{"cut before punctuation", strings.Repeat("x", 140) + ", - yyyyyyyyyyyyyyyyyyyyyyyyy", strings.Repeat("x", 140) + "…"},
		{"too short", "x", "“x”"},
		{"one word", strings.Repeat("å", 200), strings.Repeat("å", 149) + "…"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := polis.TitleOf(c.text)
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if n := utf8.RuneCountInString(got); n < polis.MinTitle || n > polis.MaxTitle {
				t.Errorf("%d characters", n)
			}
		})
	}
}
