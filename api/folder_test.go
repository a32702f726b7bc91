package main

import (
	"os"
	"path/filepath"
	"testing"
)

// openFolder is a temporary folder that the account of a root's Postgres can pass through, as
// root's own are not.
func openFolder(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	for _, path := range []string{folder, filepath.Dir(folder)} {
		if err := os.Chmod(path, 0o711); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}
