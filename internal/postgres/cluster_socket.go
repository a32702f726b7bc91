package postgres

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
)

const (
	socketName  = "/.s.PGSQL." + socketPort
	shortPrefix = "medskapa-"
)

// socketLimit is the longest path of a unix socket in bytes.
func socketLimit() int {
	if runtime.GOOS == "linux" || runtime.GOOS == "windows" {
		return 107
	}
	return 103
}

// fitsSocket tells whether a socket in the folder can be reached: in an
// address a comma separates hosts.
func fitsSocket(folder string) bool {
	return len(folder)+len(socketName) <= socketLimit() && !strings.Contains(folder, ",")
}

// makeSocketFolder answers a folder for the socket that only Postgres'
// account can enter: run/, or, where that does not do for a socket, a short
// one among the temporary files, to which run/ then links.
func (h clusterHome) makeSocketFolder(ctx context.Context, b binaries) (string, error) {
	folder, err := h.run(), h.removeSocketFolder()
	switch {
	case err != nil:
	case fitsSocket(h.run()):
		err = h.makePrivate(h.run())
	default:
		folder, err = h.shortSocketFolder(ctx, b)
	}
	if err != nil {
		return "", fmt.Errorf("cannot make a folder for the socket of Postgres: %w", err)
	}
	return folder, nil
}

func (h clusterHome) shortSocketFolder(ctx context.Context, b binaries) (string, error) {
	var problems error
	for _, place := range []string{os.TempDir(), "/tmp"} {
		folder, err := h.socketFolderIn(ctx, b, place)
		if err == nil {
			return folder, nil
		}
		problems = oneLine(problems, err)
	}
	return "", problems
}

func (h clusterHome) socketFolderIn(ctx context.Context, b binaries, place string) (string, error) {
	folder, err := os.MkdirTemp(place, shortPrefix)
	if err != nil {
		return "", err
	}
	if !fitsSocket(folder) {
		err = fmt.Errorf("the path %s is too long or has a comma", folder)
	}
	if err == nil {
		err = h.account.own(folder)
	}
	if err == nil && !b.enters(ctx, h.account, folder) {
		err = fmt.Errorf("the account %s cannot enter %s", h.account.label(), folder)
	}
	if err == nil {
		err = os.Symlink(folder, h.run())
	}
	if err != nil {
		return "", oneLine(err, os.Remove(folder))
	}
	return folder, nil
}

// removeSocketFolder removes run/ and the temporary folder it may link to.
func (h clusterHome) removeSocketFolder() error {
	short, err := os.Readlink(h.run())
	if err == nil && strings.HasPrefix(filepath.Base(short), shortPrefix) {
		err = os.RemoveAll(short)
	} else {
		err = nil // no link, so no such folder
	}
	if err == nil {
		err = os.RemoveAll(h.run())
	}
	if err != nil {
		return fmt.Errorf("cannot remove an old socket: %w", err)
	}
	return nil
}
