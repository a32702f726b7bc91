// Package httpapi serves the contract over HTTP: middleware that identifies, validates and caches,
// handlers of a few lines that call a feature and convert, and the front end beside them.
package httpapi

import (
	"context"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime"
	"time"

	"github.com/google/uuid"
	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auditlog"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/coauthor"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/district"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/file"
	"github.com/medskapa/medskapa/internal/focusarea"
	"github.com/medskapa/medskapa/internal/handover"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/identity"
	"github.com/medskapa/medskapa/internal/image"
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
	"github.com/medskapa/medskapa/internal/privacy"
	"github.com/medskapa/medskapa/internal/profile"
	"github.com/medskapa/medskapa/internal/proofofwork"
	"github.com/medskapa/medskapa/internal/search"
	"github.com/medskapa/medskapa/internal/topic"
	"github.com/medskapa/medskapa/internal/vote"
	"github.com/medskapa/medskapa/internal/workshop"
)

// Config is what the server needs to know and use.
type Config struct {
	URL     string // public base URL without a slash at the end, such as https://medskapa.example
	Demo    bool   // shows the demo accounts
	Mailbox bool   // outgoing mail is shown, not sent
	Log     *slog.Logger
	Ready   func(context.Context) error // whether the database answers, for /readyz
	App     fs.FS                       // the built front end
	Map     Map
	// Embedders may frame cards.
	Embedders Embedders

	Changes  *change.Feed // what drops answers from memory
	Sessions *auth.Sessions
	Tokens   *auth.Tokens
	// Proxies are the networks whose X-Forwarded-For is believed; none: the connection's address counts.
	Proxies      []*net.IPNet
	DemoAccounts []municipality.DemoAccount

	Markdown     *markdown.Renderer
	Municipality *municipality.Store
	Accounts     *account.Store
	Identities   *identity.Store
	Passkeys     *passkey.Store
	Proofs       *proofofwork.Store
	Challenges   *challenge.Store
	Comments     *comment.Store
	Votes        *vote.Store
	Ideas        *idea.Store
	Search       *search.Store
	Workshops    *workshop.Store
	Images       *image.Store
	Files        *file.Store
	Previews     *linkpreview.Store
	Mails        *mail.Mailbox
	Leads        *lead.Store
	FocusAreas   *focusarea.Store
	People       *people.Store
	Moderation   *moderation.Store
	Merges       *merge.Store
	Handovers    *handover.Store
	CoAuthors    *coauthor.Store
	AuditLog     *auditlog.Store
	Profiles     *profile.Store
	Limits       Limits
	Privacy      *privacy.Store

	Organisations *organisation.Store
	Topics        *topic.Store
	Help          *help.Store
	Districts     *district.Store
	Notifications *notification.Store
}

// server implements StrictServerInterface.
type server struct {
	Config
	host       string
	local      bool // reached by this machine's own names
	operations contractOperations
	memory     *memory
	byAccount  *limiter
	byAddress  *limiter
	streams    streams
	searches   *turns
	stopping   context.Context // ends when the program is told to stop
	// The security headers of answers.
	ofDocuments, ofData http.Header
}

// New returns the whole HTTP side of the program.
func New(ctx context.Context, config Config) (*echo.Echo, error) {
	operations, err := loadContract()
	if err != nil {
		return nil, err
	}
	public, err := url.Parse(config.URL)
	if err != nil {
		return nil, err
	}
	s := &server{Config: config, host: public.Host, local: public.Scheme == "http", operations: operations,
		memory: newMemory(config.Changes), byAccount: newLimiter(config.Limits.AccountWrites), byAddress: newLimiter(config.Limits.AddressWrites),
		streams: streams{of: map[uuid.UUID]int{}}, searches: newTurns(runtime.NumCPU()), stopping: ctx, ofDocuments: documentHeaders(public.Scheme == "https", config.Map), ofData: dataHeaders(public.Scheme == "https")}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.Binder = binder{}
	e.HTTPErrorHandler = s.respond
	e.IPExtractor = addressFrom(config.Proxies)
	e.Pre(s.remembered, s.observe, s.guard)
	RegisterHandlersWithBaseURL(e, NewStrictHandler(s, nil), Base)
	e.Use(s.contracted)
	s.registerOperations(e)
	s.registerUnsubscribe(e)
	s.registerSitemaps(e)
	if err := s.registerEmbeds(e); err != nil {
		return nil, err
	}
	if err := s.registerAssets(e, config.App); err != nil {
		return nil, err
	}
	return e, nil
}

// addressFrom reads the client's address behind the given proxies.
func addressFrom(proxies []*net.IPNet) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, network := range proxies {
		options = append(options, echo.TrustIPRange(network))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// contracted takes requests of the contract through identity, validation and caching.
func (s *server) contracted(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		op, ok := s.operations[c.Request().Method+" "+c.Path()]
		if !ok {
			return next(c)
		}
		s.asData(c.Response().Header())
		if err := s.identify(c, op); err != nil {
			return err
		}
		if err := s.limit(c, op); err != nil {
			return err
		}
		if err := op.open(c.Request().Context()); err != nil {
			return err
		}
		if err := validate(op, c); err != nil {
			return err
		}
		ctx := context.WithValue(c.Request().Context(), addressKey{}, c.RealIP())
		c.SetRequest(c.Request().WithContext(op.reading(withRequest(ctx, c.Request()), c.Request())))
		s.markWriter(op, c)
		leave, err := s.searching(op, c)
		if err != nil {
			return err
		}
		defer leave()
		return s.answering(op, next, c)
	}
}

// registerOperations adds what the contract does not describe: health and keys.
func (s *server) registerOperations(e *echo.Echo) {
	e.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	e.GET("/readyz", func(c echo.Context) error {
		ctx, cancel := context.WithTimeout(c.Request().Context(), time.Second)
		defer cancel()
		if err := s.Ready(ctx); err != nil {
			problem := errs.Wrap(errs.Unavailable, err)
			problem.RetryAfter = time.Second
			return problem
		}
		return c.String(http.StatusOK, "ready\n")
	})
	e.GET("/.well-known/jwks.json", func(c echo.Context) error {
		c.Response().Header().Set(echo.HeaderCacheControl, "public, max-age=300")
		return c.JSON(http.StatusOK, map[string]any{"keys": s.Tokens.PublicKeys(c.Request().Context())})
	})
}
