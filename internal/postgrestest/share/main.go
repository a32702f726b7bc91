// Command share runs a command, such as go test, with one test database server for all of it:
//
//	go run ./internal/postgrestest/share go test ./...
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"

	"github.com/medskapa/medskapa/internal/postgrestest"
)

func main() {
	if len(os.Args) < 2 {
		fmt.Fprintln(os.Stderr, "usage: share command [argument …]")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	err := postgrestest.Share(ctx, os.Args[1], os.Args[2:]...)
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		os.Exit(max(failed.ExitCode(), 1)) //nolint:gocritic // the signal is forgotten with the process
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "sharing a test database:", err)
		os.Exit(1)
	}
}
