//go:build unix

package postgres

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestClosedFolder is a clone under root's own home, which no other account
// can enter: neither data nor binaries can be used there.
func TestClosedFolder(t *testing.T) {
	t.Parallel()
	closed, system := t.TempDir(), openFolder(t)
	if err := os.Chmod(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	native := install(t, closed)
	o := options(t, filepath.Join(closed, "data"))
	o.Binaries, o.system = filepath.Join(native, "bin"), system
	first := start(t, OpenCluster, o)
	if inData := strings.HasPrefix(first.postmaster.home.folder, closed); inData == isRoot() {
		t.Errorf("as root %v: the database is in %s", isRoot(), first.postmaster.home.folder)
	}
	query(t, first.URL(), "CREATE TABLE kept AS SELECT 7 AS n")
	stop(t, first)
	second := start(t, OpenCluster, o)
	query(t, second.URL(), "SELECT n FROM kept")
	query(t, start(t, JoinCluster, o).URL(), "SELECT n FROM kept")
	stop(t, second)
	testMovedFolder(t, o)
	testRemovedFolder(t, o)
}

// testMovedFolder moves the data folder away and back: a database that is not
// in the folder is never mistaken for a missing one.
func testMovedFolder(t *testing.T, o Options) {
	home, moved := o.Data, o
	moved.Data = home + "-moved"
	if err := os.Rename(home, moved.Data); err != nil {
		t.Fatal(err)
	}
	if isRoot() {
		_, err := OpenCluster(t.Context(), moved)
		wantLine(t, err, "was moved or copied", moved.Data)
	} else {
		c := start(t, OpenCluster, moved)
		query(t, c.URL(), "SELECT n FROM kept")
		stop(t, c)
	}
	if err := os.Rename(moved.Data, home); err != nil {
		t.Fatal(err)
	}
}

// testRemovedFolder removes the data folder: the next start is a fresh one.
func testRemovedFolder(t *testing.T, o Options) {
	if err := os.RemoveAll(o.Data); err != nil {
		t.Fatal(err)
	}
	c := start(t, OpenCluster, o)
	if _, err := tryQuery(c.URL(), "SELECT n FROM kept"); !hasState(err, "42P01") { // undefined_table
		t.Errorf("got %v, want no table", err)
	}
	kept, err := filepath.Glob(systemHome(o) + "-*")
	if err != nil || (len(kept) == 1) != isRoot() {
		t.Errorf("as root %v: kept %v, %v", isRoot(), kept, err)
	}
}

// testPaths moves the data folder to paths that are hard for a socket.
func (c clusterTest) testPaths(t *testing.T) {
	folder, data := openFolder(t), c.data
	for _, name := range []string{strings.Repeat("long/", 30), `å "b" & 1% 'c'`, "a, b"} {
		moved := filepath.Join(folder, name, "data")
		if err := os.MkdirAll(filepath.Dir(moved), 0o711); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(data, moved); err != nil {
			t.Fatal(err)
		}
		data = moved
		cluster := start(t, OpenCluster, options(t, data))
		query(t, start(t, JoinCluster, options(t, data)).URL(), "SELECT n FROM kept")
		socket := cluster.postmaster.socket
		stop(t, cluster)
		if _, err := os.Stat(socket); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the socket's folder %s is left: %v", socket, err)
		}
	}
}

func TestCancelled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	data := filepath.Join(openFolder(t), "data")
	left := filepath.Join(data, "postgres", halfMade+"left")
	if err := os.MkdirAll(left, 0o711); err != nil { // by one that was killed
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() {
		c, err := OpenCluster(ctx, options(t, data))
		if err == nil {
			stop(t, c)
		}
		ended <- err
	}()
	halves := filepath.Join(data, "postgres", halfMade+"*")
	eventually(t, "initdb runs", func() bool {
		found, err := filepath.Glob(filepath.Join(halves, "PG_VERSION"))
		return err == nil && len(found) > 0
	})
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want it cancelled", err)
	}
	if found, err := filepath.Glob(halves); err != nil || len(found) > 0 {
		t.Errorf("left: %v, %v", found, err)
	}
}

func TestNoFolder(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "data")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := OpenCluster(t.Context(), options(t, file))
	wantLine(t, err, "data folder", file)
	_, err = OpenCluster(t.Context(), options(t, ""))
	wantLine(t, err, "MEDSKAPA_DATA")
}
