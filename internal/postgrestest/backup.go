//go:build unix

package postgrestest

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// transient are the files and the contents of the folders that a copy of a running server leaves out:
// the copy has a log of its own, which the replica fetches from the primary.
var transient = []string{"postmaster.pid", "postmaster.opts", "pg_wal/", "pg_replslot/", "pg_notify/", "pg_serial/", "pg_snapshots/", "pg_stat_tmp/", "pg_subtrans/", "pg_dynshmem/"}

// backUp makes home, which follows a server once it is started: a copy of that server while it runs,
// as pg_basebackup makes one, which the project's own Postgres lacks.
func (p *Pair) backUp(server, home string) {
	p.tb.Helper()
	ctx := context.Background()
	from, to := p.folder(server), filepath.Join(home, "cluster")
	conn := p.connect(server)
	defer func() { _ = conn.Close(ctx) }() // nothing is lost with it
	_, err := conn.Exec(ctx, `SELECT pg_backup_start('replica', true)`)
	if err == nil {
		err = os.MkdirAll(home, 0o711)
	}
	if err == nil {
		err = os.Chmod(filepath.Dir(home), 0o711)
	}
	if err == nil {
		err = copyServer(from, to)
	}
	var label string
	if err == nil {
		err = conn.QueryRow(ctx, `SELECT labelfile FROM pg_backup_stop(false)`).Scan(&label)
	}
	owned := filepath.Join(from, "PG_VERSION")
	for name, text := range map[string]string{"backup_label": label, "standby.signal": ""} {
		if err == nil {
			err = write(filepath.Join(to, name), owned, strings.NewReader(text))
		}
	}
	if err == nil {
		err = copyFile(filepath.Join(filepath.Dir(from), "password"), filepath.Join(home, "password"))
	}
	if err != nil {
		p.tb.Fatalf("copying a server: %v", err)
	}
}

func copyServer(from, to string) error {
	return filepath.WalkDir(from, func(path string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil // gone meanwhile; the log knows
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, path)
		if err != nil || slices.ContainsFunc(transient, func(t string) bool { return name == t || strings.HasSuffix(t, "/") && strings.HasPrefix(name, t) }) {
			return err
		}
		if entry.IsDir() {
			if err := os.Mkdir(filepath.Join(to, name), 0o700); err != nil {
				return err
			}
			return own(filepath.Join(to, name), path)
		}
		if err := copyFile(path, filepath.Join(to, name)); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}

func copyFile(from, to string) error {
	file, err := os.Open(from)
	if err != nil {
		return err
	}
	defer file.Close() //nolint:errcheck // it was only read
	return write(to, from, file)
}

// write makes a file that belongs to the owner of another.
func write(path, like string, content io.Reader) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close(), own(path, like))
}

func own(path, like string) error {
	info, err := os.Lstat(like)
	if err != nil {
		return err
	}
	owner := info.Sys().(*syscall.Stat_t)
	return os.Lchown(path, int(owner.Uid), int(owner.Gid))
}
