// Package apitest runs the whole program over HTTP on a real database, and is a client for tests:
//
//	api := apitest.New(t)
//	maja := api.User(auth.Member)
//	api.As(maja).Post("/ideas", body).Want(201)
package apitest

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/app"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/httpapi"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// Password is that of every account made by [API.User].
const Password = "en renkalv i snöyra"

// passwordHash is made once for all tests: it is meant to be slow.
var passwordHash = sync.OnceValues(func() (string, error) { return fixture.Passwords().Hash(context.Background(), Password) })

// API is a running program.
type API struct {
	tb  testing.TB
	URL string // such as http://127.0.0.1:41234
	DB  *postgres.DB
}

// Index is the page that tests serve instead of the built front end.
const Index = `<!doctype html><html lang="sv" dir="ltr"><head><title>Medskapa</title><!--meta--></head><body></body></html>`

// New starts the program on a clean database, with the demo mailbox carrying mail at once.
func New(tb testing.TB) *API {
	tb.Helper()
	return NewWith(tb, func(*app.Options) {})
}

// NewWith is [New] where choose changes the installation's choices.
func NewWith(tb testing.TB, choose func(*app.Options)) *API {
	tb.Helper()
	db := postgrestest.New(tb)
	server := httptest.NewUnstartedServer(nil)
	api := &API{tb: tb, URL: "http://" + server.Listener.Addr().String(), DB: db}
	options := app.Options{
		AccountWrites: 100_000, AddressWrites: 100_000, // many people live at this address
		ProofOfWorkBits: 6,
		URL:             api.URL, ParallelLogins: 2, PasswordCost: fixture.PasswordCost(), Log: slog.New(slog.NewTextHandler(tb.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})),
		Frontend: fstest.MapFS{"index.html": {Data: []byte(Index)}}, MailToMailbox: true,
	}
	options.Files = Bucket(tb)
	choose(&options)
	program, err := app.New(tb.Context(), db, options)
	if err != nil {
		tb.Fatal(err)
	}
	server.Config.Handler = program.Handler
	server.Config.MaxHeaderBytes = 256 << 10
	server.Start()
	if err := program.Worker.Start(context.WithoutCancel(tb.Context())); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		server.Close()
		if err := program.Worker.Stop(context.Background()); err != nil {
			tb.Error(err)
		}
	})
	return api
}

// Bucket is a folder for files that lasts as long as the test.
func Bucket(tb testing.TB) *blob.Bucket {
	tb.Helper()
	bucket, err := blob.Open(context.WithoutCancel(tb.Context()), tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := bucket.Close(); err != nil {
			tb.Error(err)
		}
	})
	return bucket
}

// In is the same program for a subtest, which fails by itself.
func (a *API) In(tb testing.TB) *API {
	inner := *a
	inner.tb = tb
	return &inner
}

// User is somebody with an account.
type User struct {
	ID    uuid.UUID
	Email string
	token string
}

// User makes an account with a role and signs it in.
func (a *API) User(role auth.Role) User {
	a.tb.Helper()
	u := User{ID: uuid.Must(uuid.NewV7())}
	u.Email = u.ID.String() + "@alvsala.example"
	hash, err := passwordHash()
	if err != nil {
		a.tb.Fatal(err)
	}
	a.Exec(`INSERT INTO participants (id, kind, display_name) VALUES ($1, 'resident', 'Någon Någonsson')`, u.ID)
	a.Exec(`INSERT INTO accounts (id, email, email_key, password_hash, role) VALUES ($1, $2, $2, $3, $4)`, u.ID, u.Email, hash, role)
	answer := a.Anonymous().Post("/sessions", map[string]any{"email": u.Email, "password": Password}).Want(http.StatusCreated)
	u.token = answer.String("accessToken")
	return u
}

// Exec runs SQL that a test needs and no operation offers, and has every answer made anew.
func (a *API) Exec(sql string, args ...any) {
	a.tb.Helper()
	if _, err := a.DB.Pool.Exec(a.tb.Context(), sql, args...); err != nil {
		a.tb.Fatal(err)
	}
	a.DB.Changes.Changed(change.All)
}

// Count returns the number that a query gives.
func (a *API) Count(sql string, args ...any) (n int) {
	a.tb.Helper()
	if err := a.DB.Pool.QueryRow(a.tb.Context(), sql, args...).Scan(&n); err != nil {
		a.tb.Fatal(err)
	}
	return n
}

// Client sends requests as one person.
type Client struct {
	api    *API
	http   *http.Client
	header http.Header
}

// Anonymous is somebody without an account, with a cookie jar of their own. Cookies marked Secure
// are kept, as browsers do for this machine's own addresses.
func (a *API) Anonymous() *Client {
	jar, err := cookiejar.New(nil)
	if err != nil {
		a.tb.Fatal(err)
	}
	return &Client{api: a, http: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
		header: http.Header{"Accept-Language": {"en"}}}
}

// As is a signed-in user.
func (a *API) As(u User) *Client { return a.Anonymous().With("Authorization", "Bearer "+u.token) }

// Token is the user's access token.
func (u User) Token() string { return u.token }

// With returns a client that also sends a header.
func (c *Client) With(name, value string) *Client {
	header := c.header.Clone()
	header.Set(name, value)
	return &Client{api: c.api, http: c.http, header: header}
}

// Get reads path, below /api/v1.
func (c *Client) Get(path string) *Answer { c.api.tb.Helper(); return c.Do(http.MethodGet, path, nil) }

// Post sends body as JSON.
func (c *Client) Post(path string, body any) *Answer {
	c.api.tb.Helper()
	return c.Do(http.MethodPost, path, body)
}

// Put sends body as JSON.
func (c *Client) Put(path string, body any) *Answer {
	c.api.tb.Helper()
	return c.Do(http.MethodPut, path, body)
}

// Patch sends body as JSON.
func (c *Client) Patch(path string, body any) *Answer {
	c.api.tb.Helper()
	return c.Do(http.MethodPatch, path, body)
}

// Delete deletes path.
func (c *Client) Delete(path string) *Answer {
	c.api.tb.Helper()
	return c.Do(http.MethodDelete, path, nil)
}

// Do sends any request. A body that is []byte or a string goes as it is, anything else as JSON.
func (c *Client) Do(method, path string, body any) *Answer {
	c.api.tb.Helper()
	return c.Send(c.Request(method, httpapi.Base+path, body))
}

// Request prepares a request for a path from the root.
func (c *Client) Request(method, path string, body any) *http.Request {
	c.api.tb.Helper()
	request, err := http.NewRequestWithContext(c.api.tb.Context(), method, c.api.URL+path, c.encode(body))
	if err != nil {
		c.api.tb.Fatal(err)
	}
	request.Header = c.header.Clone()
	if body != nil && request.Header.Get("Content-Type") == "" {
		request.Header.Set("Content-Type", "application/json")
	}
	return request
}

func (c *Client) encode(body any) io.Reader {
	switch b := body.(type) {
	case nil:
		return nil
	case []byte:
		return bytes.NewReader(b)
	case string:
		return strings.NewReader(b)
	}
	encoded, err := json.Marshal(body)
	if err != nil {
		c.api.tb.Fatal(err)
	}
	return bytes.NewReader(encoded)
}

// Send sends a prepared request and reads the whole answer.
func (c *Client) Send(request *http.Request) *Answer {
	c.api.tb.Helper()
	response, err := c.http.Do(request)
	if err != nil {
		c.api.tb.Fatal(err)
	}
	defer response.Body.Close() //nolint:errcheck // it has been read
	body, err := io.ReadAll(response.Body)
	if err != nil {
		c.api.tb.Fatal(err)
	}
	return &Answer{tb: c.api.tb, Status: response.StatusCode, Header: response.Header, Body: body, what: request.Method + " " + request.URL.RequestURI()}
}
