package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"strings"
	"time"
)

// serveProfiles lets whoever is on this machine take profiles of the running program at
// MEDSKAPA_PROFILE_ADDR, as `go tool pprof` reads them, until stop is called. It does nothing when that
// is not set. Profiles show how the program works inside, so other addresses than this machine's own
// are refused.
func (c config) serveProfiles(ctx context.Context) (stop func() error, err error) {
	if c.Profile == "" {
		return func() error { return nil }, nil
	}
	if !onLoopback(c.Profile) {
		return nil, fmt.Errorf("MEDSKAPA_PROFILE_ADDR must be on this machine, such as 127.0.0.1:6060, not %s", c.Profile)
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Profile)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w; set MEDSKAPA_PROFILE_ADDR to another address", c.Profile, reason(err))
	}
	server := &http.Server{Handler: profiles(), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 1)
	go func() { ended <- ignoreClosed(server.Serve(listener)) }()
	return func() error {
		if err := server.Close(); err != nil {
			return err
		}
		return <-ended
	}, nil
}

func onLoopback(address string) bool {
	host, _, err := net.SplitHostPort(address)
	ip := net.ParseIP(host)
	return err == nil && (strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback())
}

// profiles has a mux of its own: nothing of it is reached through the public address.
func profiles() *http.ServeMux {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}
