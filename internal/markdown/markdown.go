// Package markdown turns what people write into safe HTML and plain excerpts.
package markdown

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// Renderer renders Markdown (CommonMark with strikethrough and bare links). Safe for concurrent use.
type Renderer struct {
	Base     string // the installation's address, below which its pictures are served
	markdown goldmark.Markdown
	allowed  *bluemonday.Policy
	text     *bluemonday.Policy
}

// New returns a renderer. Raw HTML in the source is shown as nothing, whatever comes out is
// sanitised again by an allow-list, and links leave without a referrer or a vote for their target.
func New() *Renderer {
	allowed := bluemonday.NewPolicy()
	allowed.AllowElements("p", "br", "h2", "h3", "h4", "ul", "ol", "li", "strong", "em", "del", "blockquote", "code", "pre", "hr")
	allowed.AllowAttrs("href").OnElements("a")
	allowed.AllowURLSchemes("https", "http", "mailto")
	allowed.RequireParseableURLs(true)
	allowed.AllowRelativeURLs(false)
	allowed.RequireNoFollowOnLinks(true)
	allowed.RequireNoReferrerOnLinks(true)
	r := &Renderer{
		markdown: goldmark.New(goldmark.WithExtensions(extension.Linkify, extension.Strikethrough)),
		allowed:  allowed,
		text:     bluemonday.StrictPolicy(),
	}
	r.allowPictures()
	return r
}

// NewAt is [New] for the installation at an address.
func NewAt(base string) *Renderer {
	r := New()
	r.Base = base
	return r
}

// What a text may have: quotes and lists within each other on one line, and links. The time to render
// grows with the square of each, and nobody writes more by hand.
const (
	maxDepth = 20
	maxLinks = 200
)

var (
	nested = regexp.MustCompile(fmt.Sprintf(`(?m)^((?:[ \t]*(?:>|[-+*][ \t]|[0-9]{1,9}[.)][ \t])){%d})([ \t]*[>+*0-9-])`, maxDepth))
	linked = regexp.MustCompile(`\]\(`)
)

// tame shows as plain text what goes beyond maxDepth and maxLinks.
func tame(source string) string {
	source = nested.ReplaceAllString(source, "$1\u200b$2") // a mark after an invisible character is none
	links := 0
	return linked.ReplaceAllStringFunc(source, func(s string) string {
		if links++; links > maxLinks {
			return `]\(`
		}
		return s
	})
}

// HTML returns the source as safe HTML, without pictures. A heading of level 1 becomes level 2: the page has its own.
func (r *Renderer) HTML(source string) (string, error) { return r.Illustrated(source, nil) }

// clean lets through what is allowed.
func (r *Renderer) clean(page string) string {
	return r.allowed.Sanitize(strings.NewReplacer("<h1>", "<h2>", "</h1>", "</h2>").Replace(page))
}

// apart keeps the words of neighbouring blocks apart when the tags between them go.
var apart = strings.NewReplacer("</p>", "</p> ", "</li>", "</li> ", "</h2>", "</h2> ", "</h3>", "</h3> ", "</h4>", "</h4> ", "<br", " <br")

// Excerpt returns the beginning of the source without markup, at most limit characters, cut at a
// word with an ellipsis.
func (r *Renderer) Excerpt(source string, limit int) (string, error) {
	rendered, err := r.HTML(source)
	if err != nil {
		return "", err
	}
	words := strings.Join(strings.Fields(html.UnescapeString(r.text.Sanitize(apart.Replace(rendered)))), " ")
	return Cut(words, limit), nil
}

// Cut shortens text to at most limit characters, at a word where there is one, with an ellipsis.
func Cut(text string, limit int) string {
	if utf8.RuneCountInString(text) <= limit {
		return text
	}
	cut := string([]rune(text)[:limit-1])
	if space := strings.LastIndexByte(cut, ' '); space > len(cut)/2 {
		cut = cut[:space]
	}
	return strings.TrimRight(cut, " .,;:–-") + "…"
}
