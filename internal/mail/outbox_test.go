package mail_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// patience bounds every wait of these tests.
const patience = 30 * time.Second

func newOutbox(t *testing.T) *mail.Outbox {
	t.Helper()
	queue, err := jobs.NewQueue(slog.New(slog.NewTextHandler(t.Output(), nil)))
	if err != nil {
		t.Fatal(err)
	}
	return mail.NewOutbox(queue)
}

// send commits a mail, or rolls it back with the error.
func send(t *testing.T, db *postgres.DB, m mail.Message, instead error) error {
	t.Helper()
	outbox := newOutbox(t)
	return postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error {
		return errors.Join(outbox.Send(tx, m), instead)
	})
}

// work carries mail until the returned function stops it, which the test's end does otherwise.
// Each attempt's end is told to events.
func work(t *testing.T, db *postgres.DB, carrier mail.Carrier, log io.Writer) (events <-chan *river.Event, stop func()) {
	t.Helper()
	logger := slog.New(slog.NewTextHandler(io.MultiWriter(t.Output(), log), nil))
	workers := river.NewWorkers()
	mail.AddWorker(workers, carrier, logger)
	worker, err := jobs.NewWorker(db.Pool, logger, workers, nil)
	if err != nil {
		t.Fatal(err)
	}
	events, cancel := worker.Subscribe(river.EventKindJobCompleted, river.EventKindJobFailed)
	ctx := context.WithoutCancel(t.Context()) // which ends before the cleanup
	if err := worker.Start(ctx); err != nil {
		t.Fatal(err)
	}
	stop = sync.OnceFunc(func() {
		if err := worker.Stop(ctx); err != nil {
			t.Error(err)
		}
		cancel()
	})
	t.Cleanup(stop)
	return events, stop
}

// want waits for the end of an attempt.
func want(t *testing.T, events <-chan *river.Event, kind river.EventKind) *river.Event {
	t.Helper()
	select {
	case event := <-events:
		if event.Kind != kind {
			t.Fatalf("got %s, want %s: %v", event.Kind, kind, event.Job.Errors)
		}
		return event
	case <-time.After(patience):
		t.Fatalf("no %s within %s", kind, patience)
		return nil
	}
}

func count(t *testing.T, db *postgres.DB, query string) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// waiting counts the mails in the queue.
const waiting = `SELECT count(*) FROM river_job WHERE kind = 'send-mail' AND state IN ('available', 'retryable')`

func TestOutboxFollowsItsTransaction(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	instead := errors.New("no")
	if err := send(t, db, message, instead); !errors.Is(err, instead) {
		t.Fatal(err)
	}
	if n := count(t, db, `SELECT count(*) FROM river_job`); n != 0 {
		t.Errorf("%d jobs of a transaction that was rolled back", n)
	}
	if err := newOutbox(t).Send(db.Gorm, message); err == nil {
		t.Error("a mail was taken in outside of a transaction")
	}
	for _, m := range []mail.Message{
		{To: "maja@alvsala.example\nBcc: b@alvsala.example", Subject: "Hej"}, {To: "maja@alvsala.example\r", Subject: "Hej"},
		{To: "maja@alvsala.example", Subject: "Hej\r\nBcc: b@alvsala.example"},
	} {
		if err := send(t, db, m, nil); err == nil {
			t.Errorf("%+v was taken in", m)
		}
	}
	if err := send(t, db, message, nil); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, waiting); n != 1 {
		t.Errorf("%d mails wait, want the one that was committed", n)
	}
	events, _ := work(t, db, mail.NewDemo(db.Gorm), io.Discard)
	want(t, events, river.EventKindJobCompleted)
	kept, err := mail.NewMailbox(db.Gorm).List(t.Context(), "", page.First())
	if err != nil || len(kept.Items) != 1 {
		t.Fatalf("kept %+v, %v", kept, err)
	}
	if got := kept.Items[0]; got.Recipient != message.To || got.Subject != message.Subject || got.Body != message.Text {
		t.Errorf("kept %+v", got)
	}
}

// TestServerDies lets the server take a mail in and die before it says so: the mail comes again,
// recognisable as the same, and the log says nothing about whom it is for.
func TestServerDies(t *testing.T) {
	t.Parallel()
	db, s := postgrestest.New(t), server{dies: 1}.run(t)
	var log bytes.Buffer
	events, stop := work(t, db, s.carrier(t, "smtp+insecure://"), &log)
	if err := send(t, db, message, nil); err != nil {
		t.Fatal(err)
	}
	want(t, events, river.EventKindJobFailed)
	want(t, events, river.EventKindJobCompleted)
	first, second := s.next(t), s.next(t)
	if a, b := first.header(t, "Message-ID"), second.header(t, "Message-ID"); a != b || a == "" {
		t.Errorf("Message-IDs %q and %q", a, b)
	}
	if second.text(t) != message.Text {
		t.Error("the second mail is not whole")
	}
	s.wantNothing(t)
	stop()
	if text := log.String(); !strings.Contains(text, "mail not sent") || strings.Contains(text, "maja") || strings.Contains(text, "Hägernäset") {
		t.Errorf("the log tells nothing, or too much:\n%s", text)
	}
}

// TestUnconfiguredKeepsMail carries on once a server is configured.
func TestUnconfiguredKeepsMail(t *testing.T) {
	t.Parallel()
	db, s := postgrestest.New(t), server{}.run(t)
	if err := send(t, db, message, nil); err != nil {
		t.Fatal(err)
	}
	events, stop := work(t, db, mail.Unconfigured{}, io.Discard)
	failed := want(t, events, river.EventKindJobFailed)
	if text := failed.Job.Errors[0].Error; !strings.Contains(text, "SMTP_URL") {
		t.Errorf("the job's error is %q", text)
	}
	stop()
	if n := count(t, db, waiting); n != 1 {
		t.Fatalf("%d mails wait, want 1", n)
	}
	events, _ = work(t, db, s.carrier(t, "smtp+insecure://"), io.Discard)
	want(t, events, river.EventKindJobCompleted)
	if got := s.next(t).text(t); got != message.Text {
		t.Errorf("got %q", got)
	}
}

func TestDemoKeepsOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	demo, box, ids := mail.NewDemo(db.Gorm), mail.NewMailbox(db.Gorm), []uuid.UUID{}
	for _, to := range []string{"maja@alvsala.example", "nils-erik@alvsala.example", "MAJA@Alvsala.example"} {
		id := uuid.Must(uuid.NewV7())
		for range 2 { // as after a crash
			if err := demo.Carry(t.Context(), id, mail.Message{To: to, Subject: message.Subject, Text: message.Text}); err != nil {
				t.Fatal(err)
			}
		}
		ids = append(ids, id)
	}
	for to, newestFirst := range map[string][]uuid.UUID{
		"": {ids[2], ids[1], ids[0]}, "Maja@alvsala.example": {ids[2], ids[0]}, "nobody@alvsala.example": nil,
	} {
		got, err := box.List(t.Context(), to, page.First())
		if err != nil || len(got.Items) != len(newestFirst) || got.Total != len(newestFirst) {
			t.Fatalf("to %q: %+v, %v", to, got, err)
		}
		for i, id := range newestFirst {
			if got.Items[i].ID != id {
				t.Errorf("to %q: mail %d is %s, want %s", to, i, got.Items[i].ID, id)
			}
		}
	}
	if got, err := box.Get(t.Context(), ids[1]); err != nil || got.Body != message.Text || got.Recipient != "nils-erik@alvsala.example" {
		t.Errorf("got %+v, %v", got, err)
	}
}
