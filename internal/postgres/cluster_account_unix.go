//go:build unix

package postgres

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"strconv"
	"syscall"
)

// account is who Postgres runs as when the program runs as root, which
// Postgres refuses. A nil account is the program's own.
type account struct {
	name     string
	uid, gid int
}

// chooseAccount answers the account for the cluster folder: its owner once it
// exists, so that a later choice never locks a cluster out. For a new one it
// is `postgres`, which exists to own databases, and otherwise `nobody`, which
// every system has; initdb wants an account with a name, so a bare number
// would not do.
func chooseAccount(cluster string) (*account, error) {
	owner, exists, err := ownerOf(cluster)
	me := os.Geteuid()
	switch {
	case err != nil:
		return nil, fmt.Errorf("cannot look at the database folder: %w", err)
	case exists && me != 0 && owner != me:
		return nil, fmt.Errorf("the database in %s belongs to the account %s: start medskapa as that account or as root",
			cluster, accountName(owner))
	case me != 0:
		return nil, nil
	case exists && owner == 0:
		return nil, fmt.Errorf("the database in %s belongs to root, and Postgres refuses to run as root", cluster)
	case exists:
		return lookup(user.LookupId(strconv.Itoa(owner)))
	}
	for _, name := range []string{"postgres", "nobody"} {
		if a, err := lookup(user.Lookup(name)); err == nil && a.uid != 0 {
			return a, nil
		}
	}
	return nil, errors.New("the private Postgres must not run as root and there is no account postgres or nobody: " +
		"start medskapa as an ordinary user, or set DATABASE_URL")
}

func lookup(u *user.User, err error) (*account, error) {
	if err != nil {
		return nil, fmt.Errorf("cannot find the account of the database: %w", err)
	}
	uid, err := strconv.Atoi(u.Uid)
	if err != nil {
		return nil, err
	}
	gid, err := strconv.Atoi(u.Gid)
	if err != nil {
		return nil, err
	}
	return &account{u.Username, uid, gid}, nil
}

func accountName(uid int) string {
	if u, err := user.LookupId(strconv.Itoa(uid)); err == nil {
		return u.Username
	}
	return strconv.Itoa(uid)
}

func ownerOf(path string) (uid int, exists bool, err error) {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, false, nil
	}
	if err != nil {
		return 0, false, err
	}
	return int(info.Sys().(*syscall.Stat_t).Uid), true, nil
}

// label names the account for people.
func (a *account) label() string {
	if a == nil {
		return accountName(os.Geteuid())
	}
	return a.name
}

// own gives the file or folder to the account.
func (a *account) own(path string) error {
	if a == nil {
		return nil
	}
	return os.Lchown(path, a.uid, a.gid)
}

// wear makes the command run as the account, in a session of its own: Ctrl-C
// in a terminal then reaches the program only, which stops Postgres itself
// once it has drained.
func (a *account) wear(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if a != nil {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
}

// dataMode is the mode of the folders the program makes: private, except that
// root's let Postgres' account pass through.
func dataMode() os.FileMode {
	if os.Geteuid() == 0 {
		return 0o711
	}
	return 0o700
}
