package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/postgres"
)

// drain is how long requests under way may take after the program was told to stop.
const drain = 8 * time.Second

func serveCommand() *cobra.Command {
	var withDemo bool
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the platform",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return serve(cmd.Context(), withDemo) },
	}
	cmd.Flags().BoolVar(&withDemo, "demo", false, "load the demo municipality into an empty database, and show its mailbox")
	return cmd
}

// serve runs until ctx ends, then drains requests, stops jobs and stops the private cluster.
func serve(ctx context.Context, withDemo bool) (err error) {
	c, err := readConfig()
	if err != nil {
		return err
	}
	log, err := c.logger()
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; set MEDSKAPA_ADDR to another address", c.Addr, reason(err))
	}
	defer func() { _ = listener.Close() }() // closed by the server already, unless that never started
	db, err := c.openDatabase(ctx, log, postgres.OpenCluster)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.close()) }()
	return run(ctx, c, log, listener, db, withDemo)
}

// reason is the innermost error: "address already in use" without how it came about.
func reason(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

func run(ctx context.Context, c config, log *slog.Logger, listener net.Listener, db *database, withDemo bool) error {
	options, err := c.options(log, withDemo)
	if err != nil {
		return err
	}
	program, err := app.New(ctx, db.DB, options)
	if err != nil {
		return err
	}
	if err := program.Worker.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	server := newServer(program.Handler, log)
	group, stopping := errgroup.WithContext(ctx)
	group.Go(func() error { return ignoreClosed(server.Serve(listener)) })
	group.Go(func() error { return watchCluster(stopping, db) })
	group.Go(func() error {
		<-stopping.Done()
		deadline, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
		defer cancel()
		return errors.Join(server.Shutdown(deadline), program.Worker.Stop(deadline))
	})
	announce(c, program, withDemo)
	return group.Wait()
}

// newServer bounds how long a client may take with each part of a request.
func newServer(handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      60 * time.Second,
		IdleTimeout:       90 * time.Second,
		MaxHeaderBytes:    256 << 10, // the handler refuses from 64 KB on, with a problem answer
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
}

func ignoreClosed(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}

// watchCluster ends the program when its private Postgres ends on its own.
func watchCluster(ctx context.Context, db *database) error {
	if db.cluster == nil {
		return nil
	}
	select {
	case <-ctx.Done():
		return nil
	case <-db.cluster.Done():
		return errors.New("the private Postgres has stopped; see its log in the data folder")
	}
}

// announce tells the person at the terminal where to go.
func announce(c config, program *app.App, withDemo bool) {
	fmt.Printf("\n  Medskapa is ready.\n\n    App   %s\n    API   %s%s/docs\n", c.URL, c.URL, httpapi.Base)
	if withDemo {
		fmt.Printf("    Mail  %s/mailbox\n\n  Demo accounts, all with the password “%s”:\n\n", c.URL, demo.Password)
		for _, a := range program.DemoAccounts {
			fmt.Printf("    %-32s %s\n", a.Email, a.Role)
		}
	}
	fmt.Printf("\n  Ctrl-C stops everything.\n\n")
}
