package httpapi

import (
	"bytes"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/labstack/echo/v4"

	contract "github.com/medskapa/medskapa"
	"github.com/medskapa/medskapa/internal/errs"
)

// asset is a built file in the encodings it has.
type asset struct {
	contentType string
	etag        string
	plain       []byte
	brotli      []byte // nil where the file is not worth compressing
	gzip        []byte
}

// assets are the files of the front end by path, such as "assets/index-3f2a.js".
type assets map[string]*asset

// loadAssets reads the built front end; the binary carries it, so this only makes slices.
func loadAssets(dist fs.FS) (assets, error) {
	loaded := assets{}
	err := fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), ".") {
			return err
		}
		content, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		loaded.add(name, content)
		return nil
	})
	return loaded, err
}

// add files content under its own name, or as an encoding of the file beside it.
func (a assets) add(name string, content []byte) {
	of := func(name string) *asset {
		if a[name] == nil {
			a[name] = &asset{contentType: typeOf(name)}
		}
		return a[name]
	}
	switch path.Ext(name) {
	case ".br":
		of(strings.TrimSuffix(name, ".br")).brotli = content
	case ".gz":
		of(strings.TrimSuffix(name, ".gz")).gzip = content
	default:
		of(name).plain, of(name).etag = content, `"`+bodyHash(content)+`"`
	}
}

// typeOf is a file's media type; the fixed ones do not depend on the machine's tables.
func typeOf(name string) string {
	switch ext := path.Ext(name); ext {
	case ".js", ".mjs":
		return "text/javascript; charset=utf-8"
	case ".css":
		return "text/css; charset=utf-8"
	case ".svg":
		return "image/svg+xml"
	case ".woff2":
		return "font/woff2"
	case ".json":
		return jsonType
	case ".html":
		return "text/html; charset=utf-8"
	default:
		if t := mime.TypeByExtension(ext); t != "" {
			return t
		}
		return "application/octet-stream"
	}
}

// serve answers with a file in the best encoding that the client takes. Files with a hash in their
// name never change; the others are asked for anew each time.
func (a *asset) serve(c echo.Context, immutable bool) error {
	header := c.Response().Header()
	header.Set("ETag", a.etag)
	header.Set(echo.HeaderCacheControl, "public, no-cache")
	if immutable {
		header.Set(echo.HeaderCacheControl, "public, max-age=31536000, immutable")
	}
	if matches(c.Request().Header.Get("If-None-Match"), a.etag) {
		return c.NoContent(http.StatusNotModified)
	}
	body := a.plain
	if a.gzip != nil || a.brotli != nil {
		header.Add(echo.HeaderVary, echo.HeaderAcceptEncoding)
		accepted := c.Request().Header.Get(echo.HeaderAcceptEncoding)
		switch {
		case a.brotli != nil && takes(accepted, "br"):
			header.Set(echo.HeaderContentEncoding, "br")
			body = a.brotli
		case a.gzip != nil && takes(accepted, "gzip"):
			header.Set(echo.HeaderContentEncoding, "gzip")
			body = a.gzip
		}
	}
	return c.Blob(http.StatusOK, a.contentType, body)
}

// takes reports whether an Accept-Encoding header allows an encoding (RFC 9110, 12.5.3). Weights other
// than 0 do not matter.
func takes(accepted, encoding string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		name, quality, _ := strings.Cut(part, ";")
		if strings.EqualFold(strings.TrimSpace(name), encoding) {
			_, weight, weighed := strings.Cut(quality, "=")
			return !weighed || strings.Trim(strings.TrimSpace(weight), "0.") != ""
		}
	}
	return false
}

// registerAssets serves the front end, its pages, and the description of the interface.
func (s *server) registerAssets(e *echo.Echo, dist fs.FS) error {
	files, err := loadAssets(dist)
	if err != nil {
		return err
	}
	pages, err := newPages(files["index.html"])
	if err != nil {
		return err
	}
	description := s.description()
	e.GET(Base+"/openapi.yaml", func(c echo.Context) error { return description.serve(c, false) })
	e.GET(Base+"/docs", func(c echo.Context) error {
		if docs := files["docs/index.html"]; docs != nil {
			return docs.serve(c, false)
		}
		return errs.New(errs.NotFound)
	})
	show := func(c echo.Context) error {
		name := strings.TrimPrefix(c.Request().URL.Path, "/")
		if file := files[name]; file != nil && name != "index.html" {
			return file.serve(c, strings.HasPrefix(name, "assets/"))
		}
		return s.showPage(c, pages)
	}
	e.GET("/*", show)
	e.HEAD("/*", show)
	e.Any("/api/*", s.outside)
	return nil
}

// description is openapi.yaml with this installation's own address.
func (s *server) description() *asset {
	own := fmt.Appendf(nil, "servers:\n  - url: %s%s\n    description: This installation\n", s.URL, Base)
	before, rest, _ := bytes.Cut(contract.YAML, []byte("servers:\n"))
	_, after, _ := bytes.Cut(rest, []byte("\nsecurity:\n"))
	content := bytes.Join([][]byte{before, own, []byte("security:\n"), after}, nil)
	return &asset{contentType: "application/yaml; charset=utf-8", plain: content, etag: `"` + bodyHash(content) + `"`}
}
