package postgres

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"time"
)

const (
	// startPatience bounds a start; the recovery after a crash may take longer
	// and is waited for as long as Postgres says that it is at it.
	startPatience = time.Minute
	startPause    = 5 * time.Millisecond
	// predecessorPatience bounds the wait for children of a killed Postgres.
	predecessorPatience = 15 * time.Second
)

// postmaster is the running Postgres of a home.
type postmaster struct {
	home   clusterHome
	bin    binaries
	socket string // the folder
	cmd    *exec.Cmd
	done   chan struct{} // closed when the process has ended
}

// runPostmaster starts Postgres and answers its address once it is ready.
// Children of a killed predecessor may hold its memory a moment longer; only
// for that it tries again.
func runPostmaster(ctx context.Context, h clusterHome, b binaries, password string, settings []string) (*postmaster, string, error) {
	for until := time.Now().Add(predecessorPatience); ; {
		p, err := startPostmaster(ctx, h, b, settings)
		if err != nil {
			return nil, "", err
		}
		url, err := p.awaitReady(ctx, password)
		if err == nil {
			return p, url, nil
		}
		err = oneLine(err, p.stop(context.WithoutCancel(ctx)))
		if !strings.Contains(err.Error(), "is still in use") || time.Now().After(until) {
			return nil, "", err
		}
		if err := pause(ctx, lockPause); err != nil {
			return nil, "", err
		}
	}
}

// startPostmaster ends what an earlier process left behind and starts
// Postgres. It does not wait until Postgres answers.
func startPostmaster(ctx context.Context, h clusterHome, b binaries, settings []string) (*postmaster, error) {
	if err := stopOrphan(ctx, h, b); err != nil {
		return nil, err
	}
	socket, err := h.makeSocketFolder(ctx, b)
	if err != nil {
		return nil, err
	}
	p := &postmaster{home: h, bin: b, socket: socket, done: make(chan struct{})}
	log, err := os.OpenFile(h.logFile(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC|os.O_APPEND, 0o600)
	if err != nil {
		return nil, fmt.Errorf("cannot write the log of Postgres: %w", err)
	}
	defer log.Close() //nolint:errcheck // Postgres has its own copy
	// Not the caller's context: its end must stop Postgres by a clean
	// shutdown, which is Close's work.
	p.cmd = b.command(context.Background(), h.account, "postgres", arguments(h.cluster(), socket, settings)...)
	p.cmd.Stdout, p.cmd.Stderr = log, log
	dieWithParent(p.cmd, fastShutdown)
	started := make(chan error)
	go p.run(started)
	if err := <-started; err != nil {
		return nil, fmt.Errorf("cannot start Postgres: %s; %s", b.diagnose("postgres", err), installHint)
	}
	return p, nil
}

// run starts the process and waits for its end on one thread of its own:
// the signal at the parent's end comes when the thread that started the
// child ends, and Go ends idle threads at will.
func (p *postmaster) run(started chan<- error) {
	runtime.LockOSThread()
	err := p.cmd.Start()
	started <- err
	if err != nil {
		return
	}
	p.cmd.Wait() //nolint:errcheck // how it ended is in its log and in ProcessState
	close(p.done)
}

// settings suit a small machine: two cores, little memory, few connections.
func settings(b binaries, o Options) []string {
	list := []string{
		"cluster_name=medskapa",
		"max_connections=50",
		"shared_buffers=128MB",
		"effective_cache_size=512MB",
		"max_logical_replication_workers=0",
		"max_wal_senders=0",
		"jit=off",
		"random_page_cost=1.1",
		"timezone=UTC",
		"log_timezone=UTC",
		"log_checkpoints=off",
		"log_min_error_statement=panic", // statements may hold what is about people
	}
	if b.major >= 18 {
		list = append(list, "io_method=sync") // no reader processes for so little data
	}
	if o.Fast {
		list = append(list, "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200")
	}
	return append(list, o.Settings...)
}

// arguments make Postgres listen on a socket in its folder and nowhere else. Of
// several settings of one name Postgres takes the last.
func arguments(cluster, socket string, settings []string) []string {
	args := []string{"-D", cluster}
	for _, setting := range append([]string{
		"listen_addresses=",
		"port=" + socketPort,
		`unix_socket_directories="` + strings.ReplaceAll(socket, `"`, `""`) + `"`,
		"unix_socket_permissions=0700",
	}, settings...) {
		args = append(args, "-c", setting)
	}
	return args
}

// awaitReady waits until the database answers to the program's role, makes
// both when they are missing, and answers the address.
func (p *postmaster) awaitReady(ctx context.Context, password string) (string, error) {
	address := socketURL(appRole, password, p.socket, databaseName)
	for began := time.Now(); ; {
		err := reach(ctx, address)
		if hasState(err, "28P01") || hasState(err, "3D000") { // no such role, no such database
			if err = makeDatabase(ctx, p.socket, password); err == nil {
				err = reach(ctx, address)
			}
			return address, p.readyError(err)
		}
		if err == nil {
			return address, nil
		}
		if ctx.Err() != nil {
			return "", context.Cause(ctx)
		}
		if time.Since(began) > startPatience && !hasState(err, "57P03") { // cannot_connect_now
			return "", fmt.Errorf("no answer from the private Postgres after %s: %s", startPatience, brief(err))
		}
		select {
		case <-p.done:
			return "", fmt.Errorf("the private Postgres ended while it started: %s", p.lastWords())
		case <-time.After(startPause):
		case <-ctx.Done():
		}
	}
}

func (p *postmaster) readyError(err error) error {
	if err == nil {
		return nil
	}
	if hasState(err, "28P01") { // invalid_password
		return fmt.Errorf("the password in %s does not open the database: put the right one back, or move %s away to begin afresh",
			p.home.passwordFile(), p.home.folder)
	}
	return fmt.Errorf("cannot make the program's database: %s", brief(err))
}

// lastWords is the telling line of Postgres' log, or how the process ended.
func (p *postmaster) lastWords() string {
	text, err := os.ReadFile(p.home.logFile())
	if line := tellingLine(string(text)); err == nil && line != "" {
		return line
	}
	return p.cmd.ProcessState.String()
}

// stop ends Postgres: by a fast shutdown, and without grace when that takes
// too long or ctx ends.
func (p *postmaster) stop(ctx context.Context) error {
	patience := 30 * time.Second
	for _, end := range []ending{fastShutdown, immediateShutdown, killed} {
		if err := p.signal(end); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return fmt.Errorf("cannot stop Postgres: %w", err)
		}
		if p.wait(ctx, patience) {
			return p.home.removeSocketFolder()
		}
		ctx, patience = context.WithoutCancel(ctx), 5*time.Second
	}
	return fmt.Errorf("process %d of Postgres does not end", p.cmd.Process.Pid)
}

func (p *postmaster) wait(ctx context.Context, patience time.Duration) bool {
	timer := time.NewTimer(patience)
	defer timer.Stop()
	select {
	case <-p.done:
		return true
	case <-ctx.Done():
	case <-timer.C:
	}
	return false
}
