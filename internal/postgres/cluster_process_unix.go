//go:build unix

package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// ending is a signal that ends Postgres in its own way.
type ending = syscall.Signal

const (
	fastShutdown      = syscall.SIGINT
	immediateShutdown = syscall.SIGQUIT
	killed            = syscall.SIGKILL
)

func (p *postmaster) signal(end ending) error { return p.cmd.Process.Signal(end) }

// killAll kills a process that leads a session, and its children.
func killAll(p *os.Process) error { return syscall.Kill(-p.Pid, syscall.SIGKILL) }

// syncFolder makes a rename within the folder last.
func syncFolder(folder string) error {
	file, err := os.Open(folder)
	if err != nil {
		return err
	}
	return oneLine(file.Sync(), file.Close())
}

// stopOrphan ends a Postgres that outlived the program which started it.
func stopOrphan(ctx context.Context, h clusterHome, _ binaries) error {
	file := filepath.Join(h.cluster(), "postmaster.pid")
	text, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("cannot look for an earlier Postgres: %w", err)
	}
	first, rest, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || pid <= 1 || !serves(pid, h.cluster()) {
		return h.disown(file, rest)
	}
	for _, end := range []ending{fastShutdown, immediateShutdown, killed} {
		if err := syscall.Kill(pid, end); err != nil && !errors.Is(err, syscall.ESRCH) {
			return fmt.Errorf("cannot stop the earlier Postgres (process %d): %w", pid, err)
		}
		if gone, err := awaitGone(ctx, pid, h.cluster()); gone || err != nil {
			return err
		}
	}
	return fmt.Errorf("the earlier Postgres (process %d) does not end", pid)
}

// disown makes a stale postmaster.pid harmless: its process number may by now
// be another process's, which Postgres would take for a running Postgres. Our
// own number, the parent's, it knows not to. The rest stays, because by it
// Postgres finds children of its dead predecessor.
func (h clusterHome) disown(file, rest string) error {
	text := strconv.Itoa(os.Getpid()) + "\n" + rest
	if err := h.replaceFile(file, text); err != nil {
		return fmt.Errorf("cannot clear the file of an earlier Postgres: %w", err)
	}
	return nil
}

func awaitGone(ctx context.Context, pid int, cluster string) (bool, error) {
	for until := time.Now().Add(15 * time.Second); time.Now().Before(until); {
		if !serves(pid, cluster) {
			return true, nil
		}
		if err := pause(ctx, startPause); err != nil {
			return false, err
		}
	}
	return false, nil
}
