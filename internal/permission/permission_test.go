package permission_test

import (
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/permission"
)

// Every action has a name of its own and somebody who may, and every standing a word.
func TestTableIsWhole(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, a := range permission.Actions() {
		if names[a.String()] || !strings.Contains(a.String(), ".") || a.Who() == 0 {
			t.Errorf("action %d: %q, %s", a, a, a.Who())
		}
		names[a.String()] = true
	}
	for _, s := range permission.All() {
		if s.String() == "" {
			t.Errorf("standing %b has no word", s)
		}
	}
}

// One standing that may is enough, others take nothing away, and suspension takes away all but what
// the table leaves.
func TestMay(t *testing.T) {
	t.Parallel()
	for _, a := range permission.Actions() {
		for _, s := range permission.All() {
			want := a.Who()&s != 0
			if permission.May(a, s) != want {
				t.Errorf("%s by %s: %t", a, s, !want)
			}
			if permission.May(a, s.Suspended()) != (want && a.WhileSuspended()) {
				t.Errorf("%s by %s, suspended: %t", a, s, !want)
			}
		}
		if permission.May(a, 0) {
			t.Errorf("%s by nobody at all", a)
		}
	}
}

func BenchmarkMay(b *testing.B) {
	s := permission.Anyone | permission.SignedIn | permission.Author
	n := 0
	for b.Loop() {
		if permission.May(permission.Vote, s) {
			n++
		}
	}
	if n == 0 {
		b.Error("nobody may")
	}
}
