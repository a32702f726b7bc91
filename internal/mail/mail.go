// Package mail sends mail as background jobs: through SMTP or, in a demo, into a mailbox that a
// person can open in the browser.
package mail

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/jobs"
)

// Message is a mail in plain text.
type Message struct {
	To      string `json:"to"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	// Unsubscribe is where its receiver's mail program asks for no more such mail (RFC 8058); empty for mail
	// that nobody can do without. Mail that can waits for the other.
	Unsubscribe string `json:"unsubscribe,omitempty"`
}

// sendArgs is the job. ID becomes the Message-ID, so that a mail sent twice after a crash is
// recognised as one by the receiver's mail program.
type sendArgs struct {
	ID uuid.UUID `json:"id"`
	Message
}

// Kind names the job in the queue.
func (sendArgs) Kind() string { return "send-mail" }

// InsertOpts lets mail that one can unsubscribe from wait for what somebody is waiting for.
func (a sendArgs) InsertOpts() river.InsertOpts {
	if a.Unsubscribe != "" {
		return river.InsertOpts{Priority: 3}
	}
	return river.InsertOpts{}
}

// Outbox takes mail in.
type Outbox struct{ queue *jobs.Queue }

// NewOutbox puts mail into queue.
func NewOutbox(queue *jobs.Queue) *Outbox { return &Outbox{queue: queue} }

// Send adds a mail to the transaction: it leaves if that commits, and is retried until it arrives
// at the server. Line breaks in the receiver or subject are refused.
func (o *Outbox) Send(tx *gorm.DB, m Message) error {
	if strings.ContainsAny(m.To+m.Subject, "\r\n") {
		return errors.New("line break in a mail header")
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	return o.queue.Insert(tx, sendArgs{ID: id, Message: m})
}

// Carrier brings one mail on its way. id is the same when a mail is tried again.
type Carrier interface {
	Carry(ctx context.Context, id uuid.UUID, m Message) error
}

// worker hands jobs to the carrier.
type worker struct {
	river.WorkerDefaults[sendArgs]
	carrier Carrier
	log     *slog.Logger
}

// AddWorker lets workers carry mail.
func AddWorker(workers *river.Workers, carrier Carrier, log *slog.Logger) {
	river.AddWorker(workers, &worker{carrier: carrier, log: log})
}

// Work sends one mail; an error makes River try again later. The log names neither the person nor the text.
func (w *worker) Work(ctx context.Context, job *river.Job[sendArgs]) error {
	if err := w.carrier.Carry(ctx, job.Args.ID, job.Args.Message); err != nil {
		w.log.WarnContext(ctx, "mail not sent, will be tried again", slog.String("mail", job.Args.ID.String()),
			slog.Int("attempt", job.Attempt), slog.Any("error", err))
		return fmt.Errorf("sending mail: %w", err)
	}
	return nil
}

// Timeout bounds one attempt.
func (w *worker) Timeout(*river.Job[sendArgs]) time.Duration { return time.Minute }

// Unconfigured carries nothing: its mail waits in the queue until a server is configured.
type Unconfigured struct{}

// Carry always fails.
func (Unconfigured) Carry(context.Context, uuid.UUID, Message) error {
	return errors.New("no mail server configured: set SMTP_URL")
}
