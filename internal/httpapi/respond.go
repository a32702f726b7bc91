package httpapi

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

const problemType = "application/problem+json"

// respond is the one place where an error becomes an answer. What is not an [errs.Error] is logged
// with the request id and answered as an opaque 500.
func (s *server) respond(err error, c echo.Context) {
	if c.Response().Committed {
		return
	}
	if errors.Is(c.Request().Context().Err(), context.Canceled) && onlyLeft(err) {
		c.Response().WriteHeader(statusClientGone) // nobody reads it; the log has the status
		return
	}
	problem := s.problemOf(err, c)
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, problemType)
	header.Set(echo.HeaderCacheControl, "no-store")
	header.Del("ETag")
	if problem.RetryAfter > 0 {
		header.Set("Retry-After", strconv.Itoa(int(math.Ceil(problem.RetryAfter.Seconds()))))
	}
	status := errs.Status(problem.Code)
	c.Response().WriteHeader(status)
	if c.Request().Method == http.MethodHead {
		return
	}
	if err := json.NewEncoder(c.Response()).Encode(s.problem(problem, status, c)); err != nil {
		s.Log.DebugContext(c.Request().Context(), "answer not delivered", slog.Any("error", err))
	}
}

// statusClientGone is nginx's status for a client that left before its answer.
const statusClientGone = 499

// onlyLeft reports that nothing is wrong but that the client left: its queries were cancelled.
func onlyLeft(err error) bool {
	return errors.Is(err, context.Canceled) || errs.CodeOf(postgres.Translate(err)) == errs.Unavailable
}

// problemOf finds the problem in err, and logs what the client is not told.
func (s *server) problemOf(err error, c echo.Context) *errs.Error {
	err = postgres.Translate(err)
	var problem *errs.Error
	var routing *echo.HTTPError
	switch {
	case errors.As(err, &problem):
	case errors.As(err, &routing):
		problem = errs.Wrap(codeOfStatus(routing.Code), err)
	default:
		problem = errs.Wrap(errs.Internal, err)
	}
	if errs.Status(problem.Code) >= http.StatusInternalServerError {
		s.Log.ErrorContext(c.Request().Context(), "request failed", slog.String("request_id", requestID(c)),
			slog.String("route", c.Path()), slog.Any("error", err))
	}
	return problem
}

// codeOfStatus translates the errors of Echo itself.
func codeOfStatus(status int) errs.Code {
	switch status {
	case http.StatusNotFound:
		return errs.NotFound
	case http.StatusMethodNotAllowed:
		return errs.MethodNotAllowed
	case http.StatusRequestEntityTooLarge:
		return errs.ContentTooLarge
	case http.StatusUnsupportedMediaType:
		return errs.UnsupportedMediaType
	case http.StatusUnauthorized:
		return errs.Unauthorized
	case http.StatusInternalServerError:
		return errs.Internal
	}
	return errs.BadRequest
}

func (s *server) problem(e *errs.Error, status int, c echo.Context) Problem {
	language := preferredLanguage(c.Request())
	p := Problem{
		Type: s.URL + "/problems/" + string(e.Code), Title: http.StatusText(status), Status: int32(status),
		Detail: errs.Detail(e.Code, language), Instance: "urn:uuid:" + requestID(c), Code: string(e.Code),
	}
	if len(e.Fields) == 0 {
		return p
	}
	fields := make([]FieldError, len(e.Fields))
	for i, f := range e.Fields {
		fields[i] = FieldError{Field: cutField(f.Name), Code: string(f.Code), Detail: f.Detail(language)}
	}
	p.Errors = &fields
	return p
}

// cutField keeps a name that the client made up within the contract's bound.
func cutField(name string) string {
	if r := []rune(name); len(r) > 200 {
		return string(r[:200])
	}
	return name
}

// preferredLanguage is what Accept-Language asks for, or else the signed-in person's, or else Swedish.
func preferredLanguage(r *http.Request) string {
	if accept := r.Header.Get("Accept-Language"); accept != "" {
		return matchLanguage(accept)
	}
	if p := auth.From(r.Context()); p.SignedIn() {
		return p.Language
	}
	return "sv"
}

func etagOf(version int) *string {
	tag := `"` + strconv.Itoa(version) + `"`
	return &tag
}

// versionOf reads the version out of an ETag that this program made: "3" or "3-9f2c…". Anything
// else matches no version.
func versionOf(ifMatch string) int {
	var digits []byte
	for i := 0; i < len(ifMatch) && len(digits) < 9; i++ {
		switch b := ifMatch[i]; {
		case b == '"' && len(digits) == 0:
		case b >= '0' && b <= '9':
			digits = append(digits, b)
		default:
			i = len(ifMatch)
		}
	}
	version, err := strconv.Atoi(string(digits))
	if err != nil {
		return 0
	}
	return version
}

// utc is how every time leaves the program, to the second.
func utc(t time.Time) time.Time { return t.UTC().Truncate(time.Second) }

func utcPtr(t *time.Time) *time.Time {
	if t == nil {
		return nil
	}
	u := utc(*t)
	return &u
}
