// Package internal holds only the rules of the house, tested.
package internal

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

const module = "github.com/medskapa/medskapa/internal/"

// layer orders the packages: one imports only packages of lower layers, or of its own without a
// circle, which the compiler sees to. Every package has a layer.
var layer = map[string]int{
	"errs": 0, "disposable": 0, "text": 0, "participant": 0, "change": 0, "permission": 0,
	"audit": 1, "postgres": 1, "page": 1, "markdown": 1,
	"auth": 2, "pace": 2, "proofofwork": 2, "blob": 2, "idempotency": 2, "jobs": 2,
	"mail": 3, "polis": 3,
	"account": 4, "identity": 4, "passkey": 4, "challenge": 4, "idea": 4, "comment": 4, "vote": 4, "workshop": 4, "organisation": 4, "image": 4, "municipality": 4, "relation": 4, "screening": 4, "polisimport": 4, "profile": 4, "search": 4,
	"privacy": 4, "lead": 4, "focusarea": 4, "topic": 4, "district": 4, "notification": 4, "people": 4, "help": 4, "handover": 4, "file": 4, "linkpreview": 4, "coauthor": 4, "auditlog": 4, "moderation": 4, "merge": 4,
	"httpapi": 5, "demo": 5,
	"app": 6, "permission/document": 6,
	"bench/city": 6, "bench/flame": 6, "bench/load": 6, "bench/wire": 6, "bench": 7,
	"postgrestest": 7, "postgrestest/share": 8, "fixture": 7, "polis/polistest": 7, "apitest": 8,
}

// forTests are imported by tests alone.
var forTests = map[string]bool{"postgrestest": true, "postgrestest/share": true, "fixture": true, "polis/polistest": true, "apitest": true}

// features know nothing of HTTP or of generated types.
const features = 4

func TestImports(t *testing.T) {
	t.Parallel()
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || path == "arch_test.go" {
			return err
		}
		checkFile(t, path)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkFile(t *testing.T, path string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	from := filepath.Dir(path)
	own, known := layer[from]
	if !known {
		t.Errorf("%s: package %s has no layer; give it one in arch_test.go", path, from)
	}
	isTest := strings.HasSuffix(path, "_test.go") || forTests[from]
	for _, spec := range file.Imports {
		name := strings.Trim(spec.Path.Value, `"`)
		if own <= features && strings.Contains(name, "labstack/echo") && !isTest {
			t.Errorf("%s imports Echo; only httpapi speaks HTTP", path)
		}
		to, internal := strings.CutPrefix(name, module)
		switch {
		case !internal || isTest:
		case forTests[to]:
			t.Errorf("%s imports %s, which is for tests", path, to)
		case layer[to] > own:
			t.Errorf("%s imports %s, which lies above it", path, to)
		}
	}
}
