package httpapi

import (
	"maps"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// minZipped is the length from which an answer is compressed, in bytes: a shorter one fits into the
// first packet as it is.
const minZipped = 1_000

// Values that many answers share. Nobody appends to them: they have no room.
var (
	noStore      = []string{"no-store"}
	publicAnswer = []string{"public, no-cache"}
	varying      = []string{"Authorization, Accept-Encoding"}
)

// answer is a public answer as everybody gets it, plain or compressed.
type answer struct {
	status   int
	produces []string
	header   http.Header
	plain    body
	zipped   func() body // made when first wanted
}

// body is one representation of an answer, with the headers that tell it from the other.
type body struct {
	bytes  []byte
	etag   []string
	length []string
	coding []string // none of the plain one
}

func newAnswer(op *operation, w *held, zip func([]byte) []byte) *answer {
	a := &answer{status: w.status, produces: op.produces, header: w.header}
	version := strings.Trim(w.header.Get("ETag"), `"`)
	tag := strings.TrimPrefix(version+"-"+bodyHash(w.body.Bytes()), "-")
	a.plain = newBody(w.body.Bytes(), tag)
	a.zipped = func() body { return a.plain }
	if a.header.Get(echo.HeaderCacheControl) == "" {
		a.header[echo.HeaderCacheControl] = publicAnswer
	}
	if compressible(w.header.Get(echo.HeaderContentType)) && len(a.plain.bytes) >= minZipped {
		a.zipped = sync.OnceValue(func() body { return newBody(zip(a.plain.bytes), tag+"-gz", "gzip") })
	}
	return a
}

// newBody has an ETag of its own: the two representations differ byte for byte.
func newBody(bytes []byte, tag string, coding ...string) body {
	return body{bytes: bytes, etag: []string{`"` + tag + `"`}, length: []string{strconv.Itoa(len(bytes))}, coding: coding}
}

func compressible(contentType string) bool {
	return strings.HasPrefix(contentType, jsonType) || strings.HasPrefix(contentType, "text/") || strings.HasSuffix(contentType, "xml")
}

// send writes the answer, or 304 to a reader who has it. A signed-in reader's copy is stored nowhere.
func (a *answer) send(c echo.Context) error {
	r, header := c.Request(), c.Response().Header()
	maps.Copy(header, a.header)
	header[echo.HeaderVary] = varying
	private := r.Header.Get(echo.HeaderAuthorization) != ""
	if private {
		header[echo.HeaderCacheControl] = noStore
	}
	if a.status != http.StatusOK {
		return a.write(c, a.plain)
	}
	b := a.plain
	if takes(r.Header.Get(echo.HeaderAcceptEncoding), "gzip") {
		b = a.zipped()
	}
	header["Etag"] = b.etag // as net/http spells it
	if !private && a.known(r.Header.Get("If-None-Match")) {
		delete(header, echo.HeaderContentType)
		c.Response().WriteHeader(http.StatusNotModified)
		return nil
	}
	if b.coding != nil {
		header[echo.HeaderContentEncoding] = b.coding
	}
	return a.write(c, b)
}

func (a *answer) write(c echo.Context, b body) error {
	c.Response().Header()[echo.HeaderContentLength] = b.length
	c.Response().WriteHeader(a.status)
	_, err := c.Response().Write(b.bytes)
	return err
}

// known reports that a reader has either representation.
func (a *answer) known(ifNoneMatch string) bool {
	return ifNoneMatch != "" && (matches(ifNoneMatch, a.plain.etag[0]) || matches(ifNoneMatch, a.zipped().etag[0]))
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
