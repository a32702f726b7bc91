// Command medskapa is the whole program: the server and what operators need beside it.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/spf13/cobra"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := root().ExecuteContext(ctx); err != nil {
		if !errors.Is(err, context.Canceled) {
			fmt.Fprintln(os.Stderr, "medskapa:", err)
		}
		os.Exit(1) //nolint:gocritic // nothing is left to clean up: stop only resets signals
	}
}

func root() *cobra.Command {
	cmd := &cobra.Command{
		Use:           "medskapa",
		Short:         "Open co-creation for municipalities",
		Long:          "Medskapa serves the platform and holds the operator's tools.\nIt is configured by environment variables; the README lists them.",
		SilenceErrors: true, // main prints them, once
		SilenceUsage:  true,
	}
	cmd.AddCommand(serveCommand(), userCommand(), importCommand())
	return cmd
}
