package postgres

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"
)

const halfMade = "cluster-new-"

// ensureCluster makes the cluster when there is none, and otherwise checks
// that these binaries can run it.
func (h clusterHome) ensureCluster(ctx context.Context, b binaries, fast bool) error {
	text, err := os.ReadFile(filepath.Join(h.cluster(), "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return h.makeCluster(ctx, b, fast)
	}
	if err != nil {
		return fmt.Errorf("cannot read the database folder: %w", err)
	}
	if version := strings.TrimSpace(string(text)); version != strconv.Itoa(b.major) {
		return fmt.Errorf("the database in %s was made by Postgres %s and the installed one is %s: "+
			"start with Postgres %s (MEDSKAPA_POSTGRES_BIN), or move the folder away to begin afresh",
			h.cluster(), version, b.version, version)
	}
	return nil
}

// makeCluster runs initdb into a folder of its own and moves it into place
// whole: a cluster folder is complete or absent.
func (h clusterHome) makeCluster(ctx context.Context, b binaries, fast bool) error {
	if err := h.clearHalfMade(); err != nil {
		return fmt.Errorf("cannot clear a half-made database: %w", err)
	}
	half, err := os.MkdirTemp(h.folder, halfMade)
	if err == nil {
		err = h.account.own(half)
	}
	if err != nil {
		return fmt.Errorf("cannot make the database: %w", err)
	}
	err = h.initdb(ctx, b, half, fast)
	if err == nil {
		err = os.Rename(half, h.cluster())
	}
	if err == nil && !fast {
		err = syncFolder(h.folder)
	}
	if err != nil {
		return oneLine(err, os.RemoveAll(half))
	}
	return nil
}

// clearHalfMade removes what a killed start left.
func (h clusterHome) clearHalfMade() error {
	entries, err := os.ReadDir(h.folder)
	for _, entry := range entries {
		if err == nil && strings.HasPrefix(entry.Name(), halfMade) {
			err = os.RemoveAll(filepath.Join(h.folder, entry.Name()))
		}
	}
	return err
}

func (h clusterHome) initdb(ctx context.Context, b binaries, folder string, fast bool) error {
	cmd := b.command(ctx, h.account, "initdb", initdbArgs(b, folder, h.passwordFile(), fast)...)
	dieWithParent(cmd, killed)
	cmd.Cancel = func() error { return killAll(cmd.Process) }
	cmd.WaitDelay = 5 * time.Second
	// The signal at the parent's end is tied to the thread that starts the
	// child, so it must live as long as the child.
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	output, err := cmd.CombinedOutput()
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err == nil {
		return nil
	}
	reason := tellingLine(string(output))
	if ended := (*exec.ExitError)(nil); reason == "" || !errors.As(err, &ended) {
		reason = b.diagnose("initdb", err)
	}
	return fmt.Errorf("initdb cannot make the database in %s: %s", h.folder, reason)
}

// initdbArgs: UTF-8 with a locale that sorts by code point and knows letters
// of every language, the same on every system. Queries for people choose
// their language's order themselves.
func initdbArgs(b binaries, folder, passwordFile string, fast bool) []string {
	args := []string{
		"-D", folder, "-U", superuser, "--pwfile=" + passwordFile,
		"--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions",
	}
	if b.major >= 17 {
		args = append(args, "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
	} else {
		args = append(args, "--locale=C.UTF-8")
	}
	if fast {
		args = append(args, "--no-sync")
	}
	return args
}

// tellingLine picks the one line of Postgres' output that says what is wrong:
// the first error, because the others follow from it, without its prefix; or
// else the last line.
func tellingLine(output string) string {
	const full = "No space left on device" // whatever else goes wrong then
	last := ""
	for line := range strings.Lines(output) {
		line = strings.Join(strings.Fields(line), " ")
		telling := errorIn(line)
		if telling != "" && (!strings.Contains(output, full) || strings.Contains(line, full)) {
			return telling
		}
		if line != "" {
			last = line
		}
	}
	return last
}

func errorIn(line string) string {
	if strings.Contains(line, "FATAL: the database system is") { // an answer to one who asked too early
		return ""
	}
	for _, mark := range []string{"FATAL:", "PANIC:", "ERROR:", "error:", "error while loading"} {
		if at := strings.Index(line, mark); at >= 0 {
			return line[at:]
		}
	}
	return ""
}
