package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/httpapi"
)

// drain is how long requests under way may take after the program was told to stop.
const drain = 6 * time.Second

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

// serve runs until ctx ends, then drains requests, stops jobs and stops the private cluster. What is
// wrong with the configuration or the address is told before anything else starts.
func serve(ctx context.Context, withDemo bool) (err error) {
	c, err := readConfig()
	if err != nil {
		return err
	}
	log, err := c.logger()
	if err != nil {
		return err
	}
	options, err := c.options(log, withDemo)
	if err != nil {
		return err
	}
	stopProfiles, err := c.serveProfiles(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, stopProfiles()) }()
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Addr)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w; set MEDSKAPA_ADDR to another address", c.Addr, reason(err))
	}
	defer func() { _ = listener.Close() }() // closed by the server already, unless that never started
	db, err := c.openServing(ctx, log)
	if err != nil {
		return unlessStopped(ctx, err)
	}
	defer func() { err = errors.Join(err, db.close()) }()
	if options.Files, err = blob.Open(ctx, cmp.Or(c.Files, filepath.Join(c.Data, "files"))); err != nil {
		return fmt.Errorf("MEDSKAPA_FILES: %w", err)
	}
	defer func() { err = errors.Join(err, options.Files.Close()) }()
	return unlessStopped(ctx, run(ctx, options, listener, db))
}

// unlessStopped forgives what failed only because the program was told to stop while it started.
func unlessStopped(ctx context.Context, err error) error {
	if ctx.Err() != nil && errors.Is(err, context.Canceled) {
		return nil
	}
	return err
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

func run(ctx context.Context, o app.Options, listener net.Listener, db *database) error {
	program, err := app.New(ctx, db.DB, o)
	if err != nil {
		return err
	}
	if err := program.Worker.Start(context.WithoutCancel(ctx)); err != nil {
		return err
	}
	server := newServer(program.Handler, o.Log)
	group, stopping := errgroup.WithContext(ctx)
	group.Go(func() error { return ignoreClosed(server.Serve(listener)) })
	group.Go(func() error { return watchCluster(stopping, db) })
	group.Go(func() error {
		<-stopping.Done()
		return stop(context.WithoutCancel(ctx), server, program.Worker, o.Log)
	})
	debug.FreeOSMemory() // the contract takes more room while it is read than afterwards
	announce(o, program)
	return group.Wait()
}

// stop lets requests and jobs under way finish, and cuts off those that take longer than drain. A
// client that stalls must not keep the program from ending well.
func stop(ctx context.Context, server *http.Server, worker *river.Client[pgx.Tx], log *slog.Logger) error {
	patient, cancel := context.WithTimeout(ctx, drain)
	defer cancel()
	var ends errgroup.Group
	ends.Go(func() error {
		if server.Shutdown(patient) == nil {
			return nil
		}
		log.Warn("requests that took too long were cut off")
		return server.Close()
	})
	ends.Go(func() error {
		if worker.Stop(patient) == nil {
			return nil
		}
		log.Warn("jobs that took too long were cut off; they will be tried again")
		brief, cancel := context.WithTimeout(ctx, time.Second)
		defer cancel()
		_ = worker.StopAndCancel(brief) // what does not heed this ends with the program
		return nil
	})
	return ends.Wait()
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
func announce(o app.Options, program *app.App) {
	fmt.Printf("\n  Medskapa is ready.\n\n    App   %s\n    API   %s%s/docs\n", o.URL, o.URL, httpapi.Base)
	if o.MailToMailbox && o.Carrier == nil {
		fmt.Printf("    Mail  %s/mailbox\n", o.URL)
	}
	if o.Demo {
		fmt.Printf("\n  Demo accounts, all with the password “%s”:\n\n", demo.Password)
		for _, a := range program.DemoAccounts {
			fmt.Printf("    %-32s %s\n", a.Email, a.Role)
		}
	}
	fmt.Printf("\n  Ctrl-C stops everything.\n\n")
}
