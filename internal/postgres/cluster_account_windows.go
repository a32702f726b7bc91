package postgres

import (
	"os"
	"os/exec"
	"syscall"
)

// account is always nil on Windows: Postgres runs as whoever runs the program.
type account struct{ name string }

func chooseAccount(string) (*account, error) { return nil, nil }

func (a *account) label() string { return "of this program" }

func (a *account) own(string) error { return nil }

// wear keeps Ctrl-C in a console from Postgres, so that the program can drain
// first and then stop it.
func (a *account) wear(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}

func dataMode() os.FileMode { return 0o700 }
