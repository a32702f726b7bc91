package mail_test

import (
	"bytes"
	"io"
	"mime"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"
	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/mail"
)

const sender = "Medskapa i Älvsala <svara-inte@alvsala.example>"

var message = mail.Message{
	To:      "maja@alvsala.example",
	Subject: "Bekräfta din e-postadress – så är du med på överläggningen om Hägernäset",
	Text: "Hej Åsa Öberg!\n\nFölj länken: https://medskapa.example/confirm-email#abc=def\n.\n..två punkter\n" +
		strings.Repeat("En lång rad på svenska, åäö ÅÄÖ é 🙂. ", 60) + "\n\nSlut.\n",
}

// carrier sends through the server by a scheme such as "smtps://name:word@".
func (s *server) carrier(t *testing.T, scheme string) *mail.SMTP {
	t.Helper()
	carrier, err := mail.NewSMTP(scheme+s.at, sender)
	if err != nil {
		t.Fatal(err)
	}
	return carrier
}

// A mail that one may stop says where, in one unfolded line as RFC 8058 has it, and one that nobody may stop says nothing.
func TestUnsubscribing(t *testing.T) {
	t.Parallel()
	s := server{}.run(t)
	stoppable, address := message, "https://medskapa.example/unsubscribe/"+strings.Repeat("hemlig-", 20)
	stoppable.Unsubscribe = address
	for _, m := range []mail.Message{message, stoppable} {
		if err := s.carrier(t, "smtp+insecure://").Carry(t.Context(), uuid.New(), m); err != nil {
			t.Fatal(err)
		}
		raw, want := string(s.next(t).raw), m.Unsubscribe != ""
		if where := strings.Contains(raw, "\r\nList-Unsubscribe: <"+address+">\r\n"); where != want {
			t.Errorf("where: %v, want %v in %s", where, want, raw)
		}
		if how := strings.Contains(raw, "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"); how != want {
			t.Errorf("how: %v, want %v in %s", how, want, raw)
		}
	}
}

// next is the mail that came first; one must have come.
func (s *server) next(t *testing.T) received {
	t.Helper()
	select {
	case m := <-s.mails:
		return m
	default:
		t.Fatal("no mail came")
		return received{}
	}
}

func (s *server) wantNothing(t *testing.T) {
	t.Helper()
	select {
	case m := <-s.mails:
		t.Errorf("a mail came that should not: %s", m.raw)
	case word := <-s.attempts:
		t.Errorf("the password %q was sent", word)
	default:
	}
}

// header is one header of the mail in readable form.
func (m received) header(t *testing.T, name string) string {
	t.Helper()
	parsed, err := netmail.ReadMessage(bytes.NewReader(m.raw))
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := new(mime.WordDecoder).DecodeHeader(parsed.Header.Get(name))
	if err != nil {
		t.Fatal(err)
	}
	return decoded
}

// text is the body as a mail program shows it.
func (m received) text(t *testing.T) string {
	t.Helper()
	parsed, err := netmail.ReadMessage(bytes.NewReader(m.raw))
	if err != nil {
		t.Fatal(err)
	}
	kind, parameters, err := mime.ParseMediaType(parsed.Header.Get("Content-Type"))
	if err != nil || kind != "text/plain" || !strings.EqualFold(parameters["charset"], "utf-8") {
		t.Fatalf("Content-Type %q, %v", parsed.Header.Get("Content-Type"), err)
	}
	if encoding := parsed.Header.Get("Content-Transfer-Encoding"); encoding != "quoted-printable" {
		t.Fatalf("Content-Transfer-Encoding %q", encoding)
	}
	decoded, err := io.ReadAll(quotedprintable.NewReader(parsed.Body))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(decoded), "\r\n", "\n")
}

func TestSMTPCarries(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, scheme string
		server       server
	}{
		{"without TLS", "smtp+insecure://", server{}},
		{"with STARTTLS", "smtp://", server{certificate: trusted}},
		{"with STARTTLS, signed in", "smtp://medskapa:h%40rgar%2Fna@", server{certificate: trusted, name: "medskapa", word: "h@rgar/na"}},
		{"with TLS from the start", "smtps://", server{certificate: trusted, implicit: true}},
		{"with TLS from the start, signed in", "smtps://medskapa:%C3%A5%C3%A4%C3%B6@", server{certificate: trusted, implicit: true, name: "medskapa", word: "åäö"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, id := c.server.run(t), uuid.Must(uuid.NewV7())
			if err := s.carrier(t, c.scheme).Carry(t.Context(), id, message); err != nil {
				t.Fatal(err)
			}
			got := s.next(t)
			if got.encrypted != (c.server.certificate != nil) || got.user != c.server.name {
				t.Errorf("encrypted %v, signed in as %q", got.encrypted, got.user)
			}
			if got.from != "svara-inte@alvsala.example" || got.to != message.To {
				t.Errorf("on the envelope from %q to %q", got.from, got.to)
			}
			got.wantWhole(t, id)
		})
	}
}

// wantWhole checks that nothing of [message] was lost or changed on its way.
func (m received) wantWhole(t *testing.T, id uuid.UUID) {
	t.Helper()
	for name, want := range map[string]string{
		"Subject": message.Subject, "To": "<" + message.To + ">",
		"From":       `"Medskapa i Älvsala" <svara-inte@alvsala.example>`,
		"Message-ID": "<" + id.String() + "@alvsala.example>", "Auto-Submitted": "auto-generated",
	} {
		got := m.header(t, name)
		if name == "From" {
			got = `"` + strings.Replace(strings.Trim(got, `"`), ` <`, `" <`, 1)
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	if got := m.text(t); got != message.Text {
		t.Errorf("got the text %q, want %q", got, message.Text)
	}
	for _, line := range strings.Split(string(m.raw), "\r\n") {
		if len(line) > 998 { // RFC 5322
			t.Errorf("a line of %d bytes", len(line))
		}
	}
}

func TestMessageIDIsOfTheMail(t *testing.T) {
	t.Parallel()
	s := server{}.run(t)
	carrier, id := s.carrier(t, "smtp+insecure://"), uuid.Must(uuid.NewV7())
	var got [3]string
	for i, id := range []uuid.UUID{id, id, uuid.Must(uuid.NewV7())} {
		if err := carrier.Carry(t.Context(), id, message); err != nil {
			t.Fatal(err)
		}
		got[i] = s.next(t).header(t, "Message-ID")
	}
	if got[0] != got[1] || got[0] == got[2] {
		t.Errorf("got %q, want the first two equal and the third of its own", got)
	}
}

// TestSMTPRefuses names what must never leave, and holds that errors name neither the receiver nor
// the password.
func TestSMTPRefuses(t *testing.T) {
	t.Parallel()
	foreign, err := newCertificate()
	if err != nil {
		t.Fatal(err)
	}
	other := func(to string) mail.Message { return mail.Message{To: to, Subject: "Hej", Text: "Hej!"} }
	unknown := &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "<" + message.To + "> is unknown, try maja@"}
	for _, c := range []struct {
		name, scheme string
		server       server
		message      mail.Message
		want         string
	}{
		{"a server without STARTTLS", "smtp://medskapa:hemligt@", server{name: "medskapa", word: "hemligt"}, message, "STARTTLS"},
		{"a foreign certificate at STARTTLS", "smtp://medskapa:hemligt@", server{certificate: foreign, name: "medskapa", word: "hemligt"}, message, "certificate"},
		{"a foreign certificate from the start", "smtps://medskapa:hemligt@", server{certificate: foreign, implicit: true, name: "medskapa", word: "hemligt"}, message, "certificate"},
		{"a password in the clear", "smtp+insecure://medskapa:hemligt@", server{name: "medskapa", word: "hemligt"}, message, "authentication mechanism"},
		{"a refused receiver", "smtp+insecure://", server{refuse: unknown}, message, "sending SMTP RCPT TO command: the server answered 550"},
		{"a line break in the address", "smtp+insecure://", server{}, other("maja@alvsala.example\r\nBcc: hemligt@alvsala.example"), "address"},
		{"a command in the address", "smtp+insecure://", server{}, other("maja@alvsala.example>\r\nRCPT TO:<hemligt@alvsala.example"), "address"},
		{"several addresses", "smtp+insecure://", server{}, other("maja@alvsala.example, hemligt@alvsala.example"), "address"},
		{"no address", "smtp+insecure://", server{}, other("maja@"), "address"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s := c.server.run(t)
			err := s.carrier(t, c.scheme).Carry(t.Context(), uuid.Must(uuid.NewV7()), c.message)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want an error with %q", err, c.want)
			} else if strings.Contains(err.Error(), "maja") || strings.Contains(err.Error(), "hemligt") {
				t.Errorf("the error tells too much: %v", err)
			}
			s.wantNothing(t)
		})
	}
}

func TestWrongPasswordIsNotTold(t *testing.T) {
	t.Parallel()
	s := server{certificate: trusted, name: "medskapa", word: "rätt"}.run(t)
	err := s.carrier(t, "smtp://medskapa:hemligt@").Carry(t.Context(), uuid.Must(uuid.NewV7()), message)
	if err == nil || !strings.Contains(err.Error(), "535") || strings.Contains(err.Error(), "hemligt") {
		t.Errorf("got %v, want the server's 535 without the password", err)
	}
	if word := <-s.attempts; word != "hemligt" {
		t.Errorf("tried %q", word)
	}
}

// TestTakenIsSent breaks the connection when the server has answered that it has the mail.
func TestTakenIsSent(t *testing.T) {
	t.Parallel()
	s := server{hangsUp: true}.run(t)
	if err := s.carrier(t, "smtp+insecure://").Carry(t.Context(), uuid.Must(uuid.NewV7()), message); err != nil {
		t.Errorf("got %v: it would be sent once more", err)
	}
	s.next(t)
}

func TestNewSMTPRefuses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ address, from, want string }{
		{"mail.example:587", sender, "SMTP_URL must look like"},
		{"smtps://", sender, "SMTP_URL must look like"},
		{"smtps://medskapa:hem%ligt@mail.example", sender, "SMTP_URL must look like"},
		{"http://medskapa:hemligt@mail.example", sender, "SMTP_URL must begin with"},
		{"smtps://medskapa:hemligt@mail.example:99999", sender, "SMTP_URL: "},
		{"smtps://medskapa:hemligt@mail.example", "Medskapa", "MAIL_FROM must be an address"},
		{"smtps://medskapa:hemligt@mail.example", "a@b.example\r\nBcc: c@d.example", "MAIL_FROM must be an address"},
	} {
		_, err := mail.NewSMTP(c.address, c.from)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%s, %s: got %v, want %q", c.address, c.from, err, c.want)
		} else if strings.Contains(err.Error(), "ligt") || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s, %s: not one line without the password: %v", c.address, c.from, err)
		}
	}
}
