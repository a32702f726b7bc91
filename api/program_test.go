//go:build unix

package main

import (
	"bytes"
	"errors"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/apitest"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// asProgram makes this test binary the program: what the tests run is the real main.
const asProgram = "MEDSKAPA_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		os.Exit(0)
	}
	postgrestest.Main(m)
}

// patience bounds every wait of these tests.
const patience = 2 * time.Minute

// environment is what the program sees: nothing of this machine's settings but what it takes to run.
func environment(settings ...string) []string {
	list := []string{asProgram + "=yes"}
	for _, name := range []string{"PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "MEDSKAPA_POSTGRES_BIN"} {
		if value, set := os.LookupEnv(name); set {
			list = append(list, name+"="+value)
		}
	}
	return append(list, settings...)
}

// freeAddress is an address of this machine that nobody listens on.
func freeAddress(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close() //nolint:errcheck // nothing was done with it
	return listener.Addr().String()
}

// result is how a run of the program ended.
type result struct {
	out, err string
	code     int
}

// execute runs the program to its end, with input on its standard input.
func execute(t *testing.T, input string, settings []string, args ...string) result {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], args...)
	cmd.Env = environment(settings...)
	return finish(t, cmd, input)
}

func finish(t *testing.T, cmd *exec.Cmd, input string) result {
	t.Helper()
	var out, stderr bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(input), &out, &stderr
	var ended *exec.ExitError
	if err := cmd.Run(); err != nil && !errors.As(err, &ended) {
		t.Fatal(err)
	}
	return result{out.String(), stderr.String(), cmd.ProcessState.ExitCode()}
}

// wantRefusal checks that the program failed with one clear line, and nothing else, that holds
// every part.
func (r result) wantRefusal(t *testing.T, parts ...string) {
	t.Helper()
	line, one := strings.CutSuffix(r.err, "\n")
	if r.code != 1 || r.out != "" || !one || strings.Contains(line, "\n") || !strings.HasPrefix(line, "medskapa: ") {
		t.Errorf("got %d, %q, %q: want 1 and one line of error", r.code, r.out, r.err)
	}
	for _, part := range parts {
		if !strings.Contains(line, part) {
			t.Errorf("got %q, want it to contain %q", line, part)
		}
	}
	for _, bad := range []string{"goroutine", "hemligt", ".go:"} {
		if strings.Contains(r.err, bad) {
			t.Errorf("%q is in %q", bad, r.err)
		}
	}
}

// wantNoCluster checks that no Postgres was made or started in the data folder.
func wantNoCluster(t *testing.T, data string) {
	t.Helper()
	for _, name := range []string{"postgres", "postgres-is-in"} {
		if _, err := os.Stat(filepath.Join(data, name)); err == nil {
			t.Errorf("there is a %s in the data folder", name)
		}
	}
}

// output keeps what a program writes while it runs.
type output struct {
	mu   sync.Mutex
	text strings.Builder
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.Write(p)
}

func (o *output) String() string {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.text.String()
}

// program is a running server.
type program struct {
	address  string
	cmd      *exec.Cmd
	out, err *output
	ended    chan struct{} // closed when cmd.ProcessState is there
}

// launch starts a server that listens on address.
func launch(t *testing.T, address string, settings []string, args ...string) *program {
	t.Helper()
	p := &program{address: address, out: &output{}, err: &output{}, ended: make(chan struct{})}
	p.cmd = exec.Command(os.Args[0], append([]string{"serve"}, args...)...)
	p.cmd.Env = environment(append([]string{"MEDSKAPA_ADDR=" + address}, settings...)...)
	p.cmd.Stdout, p.cmd.Stderr = p.out, p.err
	p.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		p.cmd.Wait() //nolint:errcheck // ProcessState tells
		close(p.ended)
	}()
	return p
}

// kill is for the end of a test: the program has ended by then, unless the test failed.
func (p *program) kill() {
	_ = p.cmd.Process.Kill() // see above
	<-p.ended
}

// awaitReady waits until the server says that it is ready.
func (p *program) awaitReady(t *testing.T) {
	t.Helper()
	eventually(t, "the server is ready", func() bool {
		select {
		case <-p.ended:
			t.Fatalf("the server ended with %d: %s", p.cmd.ProcessState.ExitCode(), p.err)
		default:
		}
		return strings.Contains(p.out.String(), "Ctrl-C stops everything.")
	})
}

// api is a client of the server.
func (p *program) api(t *testing.T) *apitest.API {
	return (&apitest.API{URL: "http://" + p.address}).In(t)
}

// get reads a path outside of the interface.
func (p *program) get(t *testing.T, path string) *apitest.Answer {
	t.Helper()
	c := p.api(t).Anonymous()
	return c.Send(c.Request("GET", path, nil))
}

// end waits for the end of a server that was told to end, and checks how it ended. What is under way has [drain]; how long
// Postgres takes after that depends on the machine.
func (p *program) end(t *testing.T, code int) {
	t.Helper()
	select {
	case <-p.ended:
	case <-time.After(patience):
		t.Fatalf("it does not end: %s", p.err)
	}
	if got := p.cmd.ProcessState.ExitCode(); got != code {
		t.Errorf("it ended with %d, want %d: %s", got, code, p.err)
	}
}

func (p *program) signal(t *testing.T, s syscall.Signal) {
	t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
}

// postmaster is the process of the Postgres that runs in the data folder.
func postmaster(t *testing.T, data string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(data, "postgres", "cluster", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(first)
	if err != nil || !runs(pid) {
		t.Fatalf("no Postgres runs in %s: %q, %v", data, first, err)
	}
	return pid
}

// runs tells whether a process lives. One that has ended and that nobody has asked how is a
// process still, but without a command line.
func runs(pid int) bool {
	line, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/cmdline")
	if err == nil {
		return len(line) > 0
	}
	return !exists("/proc/self") && syscall.Kill(pid, 0) == nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// eventually waits for a condition that another process brings about.
func eventually(t *testing.T, what string, condition func() bool) {
	t.Helper()
	look := time.NewTicker(5 * time.Millisecond)
	defer look.Stop()
	for until := time.Now().Add(patience); !condition(); <-look.C {
		if time.Now().After(until) {
			t.Fatalf("%s: not within %s", what, patience)
		}
	}
}
