package httpapi

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"
	"golang.org/x/text/language"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// maxHeaders bounds a request's header block, in bytes.
const maxHeaders = 64 << 10

// contentPolicy lets the app use only what comes from here. Pictures may be data: URLs, which the
// styles use for icons.
const contentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// guard answers with the security headers, and refuses foreign hosts, foreign origins and
// oversized headers before anything else looks at the request.
func (s *server) guard(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		maps.Copy(c.Response().Header(), s.ofDocuments)
		if err := s.refuse(c.Request()); err != nil {
			return err
		}
		c.SetRequest(c.Request().WithContext(postgres.Within(c.Request().Context(), statementPatience)))
		return next(c)
	}
}

// statementPatience is how long one statement of a request may take. Nothing that the program asks for takes a tenth of it on a machine that keeps
// up; it is less than others who wait for the same answer are kept ([loadTimeout]).
const statementPatience = 8 * time.Second

// refuse says why a request is not looked at, whatever it asks for.
func (s *server) refuse(r *http.Request) error {
	switch {
	case headerSize(r.Header) > maxHeaders:
		return errs.New(errs.HeadersTooLarge)
	case !s.ownHost(r.Host):
		return errs.New(errs.Misdirected)
	case changes(r.Method) && !s.ownOrigin(r):
		return errs.New(errs.ForeignOrigin)
	}
	return nil
}

// dataPolicy is that of answers which are no documents: nothing may run in them, nor frame them.
const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

// dataHeaders are the security headers of the interface's answers. Their values are shared: nobody
// appends to them.
func dataHeaders(https bool) http.Header {
	h := http.Header{}
	h.Set("Content-Security-Policy", dataPolicy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	if https {
		h.Set("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
	}
	return h
}

// asData takes away what means nothing for answers that are no documents.
func (s *server) asData(h http.Header) {
	for name := range s.ofDocuments {
		delete(h, name)
	}
	maps.Copy(h, s.ofData)
}

// documentHeaders are those of pages and their files.
func documentHeaders(https bool, m Map) http.Header {
	h := dataHeaders(https)
	h.Set("Content-Security-Policy", m.allow(contentPolicy))
	h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
	return h
}

func headerSize(h http.Header) (size int) {
	for name, values := range h {
		for _, value := range values {
			size += len(name) + len(value) + 4 // ": " and the line's end
		}
	}
	return size
}

func changes(method string) bool {
	return method != http.MethodGet && method != http.MethodHead && method != http.MethodOptions
}

// ownHost reports whether the request names this installation: its public host or, where none is
// configured, this machine itself.
func (s *server) ownHost(host string) bool {
	if strings.EqualFold(host, s.host) {
		return true
	}
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	name = strings.Trim(name, "[]")
	if s.local {
		ip := net.ParseIP(name)
		return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
	}
	return false
}

// ownOrigin reports whether a browser says that the request comes from this site. Programs that
// are no browsers send neither header and carry no one else's cookies.
func (s *server) ownOrigin(r *http.Request) bool {
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
		return false
	}
	origin := r.Header.Get("Origin")
	if origin == "" {
		return true
	}
	u, err := url.Parse(origin)
	return err == nil && strings.EqualFold(u.Host, r.Host) && (u.Scheme == "https" || s.local && u.Scheme == "http")
}

// identify finds out who calls. A token that is not good is refused everywhere, also where none is needed.
func (s *server) identify(c echo.Context, op *operation) error {
	header := c.Request().Header.Get(echo.HeaderAuthorization)
	if header == "" {
		if op.public {
			return nil
		}
		c.Response().Header().Set("WWW-Authenticate", "Bearer")
		return errs.New(errs.Unauthorized)
	}
	token, ok := bearer(header)
	if !ok {
		return errs.New(errs.Unauthorized)
	}
	principal, err := s.Sessions.Authenticate(c.Request().Context(), token)
	if err != nil {
		c.Response().Header().Set("WWW-Authenticate", `Bearer error="invalid_token"`)
		return err
	}
	if s.Accounts.Demands(principal) && !principal.Strong && !op.enrols() {
		if op.public { // as nobody, like anybody
			return nil
		}
		return errs.New(errs.SecondFactorRequired)
	}
	c.SetRequest(c.Request().WithContext(auth.With(c.Request().Context(), principal)))
	return nil
}

// enrols reports what somebody may do whose role asks for a second factor that they have not shown:
// turn one on, or show it. This is the one place that holds it.
func (o *operation) enrols() bool {
	switch o.route.Operation.OperationID {
	case "getMe", "getSignInMethods", "setAuthentication", "createAuthenticator", "setAuthenticator", "listPasskeys",
		"createOwnPasskeyRequest", "createPasskey", "listMySessions", "listMyEvents":
		return true
	}
	return false
}

// bearer returns the token of an Authorization header.
func bearer(header string) (token string, ok bool) {
	scheme, token, _ := strings.Cut(header, " ")
	return token, strings.EqualFold(scheme, "Bearer")
}

const requestIDKey = "request_id"

func requestID(c echo.Context) string {
	id, _ := c.Get(requestIDKey).(string) // observe has set it
	return id
}

// observe gives the request an id and logs how it went: no address, no query, no body.
func (s *server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		id := uuid.NewString()
		c.Set(requestIDKey, id)
		c.Response().Header().Set("X-Request-Id", id)
		err := s.recovering(next)(c)
		if err != nil {
			c.Error(err)
		}
		s.Log.LogAttrs(c.Request().Context(), slog.LevelDebug, "request", slog.String("request_id", id), slog.String("method", c.Request().Method),
			slog.String("route", c.Path()), slog.Int("status", c.Response().Status), slog.Duration("took", time.Since(start)))
		return nil
	}
}

// recovering turns a panic into an error, so that one faulty request does not end the program.
func (s *server) recovering(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler { //nolint:errorlint // net/http compares it so
					panic(r)
				}
				err = fmt.Errorf("panic: %v", r)
			}
		}()
		return next(c)
	}
}

// supported are the languages of the texts; the first is the default.
var supported = language.NewMatcher([]language.Tag{language.Swedish, language.English})

// matchLanguage returns the best language for an Accept-Language header.
func matchLanguage(accept string) string {
	tags, _, err := language.ParseAcceptLanguage(accept)
	if err != nil {
		return "sv"
	}
	if _, index, confidence := supported.Match(tags...); confidence != language.No && index == 1 {
		return "en"
	}
	return "sv"
}

// bodyHash is a short fingerprint of an answer, for its ETag.
func bodyHash(body []byte) string {
	sum := sha256.Sum256(body)
	return base64.RawURLEncoding.EncodeToString(sum[:12])
}
