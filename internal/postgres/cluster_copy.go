package postgres

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// relocatable tells whether the binaries come as one folder with all they
// need, as the npm packages do and a system's Postgres does not.
func (b binaries) relocatable() bool {
	_, err := os.Stat(filepath.Join(filepath.Dir(b.dir), "share", "postgresql", "postgres.bki"))
	return err == nil
}

// copiesFolder is where copies of the binaries go.
func copiesFolder(o Options, a *account) string {
	if a == nil {
		return o.Data
	}
	return o.system
}

// copyTo copies the binaries into the folder, readable for everyone, unless
// the same ones are there already. Names and sizes of all files are in the
// copy's name, so that a changed installation is copied anew.
func (b binaries) copyTo(folder string) (string, error) {
	native := filepath.Dir(b.dir)
	stamp, err := stampOf(native)
	if err != nil {
		return "", err
	}
	copied := binaries{dir: filepath.Join(folder, "postgres-"+stamp, "native", "bin")}
	if copied.matches(stamp) {
		return copied.dir, nil
	}
	if err := os.MkdirAll(folder, dataMode()); err != nil {
		return "", err
	}
	half, err := os.MkdirTemp(folder, "postgres-new-")
	if err != nil {
		return "", err
	}
	defer os.RemoveAll(half) //nolint:errcheck // moved away when all went well
	if err := copyBinaries(native, half); err != nil {
		return "", err
	}
	return copied.dir, replaceFolder(half, filepath.Join(folder, "postgres-"+stamp), func() bool { return copied.matches(stamp) })
}

func (b binaries) matches(stamp string) bool {
	have, err := stampOf(filepath.Dir(b.dir))
	return err == nil && have == stamp
}

// replaceFolder moves made to path, in place of a damaged one; a good one
// that another process put there meanwhile stays.
func replaceFolder(made, path string, good func() bool) error {
	err := os.Rename(made, path)
	if err == nil || good() {
		return nil
	}
	if err := os.RemoveAll(path); err != nil {
		return err
	}
	return os.Rename(made, path)
}

func copyBinaries(native, folder string) error {
	if err := os.Chmod(folder, 0o755); err != nil {
		return err
	}
	to := filepath.Join(folder, "native")
	err := eachFile(native, func(path string, info fs.FileInfo) error {
		return copyFile(filepath.Join(native, path), filepath.Join(to, path), 0o644|info.Mode().Perm()&0o111)
	})
	if err != nil {
		return err
	}
	return binaries{dir: filepath.Join(to, "bin")}.hydrate()
}

// stampOf is a short digest of the names and sizes of the files.
func stampOf(native string) (string, error) {
	sum := sha256.New()
	err := eachFile(native, func(path string, info fs.FileInfo) error {
		_, err := fmt.Fprintf(sum, "%s %d\n", filepath.ToSlash(path), info.Size())
		return err
	})
	return hex.EncodeToString(sum.Sum(nil)[:6]), err
}

// eachFile visits the regular files that running Postgres needs, in order.
func eachFile(root string, visit func(path string, info fs.FileInfo) error) error {
	return filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() || filepath.Ext(path) == ".a" {
			return err
		}
		info, err := entry.Info()
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return visit(relative, info)
	})
}

func copyFile(from, to string, mode fs.FileMode) error {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close() //nolint:errcheck // only read
	if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	target, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(target, source)
	if err == nil {
		err = target.Chmod(mode) // whatever the umask
	}
	return oneLine(err, target.Close())
}
