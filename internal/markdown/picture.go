package markdown

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Shown is a picture in a text, as it is written: ![what it shows](image:<id>), or ![](image:<id> "decorative") where it shows
// nothing that matters.
type Shown struct {
	ID         uuid.UUID
	Alt        string
	Decorative bool
}

// Described reports whether somebody who does not see the picture is told what it shows, or that it shows nothing that matters.
func (s Shown) Described() bool { return s.Decorative || strings.TrimSpace(s.Alt) != "" }

// Picture is what a page needs of a stored picture. A page gives it room before it comes, so that nothing jumps.
type Picture struct {
	URL, Srcset   string
	Width, Height int // pixels
}

const (
	scheme     = "image:"
	decorative = "decorative"
)

// Pictures lists the pictures that a text names, each as often as it does. Pictures of other places are none.
func (r *Renderer) Pictures(source string) []Shown {
	if !strings.Contains(source, scheme) {
		return nil
	}
	var all []Shown
	raw := []byte(tame(source))
	eachImage(r.markdown.Parser().Parse(text.NewReader(raw)), func(n *ast.Image) {
		if id, ok := named(n); ok {
			all = append(all, Shown{ID: id, Alt: alt(n, raw), Decorative: string(n.Title) == decorative})
		}
	})
	return all
}

// Illustrated is [Renderer.HTML] with those of the pictures that are known; others are left out.
func (r *Renderer) Illustrated(source string, pictures map[uuid.UUID]Picture) (string, error) {
	raw := []byte(tame(source))
	page := r.markdown.Parser().Parse(text.NewReader(raw))
	eachImage(page, func(n *ast.Image) {
		id, _ := named(n)
		if p, known := pictures[id]; known {
			fill(n, p)
			return
		}
		n.Parent().RemoveChild(n.Parent(), n)
	})
	var out bytes.Buffer
	if err := r.markdown.Renderer().Render(&out, raw, page); err != nil {
		return "", err
	}
	return r.clean(out.String()), nil
}

// eachImage calls do for the images of a page, which may take them out of it.
func eachImage(page ast.Node, do func(*ast.Image)) {
	var found []*ast.Image
	_ = ast.Walk(page, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if image, ok := n.(*ast.Image); ok && entering {
			found = append(found, image)
		}
		return ast.WalkContinue, nil
	})
	for _, n := range found {
		do(n)
	}
}

// named is the id of the picture that an image of a text names.
func named(n *ast.Image) (uuid.UUID, bool) {
	written, ok := strings.CutPrefix(string(n.Destination), scheme)
	id, err := uuid.Parse(written)
	return id, ok && err == nil && id.String() == written
}

// alt is the words of an image, without marks.
func alt(n ast.Node, source []byte) string {
	var words strings.Builder
	_ = ast.Walk(n, func(child ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := child.(*ast.Text); ok && entering {
			words.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return words.String()
}

// sizes is how wide a picture is in running text, whose lines are at most 38 rem long.
const sizes = "(min-width: 42rem) 38rem, 100vw"

func fill(n *ast.Image, p Picture) {
	n.Destination, n.Title = []byte(p.URL), nil
	for _, attribute := range [][2]string{{"srcset", p.Srcset}, {"sizes", sizes}, {"loading", "lazy"},
		{"width", strconv.Itoa(p.Width)}, {"height", strconv.Itoa(p.Height)}} {
		n.SetAttributeString(attribute[0], []byte(attribute[1]))
	}
}

var (
	srcset = regexp.MustCompile(`^[^\s,]+ \d+w(, [^\s,]+ \d+w)*$`)
	pixels = regexp.MustCompile(`^\d{1,4}$`)
)

// allowPictures lets images through, none of which are left in a page but those that [Renderer.Illustrated] filled in.
func (r *Renderer) allowPictures() {
	r.allowed.AllowAttrs("src", "alt").OnElements("img")
	r.allowed.AllowAttrs("srcset").Matching(srcset).OnElements("img")
	r.allowed.AllowAttrs("sizes").Matching(regexp.MustCompile(`^` + regexp.QuoteMeta(sizes) + `$`)).OnElements("img")
	r.allowed.AllowAttrs("width", "height").Matching(pixels).OnElements("img")
	r.allowed.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
}
