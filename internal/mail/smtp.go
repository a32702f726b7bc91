package mail

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"time"

	"github.com/google/uuid"
	gomail "github.com/wneessen/go-mail"
)

// SMTP carries mail through a server.
type SMTP struct {
	client *gomail.Client
	from   string
	domain string // right-hand side of Message-IDs
}

// NewSMTP reads a server's address such as smtps://user:password@mail.example:465 (TLS from the
// start), smtp://mail.example:587 (STARTTLS required) or smtp+insecure://127.0.0.1:25 (no TLS; for a
// relay on this machine), and the address that mail comes from.
func NewSMTP(address, from string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, fmt.Errorf("SMTP_URL must look like smtps://user:password@host:465")
	}
	options, err := smtpOptions(u)
	if err != nil {
		return nil, err
	}
	client, err := gomail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("SMTP_URL: %w", err)
	}
	probe := gomail.NewMsg()
	if err := probe.From(from); err != nil {
		return nil, fmt.Errorf("MAIL_FROM is no address: %w", err)
	}
	return &SMTP{client: client, from: from, domain: u.Hostname()}, nil
}

func smtpOptions(u *url.URL) ([]gomail.Option, error) {
	options := []gomail.Option{gomail.WithTimeout(20 * time.Second)}
	switch u.Scheme {
	case "smtps":
		options = append(options, gomail.WithSSLPort(false), gomail.WithTLSPolicy(gomail.TLSMandatory))
	case "smtp":
		options = append(options, gomail.WithTLSPortPolicy(gomail.TLSMandatory))
	case "smtp+insecure":
		options = append(options, gomail.WithTLSPortPolicy(gomail.NoTLS))
	default:
		return nil, fmt.Errorf("SMTP_URL must begin with smtps://, smtp:// or smtp+insecure://")
	}
	if u.Port() != "" {
		port, err := strconv.Atoi(u.Port())
		if err != nil {
			return nil, fmt.Errorf("SMTP_URL: %w", err)
		}
		options = append(options, gomail.WithPort(port))
	}
	if u.User != nil {
		password, _ := u.User.Password()
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(u.User.Username()), gomail.WithPassword(password))
	}
	return options, nil
}

// Carry sends one mail.
func (s *SMTP) Carry(ctx context.Context, id uuid.UUID, m Message) error {
	msg := gomail.NewMsg()
	if err := msg.From(s.from); err != nil {
		return err
	}
	if err := msg.To(m.To); err != nil {
		return err
	}
	msg.SetMessageIDWithValue(id.String() + "@" + s.domain)
	msg.SetDate()
	msg.Subject(m.Subject)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office answers, please
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	return s.client.DialAndSendWithContext(ctx, msg)
}
