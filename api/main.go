// Command medskapa is the whole program: the server and what operators need beside it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/medskapa/medskapa/internal/identity"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := root().ExecuteContext(ctx); err != nil {
		if !errors.Is(err, context.Canceled) {
			for _, text := range lines(err) {
				fmt.Fprintln(os.Stderr, "medskapa:", text)
			}
		}
		os.Exit(1) //nolint:gocritic // nothing is left to clean up: stop only resets signals
	}
}

// lines says an error: several faults of one file in a line each, anything else in one.
func lines(err error) []string {
	var faults identity.FileErrors
	if errors.As(err, &faults) {
		return faults
	}
	return []string{line(err)}
}

// line says an error in one line, also where several are joined or a library breaks its own.
func line(err error) string {
	text := ""
	for part := range strings.Lines(err.Error()) {
		switch part = strings.TrimSpace(part); {
		case part == "" || text == "":
			text += part
		case strings.HasSuffix(text, ":"):
			text += " " + part
		default:
			text += "; " + part
		}
	}
	return text
}

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "medskapa",
		Short:         "Open co-creation for municipalities",
		Long:          "Medskapa serves the platform and holds the operator's tools.\nIt is configured by environment variables; the README lists them.",
		SilenceErrors: true, // main prints them, once
		SilenceUsage:  true,
	}
	cmd.AddCommand(serveCommand(), userCommand(), keysCommand(), importCommand(), residentsCommand())
	return cmd
}
