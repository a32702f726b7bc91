package main

import (
	"context"
	"log/slog"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/frontend"
	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/municipality"
	"github.com/medskapa/medskapa/internal/workshop"
)

// app is the program put together.
type app struct {
	http      httpapi.Config
	worker    *river.Client[pgx.Tx]
	passwords *auth.Passwords
}

// newApp wires the features; each gets what it uses and nothing more.
func newApp(ctx context.Context, c config, log *slog.Logger, db *database, withDemo bool) (*app, error) {
	proxies, err := c.proxies()
	if err != nil {
		return nil, err
	}
	tokens, err := auth.LoadTokens(ctx, db.Gorm, c.URL)
	if err != nil {
		return nil, err
	}
	queue, err := jobs.NewQueue(log)
	if err != nil {
		return nil, err
	}
	outbox, md, passwords := mail.NewOutbox(queue), markdown.New(), auth.NewPasswords(parallelLogins())
	accounts := account.NewStore(db.Gorm, outbox, passwords, c.URL)
	worker, err := newWorker(c, log, db, accounts, withDemo)
	if err != nil {
		return nil, err
	}
	demoAccounts, err := demo.Accounts()
	if err != nil {
		return nil, err
	}
	return &app{worker: worker, passwords: passwords, http: httpapi.Config{
		URL: c.URL, Demo: withDemo, Mailbox: withDemo && c.SMTP == "", Log: log, Ready: db.Ping, App: frontend.Dist(), Proxies: proxies,
		DemoAccounts: demoAccounts,
		Sessions:     auth.NewSessions(db.Gorm, tokens),
		Tokens:       tokens,
		Municipality: municipality.NewStore(db.Gorm),
		Accounts:     accounts,
		Challenges:   challenge.NewStore(db.Gorm, md),
		Workshops:    workshop.NewStore(db.Gorm, md, outbox, c.URL),
	}}, nil
}

// newWorker puts the background work together: mail, and sweeping up what has expired.
func newWorker(c config, log *slog.Logger, db *database, accounts *account.Store, withDemo bool) (*river.Client[pgx.Tx], error) {
	carrier, err := carrierFor(c, db.Gorm, withDemo)
	if err != nil {
		return nil, err
	}
	workers := river.NewWorkers()
	mail.AddWorker(workers, carrier, log)
	sweep := jobs.AddSweep(workers, func(ctx context.Context) error {
		if err := accounts.Sweep(ctx); err != nil {
			return err
		}
		if err := auth.SweepSessions(ctx, db.Gorm); err != nil {
			return err
		}
		return idempotency.Sweep(ctx, db.Gorm)
	}, time.Hour)
	return jobs.NewWorker(db.Pool, log, workers, []*river.PeriodicJob{sweep})
}

// carrierFor chooses how mail leaves: by SMTP when configured, into the mailbox in a demo, else not yet.
func carrierFor(c config, db *gorm.DB, withDemo bool) (mail.Carrier, error) {
	switch {
	case c.SMTP != "":
		return mail.NewSMTP(c.SMTP, c.MailFrom)
	case withDemo:
		return mail.NewDemo(db), nil
	}
	return mail.Unconfigured{}, nil
}
