// Package app puts the program together: every feature gets what it uses and nothing more.
package app

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"time"

	"code.dny.dev/ssrf"
	"github.com/jackc/pgx/v5"
	"github.com/labstack/echo/v4"
	"github.com/riverqueue/river"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auditlog"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/disposable"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/file"
	"github.com/medskapa/medskapa/internal/focusarea"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/identity"
	"github.com/medskapa/medskapa/internal/image"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/linkpreview"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/municipality"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/passkey"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/privacy"
	"github.com/medskapa/medskapa/internal/profile"
	"github.com/medskapa/medskapa/internal/proofofwork"
	"github.com/medskapa/medskapa/internal/search"
	"github.com/medskapa/medskapa/internal/topic"
	"github.com/medskapa/medskapa/internal/vote"
	"github.com/medskapa/medskapa/internal/workshop"
)

// Options are an installation's choices.
type Options struct {
	URL            string // public base URL, without a slash at the end
	Demo           bool   // load the demo municipality and show its accounts
	MailToMailbox  bool   // keep mail in a mailbox that everybody can read, where there is no Carrier
	Carrier        mail.Carrier
	Proxies        []*net.IPNet
	ParallelLogins int               // passwords checked at once; each keeps a processor busy and takes 19 MiB
	PasswordCost   auth.PasswordCost // the strong one where it is zero
	KeyLife        time.Duration     // after which another key signs tokens; 0: 30 days
	Identity       identity.Config
	Frontend       fs.FS
	Files          *blob.Bucket  // where pictures and files lie
	Map            httpapi.Map   // the operator's own, if there is one
	PreviewReach   []ssrf.Option // beyond the public internet, for tests
	Embedders      httpapi.Embedders
	// StaffSecondFactor demands a second factor, or a passkey, of everybody with a role beyond member.
	StaffSecondFactor bool
	Log               *slog.Logger
	// Writes a minute by one account, 1,200 where it is 0, and by one address from which nobody is signed in, 300.
	AccountWrites, AddressWrites int
	ProofOfWorkBits              int // how hard registering is, see [proofofwork.Open]; 0: no work
	Disposable                   disposable.Domains
	Population                   int // of the municipality; 0: as the database has it
	IdleMonths                   int // after which an account that nobody uses is about to be closed; 24 where it is 0
}

// keyLife is how long a key signs tokens when nothing else is chosen.
const keyLife = 30 * 24 * time.Hour

// App is the program, ready to serve and to work.
type App struct {
	Handler      *echo.Echo
	Worker       *river.Client[pgx.Tx]
	DemoAccounts []municipality.DemoAccount
}

// New puts the program together over a migrated database, into which a demo is loaded when it is
// empty. Nothing runs yet, but the database's feed of changes, which ends with the database.
func New(ctx context.Context, db *postgres.DB, o Options) (*App, error) {
	db.Changes.Follow()
	queue, err := jobs.NewQueue(o.Log)
	if err != nil {
		return nil, err
	}
	passwords := auth.NewPasswords(o.ParallelLogins, o.PasswordCost)
	demoAccounts, err := loadDemo(ctx, db, o, passwords)
	if err != nil {
		return nil, err
	}
	outbox, blobs := mail.NewOutbox(queue), blob.NewStore(db.Gorm, o.Files)
	config := features(db, queue, outbox, blobs, o)
	config.DemoAccounts = demoAccounts
	if o.Population > 0 {
		if err := config.Municipality.SetPopulation(ctx, o.Population); err != nil {
			return nil, err
		}
	}
	if err := addSigningIn(ctx, &config, db, outbox, passwords, o); err != nil {
		return nil, err
	}
	handler, err := httpapi.New(ctx, config)
	if err != nil {
		return nil, err
	}
	worker, err := newWorker(db, &config, blobs, o)
	return &App{Handler: handler, Worker: worker, DemoAccounts: demoAccounts}, err
}

// features gives the API every feature but those of [addSigningIn].
func features(db *postgres.DB, queue *jobs.Queue, outbox *mail.Outbox, blobs *blob.Store, o Options) httpapi.Config {
	md := markdown.NewAt(o.URL)
	organisations := organisation.NewStore(db.Gorm, md, outbox, o.URL)
	leads := lead.NewStore(db.Gorm, outbox, o.URL)
	challenges := challenge.NewStore(db.Gorm, md, leads)
	keepers := people.NewStore(db.Gorm, outbox, organisations, o.URL)
	workshops := workshop.NewStore(db.Gorm, md, outbox, leads, o.URL)
	return httpapi.Config{
		URL: o.URL, Demo: o.Demo, Mailbox: o.MailToMailbox && o.Carrier == nil,
		Log: o.Log, Ready: db.Ping, App: o.Frontend, Map: o.Map, Embedders: o.Embedders, Proxies: o.Proxies, Markdown: md, Changes: db.Changes,
		Limits:       httpapi.Limits{AccountWrites: cmp.Or(o.AccountWrites, 1200), AddressWrites: cmp.Or(o.AddressWrites, 300)},
		Municipality: municipality.NewStore(db.Gorm),
		Challenges:   challenges,
		Comments:     comment.NewStore(db.Gorm),
		Votes:        vote.NewStore(db.Gorm),
		Ideas:        idea.NewStore(db.Gorm, md),
		Search:       search.NewStore(db.Gorm, md), Merges: merge.NewStore(db.Gorm), Handovers: handover.NewStore(db.Gorm), CoAuthors: coauthor.NewStore(db.Gorm),
		Workshops: workshops,
		Images:    image.NewStore(db.Gorm, blobs), Files: file.NewStore(db.Gorm, blobs), Previews: linkpreview.NewStore(db.Gorm, linkpreview.NewFetcher(o.URL, o.PreviewReach...)),
		Mails: mail.NewMailbox(db.Gorm), Leads: leads,
		FocusAreas:    focusarea.NewStore(db.Gorm),
		People:        keepers,
		Moderation:    moderation.NewStore(db.Gorm, keepers, md),
		AuditLog:      auditlog.NewStore(db.Gorm),
		Profiles:      profile.NewStore(db.Gorm),
		Privacy:       privacy.NewStore(db.Gorm, queue, outbox, workshops, organisations, o.URL, cmp.Or(o.IdleMonths, 24)),
		Organisations: organisations,
		Topics:        topic.NewStore(db.Gorm),
		Help:          help.NewStore(db.Gorm),
		Districts:     district.NewStore(db.Gorm, queue),
		Notifications: notification.NewStore(db.Gorm, outbox, o.URL),
	}
}

// addSigningIn adds accounts and every way into them, whose keys lie in the database.
func addSigningIn(ctx context.Context, c *httpapi.Config, db *postgres.DB, outbox *mail.Outbox, passwords *auth.Passwords, o Options) (err error) {
	if c.Tokens, err = auth.LoadTokens(ctx, db.Gorm, o.URL); err != nil {
		return err
	}
	c.Sessions = auth.NewSessions(db.Gorm, c.Tokens)
	c.Accounts = account.NewStore(db.Gorm, outbox, passwords, o.URL)
	c.Accounts.StaffSecondFactor, c.Accounts.Disposable = o.StaffSecondFactor, o.Disposable
	if c.Proofs, err = proofofwork.Open(ctx, db.Gorm, o.ProofOfWorkBits); err != nil {
		return err
	}
	if c.Passkeys, err = passkey.NewStore(db.Gorm, outbox, o.URL); err != nil {
		return err
	}
	c.Identities = identity.NewStore(db.Gorm, c.Accounts, o.Identity, o.URL, o.Log)
	return c.Identities.CheckKey(ctx)
}

func loadDemo(ctx context.Context, db *postgres.DB, o Options, passwords *auth.Passwords) ([]municipality.DemoAccount, error) {
	if !o.Demo {
		return nil, nil
	}
	if err := demo.Load(ctx, db, passwords); err != nil {
		return nil, err
	}
	return demo.Accounts()
}

// sweepArgs is the job that sweeps up what has expired.
type sweepArgs struct{}

// Kind names the job in the queue.
func (sweepArgs) Kind() string { return "sweep" }

// tendSearchArgs is the job that lets what waits be found.
type tendSearchArgs struct{}

// Kind names the job in the queue.
func (tendSearchArgs) Kind() string { return "tend-search" }

// newWorker puts the background work together: mail, phases that turn, telling what happened, and sweeping up what has expired.
func newWorker(db *postgres.DB, c *httpapi.Config, blobs *blob.Store, o Options) (*river.Client[pgx.Tx], error) {
	workers := river.NewWorkers()
	mail.AddWorker(workers, carrierFor(db, o), o.Log)
	c.Ideas.AddWorkers(workers)
	closing := c.Privacy.AddWorkers(workers, o.Log)
	// One that fails holds up none of the others.
	sweep := jobs.Every[sweepArgs](workers, time.Hour, func(ctx context.Context) error {
		return errors.Join(c.Privacy.Retain(ctx, o.Log), c.Images.Move(ctx), blobs.Sweep(ctx),
			auth.TendKeys(ctx, db.Gorm, cmp.Or(o.KeyLife, keyLife)))
	})
	searching := jobs.Every[tendSearchArgs](workers, time.Minute, func(ctx context.Context) error { return search.Tend(ctx, db.Gorm) })
	return jobs.NewWorker(db.Pool, o.Log, workers, append(c.Notifications.AddWorkers(workers), sweep, searching, closing, c.Challenges.AddTurning(workers), c.Merges.AddExpiring(workers), c.Handovers.AddExpiring(workers),
		c.Ideas.AddReminding(workers), c.Previews.AddFetching(workers), c.Help.AddWorkers(workers)))
}

// carrierFor chooses how mail leaves: as told, into the mailbox in a demo, else not yet.
func carrierFor(db *postgres.DB, o Options) mail.Carrier {
	switch {
	case o.Carrier != nil:
		return o.Carrier
	case o.MailToMailbox:
		return mail.NewDemo(db.Gorm)
	}
	return mail.Unconfigured{}
}
