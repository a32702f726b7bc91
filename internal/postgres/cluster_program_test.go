//go:build unix

package postgres

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"os/signal"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// helperData names the data folder for TestProgram when another test runs
// this binary as a program of its own.
const helperData = "MEDSKAPA_TEST_PROGRAM_DATA"

// TestProgram is not a test but the program that tests end in rude ways: it
// opens a cluster, says the process of its Postgres, and runs until SIGINT.
// Then it makes one last query, and says so.
func TestProgram(t *testing.T) {
	data := os.Getenv(helperData)
	if data == "" {
		return
	}
	interrupt := make(chan os.Signal, 1)
	signal.Notify(interrupt, os.Interrupt)
	c, err := OpenCluster(t.Context(), Options{Data: data, Fast: true, Binaries: os.Getenv("MEDSKAPA_POSTGRES_BIN")})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("running", c.postmaster.cmd.Process.Pid)
	<-interrupt
	fmt.Println("drained", query(t, c.URL(), "SELECT 1"))
	stop(t, c)
}

// program is a running TestProgram.
type program struct {
	cmd    *exec.Cmd
	output *bufio.Reader
}

func startProgram(t *testing.T, data string) program {
	t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run=^TestProgram$")
	cmd.Env = append(os.Environ(), helperData+"="+data)
	cmd.Stderr = os.Stderr
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	output, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	return program{cmd, bufio.NewReader(output)}
}

// says reads the next line and answers its second word.
func (p program) says(t *testing.T, first string) string {
	t.Helper()
	line, err := p.output.ReadString('\n')
	words := strings.Fields(line)
	if err != nil || len(words) != 2 || words[0] != first {
		rest, _ := io.ReadAll(p.output) // only to explain a failure
		t.Fatalf("the program said %q, %v, want %s: %s", line, err, first, rest)
	}
	return words[1]
}

func (p program) postgres(t *testing.T) int {
	t.Helper()
	pid, err := strconv.Atoi(p.says(t, "running"))
	if err != nil {
		t.Fatal(err)
	}
	return pid
}

func (c clusterTest) testKilledProgram(t *testing.T) {
	data := c.data
	cluster := filepath.Join(data, "postgres", "cluster")
	first := startProgram(t, data)
	left := first.postgres(t)
	if err := first.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := first.cmd.Wait(); err == nil {
		t.Error("the program ended well although it was killed")
	}
	if runtime.GOOS == "linux" { // elsewhere the next start ends it
		eventually(t, "Postgres ends with the program", func() bool { return !serves(left, cluster) })
	}
	second := startProgram(t, data)
	second.postgres(t)
	if err := second.cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := second.cmd.Wait(); err == nil { // a signal takes its time on a busy machine
		t.Error("the program ended well although it was killed")
	}
	// At once, while the killed program's Postgres may still be ending.
	query(t, start(t, OpenCluster, options(t, data)).URL(), "SELECT 1")
}

func (c clusterTest) testInterrupt(t *testing.T) {
	data := c.data
	p := startProgram(t, data)
	left := p.postgres(t)
	// A terminal's Ctrl-C goes to the whole process group.
	if err := syscall.Kill(-p.cmd.Process.Pid, syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	p.says(t, "drained")
	if err := p.cmd.Wait(); err != nil {
		t.Error(err)
	}
	if serves(left, filepath.Join(data, "postgres", "cluster")) {
		t.Error("Postgres is left running")
	}
}

// TestClusterAsOrdinaryUser repeats TestCluster as an ordinary user when the
// tests run as root. Otherwise TestCluster was that.
func TestClusterAsOrdinaryUser(t *testing.T) {
	t.Parallel()
	if !isRoot() {
		return
	}
	a, err := lookup(user.Lookup("nobody"))
	if err != nil {
		t.Fatal(err)
	}
	folder := openFolder(t)
	runAs(t, a, folder, "^(TestCluster|TestClosedFolder|TestUnhydrated|TestUnwritable)$")
}

// runAs runs tests of this binary as the account, with copies of this binary
// and of Postgres where the account can read them.
func runAs(t *testing.T, a *account, folder, pattern string) {
	t.Helper()
	self := filepath.Join(folder, "postgres.test")
	if err := copyFile(os.Args[0], self, 0o755); err != nil {
		t.Fatal(err)
	}
	temporary := filepath.Join(folder, "tmp")
	if err := os.Mkdir(temporary, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := a.own(temporary); err != nil {
		t.Fatal(err)
	}
	copyBinariesFor(t, a, folder)
	cmd := exec.CommandContext(t.Context(), self, "-test.run="+pattern, "-test.timeout=5m")
	a.wear(cmd)
	cmd.Dir = temporary
	cmd.Env = []string{"HOME=" + temporary, "TMPDIR=" + temporary, "PATH=" + os.Getenv("PATH")}
	cmd.Cancel = func() error { return killAll(cmd.Process) }
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("as %s: %v\n%s", a.name, err, out)
	}
}

// copyBinariesFor gives the account an installation of its own.
func copyBinariesFor(t *testing.T, a *account, folder string) {
	t.Helper()
	dir, err := findBinaries("")
	if err != nil {
		t.Fatal(err)
	}
	parent := filepath.Join(folder, filepath.Dir(installed()))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := copyBinaries(filepath.Dir(dir), parent); err != nil {
		t.Fatal(err)
	}
	err = eachFile(parent, func(path string, _ fs.FileInfo) error { return a.own(filepath.Join(parent, path)) })
	if err != nil {
		t.Fatal(err)
	}
}
