//go:build unix

package main

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// Profiles are served on this machine alone, and only when they are asked for.
func TestServeProfiles(t *testing.T) {
	t.Parallel()
	for _, address := range []string{":6060", "0.0.0.0:6060", "192.0.2.1:6060", "example.com:6060", "6060"} {
		if _, err := (config{Profile: address}).serveProfiles(t.Context()); err == nil || !strings.Contains(err.Error(), "MEDSKAPA_PROFILE_ADDR") {
			t.Errorf("%s: %v", address, err)
		}
	}
	stop, err := config{}.serveProfiles(t.Context())
	if err != nil || stop() != nil {
		t.Errorf("off: %v", err)
	}
}

func TestProfile(t *testing.T) {
	t.Parallel()
	address := freeAddress(t)
	stop, err := config{Profile: address}.serveProfiles(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.Get("http://" + address + "/debug/pprof/heap")
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK || len(body) == 0 {
		t.Errorf("%s, %d bytes, %v", response.Status, len(body), err)
	}
	if err := response.Body.Close(); err != nil {
		t.Error(err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
	if _, err := http.Get("http://" + address + "/debug/pprof/heap"); err == nil { //nolint:bodyclose // there is none
		t.Error("still served")
	}
}
