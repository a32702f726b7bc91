package httpapi

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// cached holds an answer back until it is whole, so that it can carry an ETag or become a 304.
type cached struct {
	http.ResponseWriter
	body   bytes.Buffer
	status int
}

func (w *cached) WriteHeader(status int)      { w.status = status }
func (w *cached) Write(b []byte) (int, error) { return w.body.Write(b) }

// caching gives answers to GET their ETag, and 304 to a reader who has them already. An answer to a
// signed-in reader may hold what others must not see: it is never stored anywhere, nor compared.
func caching(op *operation, next echo.HandlerFunc, c echo.Context) error {
	private := !op.public || c.Request().Header.Get(echo.HeaderAuthorization) != "" || op.writes() || op.uncached()
	header := c.Response().Header()
	if private {
		header.Set(echo.HeaderCacheControl, "no-store")
		return next(c)
	}
	header.Set(echo.HeaderCacheControl, "public, no-cache")
	header.Add(echo.HeaderVary, echo.HeaderAuthorization)
	held := &cached{ResponseWriter: c.Response().Writer, status: http.StatusOK}
	c.Response().Writer = held
	err := next(c)
	c.Response().Writer = held.ResponseWriter
	if err != nil {
		return err
	}
	return held.release(c)
}

// uncached reports the demo mailbox, which is public but changes behind the reader's back.
func (o *operation) uncached() bool { return strings.HasPrefix(o.route.Path, "/mailbox-messages") }

// release sends what was held. A handler's ETag is the version of the resource; the fingerprint
// behind it changes also when only counters did.
func (w *cached) release(c echo.Context) error {
	header := w.Header()
	if w.status == http.StatusOK {
		version := strings.Trim(header.Get("ETag"), `"`)
		tag := `"` + strings.TrimPrefix(version+"-"+bodyHash(w.body.Bytes()), "-") + `"`
		header.Set("ETag", tag)
		if matches(c.Request().Header.Get("If-None-Match"), tag) {
			header.Del(echo.HeaderContentType)
			header.Del(echo.HeaderContentLength)
			c.Response().Status = http.StatusNotModified
			w.ResponseWriter.WriteHeader(http.StatusNotModified)
			return nil
		}
	}
	w.ResponseWriter.WriteHeader(w.status)
	_, err := w.ResponseWriter.Write(w.body.Bytes())
	return err
}

// matches compares as RFC 9110, 13.1.2 says: weakly, any of a list, or *.
func matches(ifNoneMatch, tag string) bool {
	for candidate := range strings.SplitSeq(ifNoneMatch, ",") {
		candidate = strings.TrimPrefix(strings.TrimSpace(candidate), "W/")
		if candidate == tag || candidate == "*" {
			return true
		}
	}
	return false
}
