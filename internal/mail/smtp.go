package mail

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	gomail "github.com/wneessen/go-mail"
)

// SMTP carries mail through a server.
type SMTP struct {
	client *gomail.Client
	from   string
	domain string // right-hand side of Message-IDs: the sender's, which stays when the server changes
}

// NewSMTP reads a server's address such as smtps://user:password@mail.example:465 (TLS from the
// start), smtp://mail.example:587 (STARTTLS required) or smtp+insecure://127.0.0.1:25 (no TLS, and
// so never a password in the clear; for a relay on this machine), and the address that mail comes
// from. Servers' certificates must be trusted by the system.
func NewSMTP(address, from string) (*SMTP, error) {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("SMTP_URL must look like smtps://user:password@host:465")
	}
	options, err := smtpOptions(u)
	if err != nil {
		return nil, err
	}
	client, err := gomail.NewClient(u.Hostname(), options...)
	if err != nil {
		return nil, fmt.Errorf("SMTP_URL: %w", err)
	}
	sender, err := netmail.ParseAddress(from)
	if err != nil {
		return nil, fmt.Errorf("MAIL_FROM must be an address such as medskapa@kommun.example: %w", err)
	}
	return &SMTP{client: client, from: from, domain: sender.Address[strings.LastIndex(sender.Address, "@")+1:]}, nil
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
		return nil, errors.New("SMTP_URL must begin with smtps://, smtp:// or smtp+insecure://")
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

// Carry sends one mail. It succeeds once the server has taken the mail, however the connection
// ends after that: to try again would send it twice. Errors do not name the receiver.
func (s *SMTP) Carry(ctx context.Context, id uuid.UUID, m Message) error {
	msg, err := s.compose(id, m)
	if err != nil {
		return err
	}
	if err := s.client.DialAndSendWithContext(ctx, msg); err != nil && !msg.IsDelivered() {
		return nameless(err)
	}
	return nil
}

func (s *SMTP) compose(id uuid.UUID, m Message) (*gomail.Msg, error) {
	msg := gomail.NewMsg()
	if err := msg.From(s.from); err != nil {
		return nil, err
	}
	if msg.To(m.To) != nil {
		return nil, errors.New("the receiver's address is none") // the cause would name it
	}
	msg.SetMessageIDWithValue(id.String() + "@" + s.domain)
	msg.SetDate()
	msg.Subject(m.Subject)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // RFC 3834: no out-of-office answers, please
	if m.Unsubscribe != "" {                             // RFC 2369 and RFC 8058
		msg.SetGenHeaderPreformatted("List-Unsubscribe", "<"+m.Unsubscribe+">") // it is one word, which must not be folded
		msg.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	msg.SetBodyString(gomail.TypeTextPlain, m.Text)
	return msg, nil
}

// nameless is the error without the words of the server, which often repeat the receiver's
// address: errors are logged, and a log holds nothing about people.
func nameless(err error) error {
	var refused *gomail.SendError
	switch {
	case !errors.As(err, &refused):
		return err
	case refused.ErrorCode() == 0:
		return fmt.Errorf("%s: the connection broke", refused.Reason)
	}
	return fmt.Errorf("%s: the server answered %s", refused.Reason,
		strings.TrimSpace(fmt.Sprint(refused.ErrorCode(), " ", refused.EnhancedStatusCode())))
}
