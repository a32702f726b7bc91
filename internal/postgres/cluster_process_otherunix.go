//go:build unix && !linux

package postgres

import (
	"os/exec"
	"strconv"
	"strings"
)

// dieWithParent has no means here; the next start ends the orphan.
func dieWithParent(*exec.Cmd, ending) {}

// serves tells whether the process is the Postgres of the cluster, which has
// the cluster's folder in its command line.
func serves(pid int, cluster string) bool {
	line, err := exec.Command("ps", "-ww", "-o", "command=", "-p", strconv.Itoa(pid)).Output()
	return err == nil && strings.Contains(string(line), "postgres") && strings.Contains(string(line), cluster)
}
