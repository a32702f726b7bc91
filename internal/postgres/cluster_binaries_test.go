//go:build unix

package postgres

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// damage is one way in which an installation can be broken.
type damage struct {
	file string // below native/
	do   func(path string) error
	want string
}

func TestBrokenBinaries(t *testing.T) {
	t.Parallel()
	shorten := func(path string) error { return os.Truncate(path, 5000) }
	disable := func(path string) error { return os.Chmod(path, 0o644) }
	replace := func(path string) error { return os.WriteFile(path, []byte("not a program"), 0o755) }
	damages := map[string]damage{
		"no postgres":              {"bin/postgres", os.Remove, "MEDSKAPA_POSTGRES_BIN names a folder without Postgres"},
		"postgres cut short":       {"bin/postgres", shorten, "postgres is damaged or made for another platform"},
		"postgres not executable":  {"bin/postgres", disable, "postgres is not executable"},
		"postgres of another kind": {"bin/postgres", replace, "postgres is damaged or made for another platform"},
		"no initdb":                {"bin/initdb", os.Remove, "initdb is missing"},
		"initdb cut short":         {"bin/initdb", shorten, "initdb is damaged or made for another platform"},
		"initdb not executable":    {"bin/initdb", disable, "initdb is not executable"},
		"no file of initdb's":      {"share/postgresql/postgresql.conf.sample", os.Remove, "postgresql.conf.sample"},
		"a file of initdb's too":   {"share/postgresql/system_views.sql", shorten, "initdb cannot make the database"},
		"a library missing":        {library, os.Remove, "shared libraries"},
		"a library cut short":      {library, func(path string) error { return os.Truncate(path, 100) }, "shared libraries"},
	}
	whole := install(t, openFolder(t))
	for name, damage := range damages {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testDamage(t, whole, damage)
		})
	}
}

// library is one that postgres cannot start without.
const library = "lib/libicuuc*"

func testDamage(t *testing.T, whole string, d damage) {
	folder := openFolder(t)
	native := filepath.Join(folder, "native")
	linkTree(t, whole, native)
	if err := d.do(ownFile(t, filepath.Join(native, d.file))); err != nil {
		t.Fatal(err)
	}
	o := options(t, filepath.Join(folder, "data"))
	o.Binaries, o.system = filepath.Join(native, "bin"), filepath.Join(folder, "system")
	_, err := OpenCluster(t.Context(), o)
	wantLine(t, err, d.want)
	for _, left := range []string{"cluster", halfMade + "*"} {
		if found, err := filepath.Glob(filepath.Join(o.Data, "postgres", left)); err != nil || len(found) > 0 {
			t.Errorf("left: %v, %v", found, err)
		}
	}
}

// linkTree makes a second tree of the same files where the system lets it,
// because that is much cheaper than copies, and otherwise of copies.
func linkTree(t *testing.T, from, to string) {
	t.Helper()
	err := eachFile(from, func(path string, info fs.FileInfo) error {
		source, target := filepath.Join(from, path), filepath.Join(to, path)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		if os.Link(source, target) == nil {
			return nil
		}
		return copyFile(source, target, info.Mode().Perm())
	})
	if err != nil {
		t.Fatal(err)
	}
}

// ownFile answers the one regular file of a pattern, made one that no other
// tree shares.
func ownFile(t *testing.T, pattern string) string {
	t.Helper()
	found, err := filepath.Glob(pattern)
	if err != nil || len(found) != 1 {
		t.Fatalf("%s: found %v, %v", pattern, found, err)
	}
	shared := found[0] + "-shared"
	if err := os.Rename(found[0], shared); err != nil {
		t.Fatal(err)
	}
	if err := copyFile(shared, found[0], 0o755); err != nil {
		t.Fatal(err)
	}
	return found[0]
}

// install puts the installed binaries to the place below the folder where npm
// would put them. Change none of their files but by ownFile.
func install(t *testing.T, folder string) string {
	t.Helper()
	dir, err := findBinaries("")
	if err != nil {
		t.Fatal(err)
	}
	native := filepath.Join(folder, installed())
	linkTree(t, filepath.Dir(dir), native)
	if err := (binaries{dir: filepath.Join(native, "bin")}).hydrate(); err != nil {
		t.Fatal(err)
	}
	return native
}

func TestFindBinaries(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if found := installedAbove(folder); found != "" {
		t.Errorf("found %s in an empty folder", found)
	}
	want := filepath.Join(folder, installed(), "bin")
	below := filepath.Join(folder, "internal", "x")
	for _, path := range []string{want, below} {
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if found := installedAbove(below); found != want {
		t.Errorf("found %q, want %q", found, want)
	}
	_, err := findBinaries(folder)
	wantLine(t, err, "MEDSKAPA_POSTGRES_BIN")
	// npm was interrupted: the folder is there, the program is not.
	b := binaries{dir: want}
	wantLine(t, errors.New(b.diagnose("postgres", b.probe(t.Context(), nil))), "postgres is missing")
}

// TestUnhydrated is an installation whose library links nobody has restored,
// in a folder where they can be, and in one where they cannot.
func TestUnhydrated(t *testing.T) {
	t.Parallel()
	for name, mode := range map[string]os.FileMode{"writable": 0o755, "read-only": 0o555} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := openFolder(t)
			native := install(t, folder)
			removeLinks(t, filepath.Join(native, "lib"), mode)
			o := options(t, filepath.Join(folder, "data"))
			o.Binaries, o.system = filepath.Join(native, "bin"), filepath.Join(folder, "system")
			if _, err := prepareData(o.Data); err != nil {
				t.Fatal(err)
			}
			b, err := usableBinaries(t.Context(), o, nil)
			if err != nil || b.major < oldestMajor {
				t.Errorf("got %v, %v", b, err)
			}
		})
	}
}

func removeLinks(t *testing.T, folder string, mode os.FileMode) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if entry.Type()&os.ModeSymlink != 0 {
			err = errors.Join(err, os.Remove(filepath.Join(folder, entry.Name())))
		}
	}
	if err := errors.Join(err, os.Chmod(folder, mode)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.Chmod(folder, 0o755); err != nil {
			t.Error(err)
		}
	})
}

// TestUnwritable is a data folder, and a place for one, that the program may
// not write in. Root may write everywhere, and TestClusterAsOrdinaryUser runs
// this as another.
func TestUnwritable(t *testing.T) {
	t.Parallel()
	if isRoot() {
		return
	}
	folder := t.TempDir()
	if err := os.Chmod(folder, 0o555); err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{folder, filepath.Join(folder, "data")} {
		_, err := OpenCluster(t.Context(), options(t, data))
		wantLine(t, err, "data folder", "permission denied", data)
	}
}

func TestTellingLine(t *testing.T) {
	t.Parallel()
	for output, want := range map[string]string{
		"":                "",
		"one\n  two \n\n": "two",
		"2026-01-01 UTC [1] LOG:  starting\n2026-01-01 UTC [1] FATAL:  no  space for it\nchild ended\n": "FATAL: no space for it",
		"x FATAL:  the database system is starting up\nx LOG:  bad\nx PANIC:  lost\nx FATAL:  later\n":  "PANIC: lost",
		"creating ... ok\ninitdb: error: could not find it\ninitdb: hint: look\n":                       "error: could not find it",
		"x ERROR:  first\nx PANIC:  write \"f\": No space left on device\n":                             "PANIC: write \"f\": No space left on device",
		"postgres: error while loading shared libraries: libx.so: no file\n":                            "error while loading shared libraries: libx.so: no file",
	} {
		if got := tellingLine(output); got != want {
			t.Errorf("%q: got %q, want %q", output, got, want)
		}
	}
}
