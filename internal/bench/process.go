package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// process is a server under load.
type process struct {
	cmd   *exec.Cmd
	ended chan struct{}
	url   string
}

const (
	startPatience = time.Minute
	startPause    = 2 * time.Millisecond
	stopPatience  = 20 * time.Second
)

// program is one that serves HTTP on MEDSKAPA_ADDR.
type program struct {
	path  string
	args  []string
	env   []string
	stdin []byte
	ready string // the path that it answers with 200 once it is ready
}

// start runs a program and returns once it is ready, with how long that took.
func start(ctx context.Context, of program) (*process, time.Duration, error) {
	address, err := freeAddress(ctx)
	if err != nil {
		return nil, 0, err
	}
	p := &process{cmd: exec.Command(of.path, of.args...), ended: make(chan struct{}), url: "http://" + address} //nolint:noctx // stop ends it
	p.cmd.Env = append(os.Environ(), append(of.env, "MEDSKAPA_ADDR="+address, "MEDSKAPA_URL="+p.url, "MEDSKAPA_LOG=warn",
		"MEDSKAPA_ADDRESS_WRITES=1000000")...)
	p.cmd.Stdin, p.cmd.Stderr = bytes.NewReader(of.stdin), os.Stderr
	began := time.Now()
	if err := p.cmd.Start(); err != nil {
		return nil, 0, err
	}
	go func() {
		_ = p.cmd.Wait() // how it ended shows in ProcessState
		close(p.ended)
	}()
	if err := p.await(ctx, of.ready); err != nil {
		return nil, 0, fmt.Errorf("%s: %w", of.path, err)
	}
	return p, time.Since(began), nil
}

// freeAddress is one that nobody listens on now.
func freeAddress(ctx context.Context) (string, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	return listener.Addr().String(), listener.Close()
}

// await asks again and again until the answer is 200.
func (p *process) await(ctx context.Context, path string) error {
	ctx, cancel := context.WithTimeout(ctx, startPatience)
	defer cancel()
	ticks := time.NewTicker(startPause)
	defer ticks.Stop()
	for {
		if status, err := statusOf(ctx, p.url+path); err == nil && status == http.StatusOK {
			return nil
		}
		select {
		case <-p.ended:
			return fmt.Errorf("ended while it started: %s", p.cmd.ProcessState)
		case <-ctx.Done():
			p.stop()
			return fmt.Errorf("no 200 from %s: %w", path, context.Cause(ctx))
		case <-ticks.C:
		}
	}
}

func statusOf(ctx context.Context, url string) (int, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return 0, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	return response.StatusCode, response.Body.Close()
}

// stop tells the process to end, and makes it when it does not.
func (p *process) stop() {
	_ = p.cmd.Process.Signal(syscall.SIGTERM) // it has ended when this fails
	select {
	case <-p.ended:
	case <-time.After(stopPatience):
		_ = p.cmd.Process.Kill() // as above
		<-p.ended
	}
}
