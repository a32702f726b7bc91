package linkpreview

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"strings"
	"time"

	"code.dny.dev/ssrf"
	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"

	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/text"
)

// Bounds of what is fetched, and of what is kept of it in characters.
const (
	patience       = 8 * time.Second // for a whole page, with where it leads on to
	maxRead        = 256 << 10       // bytes; what a page says of itself stands at its beginning
	maxRedirects   = 3
	maxTitle       = 150
	maxDescription = 300
)

// Fetcher reads pages of the public internet, and of nowhere else: every address that is connected to, also after a redirect, is looked
// at once its name has been resolved, and must be a public one at port 80 or 443. It sends no cookies, and uses no proxy. Safe for concurrent use.
type Fetcher struct {
	client *http.Client
	agent  string
}

// NewFetcher returns one that calls itself by the address of the installation. Options of [ssrf.New] change which addresses it may reach, for tests.
func NewFetcher(installation string, options ...ssrf.Option) *Fetcher {
	dialer := &net.Dialer{Timeout: patience, Control: ssrf.New(options...).Safe}
	return &Fetcher{agent: "Medskapa (+" + installation + ")", client: &http.Client{
		Timeout:       patience,
		Transport:     &http.Transport{DialContext: dialer.DialContext, DisableKeepAlives: true, MaxResponseHeaderBytes: 64 << 10},
		CheckRedirect: follow,
	}}
}

var (
	errRedirects = errors.New("too many redirects")
	errNotHTTP   = errors.New("neither http nor https")
	errNoPage    = errors.New("no page")
)

func follow(r *http.Request, before []*http.Request) error {
	switch {
	case len(before) > maxRedirects:
		return errRedirects
	case r.URL.Scheme != "http" && r.URL.Scheme != "https":
		return errNotHTTP
	}
	return nil
}

// Page is what a page says of itself; empty where it says nothing.
type Page struct{ Title, Description string }

// Fetch reads what the page at url says of itself, by Open Graph (ogp.me) or else its title and description.
func (f *Fetcher) Fetch(ctx context.Context, url string) (Page, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return Page{}, err
	}
	if err := follow(request, nil); err != nil {
		return Page{}, err
	}
	request.Header.Set("User-Agent", f.agent)
	request.Header.Set("Accept", "text/html")
	answer, err := f.client.Do(request)
	if err != nil {
		return Page{}, err
	}
	defer answer.Body.Close() //nolint:errcheck // it was only read
	kind := answer.Header.Get("Content-Type")
	if is, _, err := mime.ParseMediaType(kind); err != nil || is != "text/html" || answer.StatusCode != http.StatusOK {
		return Page{}, fmt.Errorf("%w: %d %s", errNoPage, answer.StatusCode, kind)
	}
	decoded, err := charset.NewReader(io.LimitReader(answer.Body, maxRead), kind)
	if err != nil {
		return Page{}, err
	}
	return read(decoded), nil
}

// read takes what it needs from the head of a page. A page that breaks off says what it has said so far.
func read(page io.Reader) Page {
	found := map[string]string{}
	tokens := html.NewTokenizer(page)
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return said(found)
		case html.StartTagToken, html.SelfClosingTagToken:
			token := tokens.Token()
			switch token.Data {
			case "body":
				return said(found)
			case "title":
				if tokens.Next() == html.TextToken {
					keep(found, "title", tokens.Token().Data)
				}
			case "meta":
				for _, name := range []string{attribute(token, "property"), attribute(token, "name")} { // some have both
					keep(found, strings.ToLower(name), attribute(token, "content"))
				}
			}
		default:
		}
	}
}

// keep remembers the first of each.
func keep(found map[string]string, name, value string) {
	if _, known := found[name]; !known && len(found) < 100 {
		found[name] = value
	}
}

func attribute(token html.Token, name string) string {
	for _, a := range token.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func said(found map[string]string) Page {
	return Page{Title: line(maxTitle, found["og:title"], found["title"]), Description: line(maxDescription, found["og:description"], found["description"])}
}

// line is the first of the words that there are, on one line, at most so many characters. Words with characters that no text here may have are none.
func line(limit int, words ...string) string {
	for _, w := range words {
		if w = strings.Join(strings.Fields(w), " "); w != "" && text.Storable(w) == nil {
			return markdown.Cut(w, limit)
		}
	}
	return ""
}
