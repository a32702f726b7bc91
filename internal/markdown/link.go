package markdown

import (
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// Links lists the first pages elsewhere that a text links to, each once, at most limit.
func (r *Renderer) Links(source string, limit int) []string {
	if !strings.Contains(source, "http") && !strings.Contains(source, "www.") {
		return nil
	}
	var all []string
	raw := []byte(tame(source))
	_ = ast.Walk(r.markdown.Parser().Parse(text.NewReader(raw)), func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if len(all) == limit {
			return ast.WalkStop, nil
		}
		if to, ok := r.elsewhere(n, raw); entering && ok && !slices.Contains(all, to) {
			all = append(all, to)
		}
		return ast.WalkContinue, nil
	})
	return all
}

// elsewhere is where a link leads that is not of this installation.
func (r *Renderer) elsewhere(n ast.Node, source []byte) (string, bool) {
	const longest = 2000 // bytes
	written := ""
	switch link := n.(type) {
	case *ast.Link:
		written = string(link.Destination)
	case *ast.AutoLink:
		if link.AutoLinkType == ast.AutoLinkURL {
			written = string(link.URL(source))
		}
	}
	to, err := url.Parse(written)
	if err != nil || to.Scheme != "http" && to.Scheme != "https" || to.Host == "" || to.User != nil {
		return "", false
	}
	to.Fragment = ""
	written = to.String()
	own := r.Base != "" && (written == r.Base || strings.HasPrefix(written, r.Base+"/"))
	return written, !own && len(written) <= longest
}
