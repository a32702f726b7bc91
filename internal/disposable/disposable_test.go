package disposable_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/disposable"
)

func TestHas(t *testing.T) {
	t.Parallel()
	list, err := disposable.Read(strings.NewReader("# thrown away\nSlask.example\n\n  brev.engång.example \n"))
	if err != nil || list.Len() != 2 {
		t.Fatalf("%d domains: %v", list.Len(), err)
	}
	for email, want := range map[string]bool{
		"a@slask.example": true, "a@SLASK.Example": true, "a@b.c.slask.example": true, `"a@b"@slask.example`: true,
		"a@brev.engång.example": true, "a@brev.ENGÅNG.example": true, "a@brev.xn--engng-ora.example": true,
		"a@a_b.slask.example": true, "a@a_b.SLASK.example": true, "a@a_b.brev.ENGÅNG.example": true, "a@xn--.slask.example": true, "a@a_b。slask。example": true,
		"a@-x.slask.example": true, "a@xn--a.slask.example": true, "a@é_٠ا.slask.example": true, "a@" + strings.Repeat("é", 300) + ".slask.example": true,
		"a@a_b.example": false, "a@engång.example": false, "a@example": false, "a@inteslask.example": false, "slask.example@kommun.example": false, "": false, "a@": false,
	} {
		if got := list.Has(email); got != want {
			t.Errorf("%s: %v", email, got)
		}
	}
}

func TestLoad(t *testing.T) {
	t.Parallel()
	if list, err := disposable.Load(""); err != nil || list.Has("a@slask.example") {
		t.Errorf("without a file: %v", err)
	}
	path := filepath.Join(t.TempDir(), "domains")
	if _, err := disposable.Load(path); err == nil {
		t.Error("a file that is not there is taken")
	}
	for _, wrong := range []string{"com", "a b.example", "someone@slask.example", strings.Repeat("x", 1<<20)} {
		if err := os.WriteFile(path, []byte("slask.example\n"+wrong), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := disposable.Load(path); err == nil {
			t.Errorf("%.20q is taken for a domain", wrong)
		}
	}
}
