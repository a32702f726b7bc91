package idea_test

import (
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/postgres"
)

// No mixture of signs that mean something in a search makes Postgres fail.
func TestAnySearchIsTaken(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	signs := []string{"-", `"`, " ", "a", " or ", "(", ")", "!", "&", "|", ":*", "<->", "'", `\`, "é", "–"}
	for n := range len(signs) * len(signs) * len(signs) {
		one, two, three := signs[n%len(signs)], signs[n/len(signs)%len(signs)], signs[n/len(signs)/len(signs)]
		typed := strings.Repeat(one+two+three, 66)
		if _, err := db.Pool.Exec(t.Context(), `SELECT websearch_to_tsquery('swedish', $1)`, postgres.SearchText(typed)); err != nil {
			t.Errorf("%q: %v", typed, err)
		}
	}
}
