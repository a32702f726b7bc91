//go:build unix

package main

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"
)

// balance puts a proxy at address before two nodes: HAProxy with the configuration of deploy/, or,
// where it is not installed, one of the test's own.
func balance(t *testing.T, address string, nodes [2]string) {
	t.Helper()
	path, err := exec.LookPath("haproxy")
	if err != nil {
		t.Log("haproxy is not installed: the standard library's proxy stands in for it")
		balanceHere(t, address, nodes)
		return
	}
	config, err := filepath.Abs("../deploy/haproxy/haproxy.cfg")
	if err != nil {
		t.Fatal(err)
	}
	said := &output{}
	cmd := exec.Command(path, "-db", "-f", config)
	cmd.Env = []string{"MEDSKAPA_BIND=" + address, "MEDSKAPA_HOST=" + address, "MEDSKAPA_NODE_A=" + nodes[0], "MEDSKAPA_NODE_B=" + nodes[1]}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // how it ends does not matter
		_ = cmd.Wait()
		if t.Failed() {
			t.Logf("haproxy said: %s", said)
		}
	})
}

// standIn does what the configuration of HAProxy says, as far as the tests see it.
type standIn struct {
	nodes [2]string
	ready [2]atomic.Bool
	next  atomic.Uint64
}

func balanceHere(t *testing.T, address string, nodes [2]string) {
	t.Helper()
	p := &standIn{nodes: nodes}
	server := httptest.NewUnstartedServer(&httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(&url.URL{Scheme: "http", Host: p.node()})
			r.Out.Host = r.In.Host
			r.SetXForwarded()
		},
		Transport:    p,
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusServiceUnavailable) },
	})
	_ = server.Listener.Close() // the address is given
	listener, err := net.Listen("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	server.Listener = listener
	server.Start()
	end := make(chan struct{})
	for n := range nodes {
		go p.check(n, end)
	}
	t.Cleanup(func() {
		close(end)
		server.Close()
	})
}

// node is the one to ask next: one that is ready, or any when none is.
func (p *standIn) node() string {
	n := p.next.Add(1) % 2
	if !p.ready[n].Load() && p.ready[1-n].Load() {
		n = 1 - n
	}
	return p.nodes[n]
}

// RoundTrip asks the other node what one that ended did not answer: reads only.
func (p *standIn) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err == nil || r.Method != http.MethodGet {
		return response, err
	}
	again := r.Clone(r.Context())
	if again.URL.Host = p.nodes[0]; again.URL.Host == r.URL.Host {
		again.URL.Host = p.nodes[1]
	}
	return http.DefaultTransport.RoundTrip(again)
}

func (p *standIn) check(n int, end <-chan struct{}) {
	client := http.Client{Timeout: 2 * time.Second}
	look := time.NewTicker(200 * time.Millisecond)
	defer look.Stop()
	for {
		response, err := client.Get("http://" + p.nodes[n] + "/readyz")
		if err == nil {
			_ = response.Body.Close() // only the status is of interest
		}
		p.ready[n].Store(err == nil && response.StatusCode == http.StatusOK)
		select {
		case <-look.C:
		case <-end:
			return
		}
	}
}
