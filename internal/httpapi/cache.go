package httpapi

import (
	"bytes"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// answering sends the answer to one request. Public ones have an ETag, are compressed, and come from
// memory where they can. An answer to a signed-in reader may hold what others must not see: it is
// never kept anywhere, nor compared, nor compressed together with what its reader sent.
func (s *server) answering(op *operation, next echo.HandlerFunc, c echo.Context) error {
	if op.private(c.Request()) {
		c.Response().Header()["Cache-Control"] = noStore
		return next(c)
	}
	load := func() (*answer, error) { return s.hold(op, next, c) }
	a, err := s.memory.answer(op, c, load)
	if err != nil {
		return err
	}
	return a.send(c)
}

// private reports that the answer is for its reader alone.
func (o *operation) private(r *http.Request) bool {
	return !o.public || o.writes() || r.Header.Get(echo.HeaderAuthorization) != "" || o.uncached()
}

// uncached reports what is public but not kept: the demo mailbox, which changes behind the reader's back, and files, which are long.
func (o *operation) uncached() bool {
	return strings.HasPrefix(o.route.Path, "/mailbox-messages") || strings.HasPrefix(o.route.Path, "/files/")
}

// held is an answer that is kept back until it is whole.
type held struct {
	header http.Header
	body   bytes.Buffer
	status int
}

func (w *held) Header() http.Header         { return w.header }
func (w *held) WriteHeader(status int)      { w.status = status }
func (w *held) Write(b []byte) (int, error) { return w.body.Write(b) }

// hold lets a handler write its answer, apart from the headers that every answer has.
func (s *server) hold(op *operation, next echo.HandlerFunc, c echo.Context) (*answer, error) {
	w := &held{header: http.Header{}, status: http.StatusOK}
	writer := c.Response().Writer
	defer func() { c.Response().Writer, c.Response().Committed = writer, false }() // also when it panics
	c.Response().Writer = w
	if err := next(c); err != nil {
		return nil, err
	}
	return newAnswer(op, w, s.memory.zipper.zip), nil
}
