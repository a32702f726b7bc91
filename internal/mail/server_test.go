package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"github.com/medskapa/medskapa/internal/postgrestest"
)

// trusted signs for the servers of these tests, and is all that this test binary trusts.
var trusted *tls.Certificate

func TestMain(m *testing.M) {
	remove, err := trust()
	if err != nil {
		fmt.Fprintln(os.Stderr, "making a certificate:", err)
		os.Exit(1)
	}
	defer remove() // Main exits where something failed; the system clears its temporary files then
	postgrestest.Main(m)
}

// trust makes the certificate and lets the system's list of trusted ones be that one, as
// operators do with SSL_CERT_FILE.
func trust() (remove func(), err error) {
	if trusted, err = newCertificate(); err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "medskapa-mail-")
	if err != nil {
		return nil, err
	}
	file := filepath.Join(folder, "trusted.pem")
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: trusted.Certificate[0]})
	if err := os.WriteFile(file, block, 0o600); err != nil {
		return nil, err
	}
	return func() { _ = os.RemoveAll(folder) }, os.Setenv("SSL_CERT_FILE", file) // a temporary file left is no harm
}

// newCertificate signs itself for this machine.
func newCertificate() (*tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: "mail in tests"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	return &tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

// server is a real mail server that keeps what it gets, and may behave badly.
type server struct {
	certificate *tls.Certificate // nil: no TLS at all
	implicit    bool             // TLS from the start, else STARTTLS
	name, word  string           // who may send; empty: anyone
	refuse      error            // the answer to every receiver
	dies        int              // how many mails it takes in and then leaves without an answer
	hangsUp     bool             // whether it closes the connection after its answer to a mail

	at       string // host:port, once it runs
	mails    chan received
	attempts chan string // passwords that were tried
}

// received is one mail as it came.
type received struct {
	from, to, user string
	encrypted      bool
	raw            []byte
}

// run starts the server for one test.
func (s server) run(t *testing.T) *server {
	t.Helper()
	s.mails, s.attempts = make(chan received, 16), make(chan string, 16)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.at = listener.Addr().String()
	smtpServer := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &session{server: &s, conn: c}, nil }))
	smtpServer.Domain = "mail.test"
	smtpServer.AllowInsecureAuth = true // the client must be the one who refuses
	smtpServer.ErrorLog = quiet{}
	if s.certificate != nil {
		smtpServer.TLSConfig = &tls.Config{Certificates: []tls.Certificate{*s.certificate}}
	}
	if s.implicit {
		listener = tls.NewListener(listener, smtpServer.TLSConfig)
	}
	ended := make(chan error, 1)
	go func() { ended <- smtpServer.Serve(listener) }()
	t.Cleanup(func() {
		err := smtpServer.Close()
		_ = listener.Close() // closed already, unless the server had not come to listen yet
		if err := errors.Join(err, <-ended); err != nil {
			t.Error(err)
		}
	})
	return &s
}

// quiet drops what the server says about connections that tests break on purpose.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

// session is one connection.
type session struct {
	server *server
	conn   *smtp.Conn
	mail   received
	user   string
	taken  bool // a mail was taken since the connection began
}

func (s *session) AuthMechanisms() []string {
	if s.server.name == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, name, word string) error {
		s.server.attempts <- word
		if name != s.server.name || word != s.server.word {
			return smtp.ErrAuthFailed
		}
		s.user = name
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	if s.server.name != "" && s.user == "" {
		return smtp.ErrAuthRequired
	}
	_, encrypted := s.conn.TLSConnectionState()
	s.mail = received{from: from, user: s.user, encrypted: encrypted}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.to = to
	return s.server.refuse
}

func (s *session) Data(r io.Reader) (err error) {
	if s.mail.raw, err = io.ReadAll(r); err != nil {
		return err
	}
	s.server.mails <- s.mail
	s.taken = true
	if s.server.dies > 0 {
		s.server.dies--
		return s.conn.Conn().Close()
	}
	return nil
}

// Reset follows every answer to a mail.
func (s *session) Reset() {
	if s.taken && s.server.hangsUp {
		_ = s.conn.Conn().Close() // that it breaks is the purpose
	}
}

func (s *session) Logout() error { return nil }
