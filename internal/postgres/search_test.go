package postgres_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/postgres"
)

func TestSearchText(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"lykta -hund":      "lykta -hund",
		`lykta -"en hund"`: `lykta -"en hund"`,
		"e-post":           "e post",
		"och/eller <!--_a": "och eller      a",
		"- -- lykta -":     "lykta",
		"--lykta":          "lykta",
		"-(lykta":          "lykta",
		"(-lykta)":         "-lykta",
	}
	for typed, want := range tests {
		if got := postgres.SearchText(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}
