package postgres

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// dieWithParent makes the kernel end the child when the program is killed.
func dieWithParent(cmd *exec.Cmd, end ending) { cmd.SysProcAttr.Pdeathsig = end }

// serves tells whether the process is the Postgres of the cluster, by its
// command line: in a container even root may not see more of other accounts'
// processes.
func serves(pid int, cluster string) bool {
	line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	args := strings.Split(string(line), "\x00")
	return err == nil && filepath.Base(args[0]) == "postgres" && slices.Contains(args, cluster)
}
