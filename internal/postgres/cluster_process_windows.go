package postgres

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// ending is a mode of pg_ctl, which alone can signal Postgres on Windows.
type ending string

const (
	fastShutdown      ending = "fast"
	immediateShutdown ending = "immediate"
	killed            ending = "kill"
)

func (p *postmaster) signal(end ending) error {
	if end == killed {
		return p.cmd.Process.Kill()
	}
	return p.bin.command(context.Background(), nil, "pg_ctl", "stop", "-W", "-D", p.home.cluster(), "-m", string(end)).Run()
}

func killAll(p *os.Process) error { return p.Kill() }

// dieWithParent has no means here; the next start ends the orphan.
func dieWithParent(*exec.Cmd, ending) {}

// syncFolder has no means here: Windows does not open folders for it.
func syncFolder(string) error { return nil }

// stopOrphan ends a Postgres that outlived the program which started it.
func stopOrphan(ctx context.Context, h clusterHome, b binaries) error {
	if _, err := os.Stat(filepath.Join(h.cluster(), "postmaster.pid")); err != nil {
		return nil //nolint:nilerr // no file, no orphan
	}
	if b.command(ctx, nil, "pg_ctl", "status", "-D", h.cluster()).Run() != nil {
		return nil // stale
	}
	if err := b.command(ctx, nil, "pg_ctl", "stop", "-w", "-D", h.cluster(), "-m", "fast").Run(); err != nil {
		return fmt.Errorf("cannot stop the earlier Postgres: %w", err)
	}
	return nil
}
