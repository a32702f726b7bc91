//go:build !linux

package postgres

import "syscall"

// limitSilence leaves it to the keep-alives where the system has no such limit of its own.
func limitSilence(_, _ string, _ syscall.RawConn) error { return nil }
