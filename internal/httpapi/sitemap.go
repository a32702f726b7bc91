package httpapi

import (
	"bytes"
	"context"
	"encoding/xml"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/workshop"
)

const (
	// maxAddresses bounds a sitemap; sitemaps.org allows 50,000.
	maxAddresses = 10_000
	// indexLife is how long the index of sitemaps is remembered: finding where each begins reads the index of all ideas.
	indexLife = 10 * time.Minute
)

// The elements of sitemaps (sitemaps.org, version 0.9).
type (
	sitemapIndex struct {
		XMLName xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
		Maps    []address `xml:"sitemap"`
	}
	sitemap struct {
		XMLName   xml.Name  `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		Addresses []address `xml:"url"`
	}
	address struct {
		Location string `xml:"loc"`
		Changed  string `xml:"lastmod,omitempty"`
	}
)

// starts remembers where the sitemaps of ideas begin. Safe for concurrent use.
type starts struct {
	mu    sync.Mutex
	known []idea.Start
	at    time.Time
}

func (s *starts) get(ctx context.Context, ideas *idea.Store) ([]idea.Start, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.at.IsZero() && time.Since(s.at) < indexLife {
		return s.known, nil
	}
	found, err := ideas.Starts(ctx, maxAddresses)
	if err == nil {
		s.known, s.at = found, time.Now()
	}
	return s.known, err
}

// registerSitemaps serves what search engines ask for: only what everybody may read is in it, and no people.
func (s *server) registerSitemaps(e *echo.Echo) {
	var ideas starts
	e.GET("/robots.txt", func(c echo.Context) error {
		return serveText(c, "text/plain; charset=utf-8", []byte(s.robots()))
	})
	e.GET("/sitemap.xml", func(c echo.Context) error {
		leave, err := s.turn(c)
		if err != nil {
			return err
		}
		defer leave()
		found, err := ideas.get(c.Request().Context(), s.Ideas)
		if err != nil {
			return err
		}
		index := sitemapIndex{Maps: []address{{Location: s.URL + "/sitemaps/pages.xml"}}}
		for _, start := range found {
			index.Maps = append(index.Maps, address{Location: s.URL + "/sitemaps/ideas-" + start.String() + ".xml"})
		}
		return serveXML(c, index)
	})
	e.GET("/sitemaps/:name", func(c echo.Context) error {
		name, _ := strings.CutSuffix(c.Param("name"), ".xml")
		leave, err := s.turn(c) // ten thousand addresses are read anew each time
		if err != nil {
			return err
		}
		defer leave()
		addresses, err := s.addresses(c.Request().Context(), name)
		if err != nil {
			return err
		}
		return serveXML(c, sitemap{Addresses: addresses})
	})
}

func (s *server) addresses(ctx context.Context, name string) ([]address, error) {
	if name == "pages" {
		return s.fewAddresses(ctx)
	}
	start, ok := idea.ParseStart(strings.TrimPrefix(name, "ideas-"))
	if !ok || !strings.HasPrefix(name, "ideas-") {
		return nil, errs.New(errs.NotFound)
	}
	found, err := s.Ideas.From(ctx, start, maxAddresses)
	return each(found, func(p idea.Place) address { return s.at("/ideas/"+p.ID.String(), p.UpdatedAt) }), err
}

func (s *server) at(path string, changed time.Time) address {
	return address{s.URL + path, changed.UTC().Format(time.RFC3339)}
}

// fewAddresses are the pages of which there are few: those that are always there, challenges, workshops to come and organisations.
func (s *server) fewAddresses(ctx context.Context) ([]address, error) {
	var all []address
	for _, path := range []string{"/", "/challenges", "/ideas", "/needs", "/offers", "/workshops", "/organisations", "/about", "/moderation"} {
		all = append(all, address{Location: s.URL + path})
	}
	ctx = auth.With(ctx, auth.Principal{})
	all, err := gather(all, func(r page.Request) (page.Result[challenge.Summary], error) {
		return s.Challenges.List(ctx, challenge.Filter{}, r)
	},
		func(c challenge.Summary) address { return s.at("/challenges/"+c.ID.String(), c.UpdatedAt) })
	if err != nil {
		return nil, err
	}
	all, err = gather(all, func(r page.Request) (page.Result[workshop.Summary], error) {
		return s.Workshops.List(ctx, workshop.Filter{}, r)
	},
		func(w workshop.Summary) address { return s.at("/workshops/"+w.ID.String(), w.UpdatedAt) })
	if err != nil {
		return nil, err
	}
	return gather(all, func(r page.Request) (page.Result[organisation.Summary], error) {
		return s.Organisations.List(ctx, organisation.Filter{}, r)
	},
		func(o organisation.Summary) address {
			return address{Location: s.URL + "/organisations/" + o.ID.String()}
		})
}

// gather adds the addresses of a list to its end, or until a sitemap is full.
func gather[T any](all []address, list func(page.Request) (page.Result[T], error), at func(T) address) ([]address, error) {
	const piece = 100
	for n := 1; len(all)+piece <= maxAddresses; n++ {
		found, err := list(page.Request{Limit: piece, Page: n})
		if err != nil {
			return nil, err
		}
		all = append(all, each(found.Items, at)...)
		if len(found.Items) < piece {
			break
		}
	}
	return all, nil
}

// robots keeps search engines from what is of use to one person only, and from the interface.
func (s *server) robots() string {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	for _, path := range []string{"/api/", "/admin", "/profile", "/lead", "/login", "/register", "/notifications", "/participants/", "/mailbox", "/embed/"} {
		b.WriteString("Disallow: " + path + "\n")
	}
	b.WriteString("\nSitemap: " + s.URL + "/sitemap.xml\n")
	return b.String()
}

func serveXML(c echo.Context, v any) error {
	var b bytes.Buffer
	b.WriteString(xml.Header)
	if err := xml.NewEncoder(&b).Encode(v); err != nil {
		return err
	}
	return serveText(c, "application/xml; charset=utf-8", b.Bytes())
}

// serveText answers with something that is made anew each time, or 304 to who has it.
func serveText(c echo.Context, contentType string, content []byte) error {
	if c.Request().Method != http.MethodGet {
		return errs.New(errs.MethodNotAllowed)
	}
	return (&asset{contentType: contentType, plain: content, etag: `"` + bodyHash(content) + `"`}).serve(c, false)
}
