package postgres

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// dieWithParent makes the kernel end the child when the program is killed.
func dieWithParent(cmd *exec.Cmd, end ending) { cmd.SysProcAttr.Pdeathsig = end }

// serves tells whether the process is the Postgres of the cluster, which
// works in the cluster's folder all its life.
func serves(pid int, cluster string) bool {
	folder, err := os.Readlink(fmt.Sprintf("/proc/%d/cwd", pid))
	if err != nil {
		return false
	}
	real, err := filepath.EvalSymlinks(cluster)
	return err == nil && folder == real
}
