//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"mime/quotedprintable"
	"net"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// TestServeElsewhere runs the program as a municipality does: on a database and with a mail server
// that others run, without the demo. At the end a client stalls in the middle of a request.
func TestServeElsewhere(t *testing.T) {
	t.Parallel()
	_, database := postgrestest.NewURL(t)
	post := runPost(t)
	h := &house{data: filepath.Join(openFolder(t), "data"), address: freeAddress(t)}
	h.program = launch(t, h.address, []string{"DATABASE_URL=" + database, "MEDSKAPA_DATA=" + h.data, "SMTP_URL=smtp+insecure://" + post.at, "MAIL_FROM=svar@kommun.example"})
	t.Cleanup(func() { h.program.kill() })
	h.program.awaitReady(t)

	browser := h.program.api(t).Anonymous()
	browser.Get("/mailbox-messages").WantCode(404, "not_found")
	browser.Post("/accounts", map[string]any{"proofOfWork": browser.Proof(), "email": "egil@alvsala.example", "password": password, "displayName": "Egil Öhman", "kind": "resident", "language": "sv"}).Want(202)
	text := post.next(t)
	found := secretInMail.FindStringSubmatch(text)
	if found == nil || !strings.Contains(text, "Hej Egil Öhman!") || !strings.Contains(text, "From: <svar@kommun.example>") {
		t.Fatalf("the mail is %s", text)
	}
	browser.Post("/email-confirmations", map[string]any{"token": found[1], "password": password}).Want(204)
	h.signIn(t, "egil@alvsala.example", password, auth.Member)
	wantNoCluster(t, h.data)

	h.program.beginPost(t, "/api/v1/accounts", "", 100)
	h.program.signal(t, syscall.SIGTERM)
	h.program.end(t, 0)
	if log := h.program.err.String(); !strings.Contains(log, "cut off") {
		t.Errorf("the log does not say that a request was cut off:\n%s", log)
	}
}

// postOffice is a real mail server.
type postOffice struct {
	at    string
	mails chan string
}

func runPost(t *testing.T) *postOffice {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p := &postOffice{at: listener.Addr().String(), mails: make(chan string, 16)}
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return delivery{p}, nil }))
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	t.Cleanup(func() {
		err := server.Close()
		_ = listener.Close() // closed already, unless the server had not come to listen yet
		if err := errors.Join(err, <-ended); err != nil {
			t.Error(err)
		}
	})
	return p
}

// next waits for a mail.
func (p *postOffice) next(t *testing.T) string {
	t.Helper()
	select {
	case text := <-p.mails:
		return text
	case <-time.After(patience):
		t.Fatal("no mail came")
		return ""
	}
}

// delivery is one connection.
type delivery struct{ office *postOffice }

func (delivery) Reset()                               {}
func (delivery) Logout() error                        { return nil }
func (delivery) Mail(string, *smtp.MailOptions) error { return nil }
func (delivery) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (d delivery) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	header, body, _ := bytes.Cut(raw, []byte("\r\n\r\n"))
	text, err := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body)))
	d.office.mails <- string(header) + "\n\n" + string(text)
	return err
}
