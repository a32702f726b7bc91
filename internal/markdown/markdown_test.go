package markdown_test

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/markdown"
)

// hostile are ways to get script into a page.
var hostile = []string{
	`<script>alert(1)</script>`,
	`<img src=x onerror=alert(1)>`,
	`<svg/onload=alert(1)>`,
	`[x](javascript:alert(1))`,
	`[x](JaVaScRiPt:alert(1))`,
	"[x](java\tscript:alert(1))",
	`[x](&#106;avascript:alert(1))`,
	`[x](data:text/html;base64,PHNjcmlwdD4=)`,
	`[x](vbscript:msgbox)`,
	`![x](javascript:alert(1))`,
	`![x](https://tracker.example/pixel.gif)`,
	`<javascript:alert(1)>`,
	"[x]: javascript:alert(1)\n\n[x]",
	`<a href="https://x.example" onclick="alert(1)">x</a>`,
	`<iframe src=https://evil.example></iframe>`,
	`<style>*{display:none}</style>`,
	`<div style="position:fixed">x</div>`,
	"```\n</code></pre><script>alert(1)</script>\n```",
	`<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">`,
	`[x](https://x.example "onmouseover=alert(1)")`,
	`<form action=//evil.example><button>x`,
	`<base href=//evil.example>`,
	`<meta http-equiv=refresh content=0>`,
	`https://x.example/"onmouseover="alert(1)`,
}

var (
	tag     = regexp.MustCompile(`<[^>]*>`)
	allowed = regexp.MustCompile(`^</?(p|br|h2|h3|h4|h5|h6|ul|ol|li|strong|em|del|blockquote|code|pre|hr)\s?/?>$|^</a>$|^<a href="(https?|mailto):[^"<>]*" rel="nofollow noreferrer">$`)
)

func TestNothingHostileComesOut(t *testing.T) {
	t.Parallel()
	md := markdown.New()
	for _, source := range hostile {
		out, err := md.HTML(source)
		if err != nil {
			t.Errorf("%q: %v", source, err)
		}
		for _, found := range tag.FindAllString(out, -1) {
			if !allowed.MatchString(found) {
				t.Errorf("%q lets %s through: %s", source, found, out)
			}
		}
	}
}

func TestHTML(t *testing.T) {
	t.Parallel()
	md := markdown.New()
	for source, want := range map[string]string{
		"# Rubrik":                   "<h2>Rubrik</h2>",
		"**ljus** och *mörker*":      "<p><strong>ljus</strong> och <em>mörker</em></p>",
		"- en\n- två":                "<ul>\n<li>en</li>\n<li>två</li>\n</ul>",
		"se https://x.example/a":     `<p>se <a href="https://x.example/a" rel="nofollow noreferrer">https://x.example/a</a></p>`,
		"=1+1 {{7*7}} \"citat\" 👩‍🌾": "<p>=1+1 {{7*7}} &#34;citat&#34; 👩‍🌾</p>",
	} {
		got, err := md.HTML(source)
		if err != nil || strings.TrimSpace(got) != want {
			t.Errorf("%q: got %q, %v, want %q", source, got, err, want)
		}
	}
}

func TestExcerpt(t *testing.T) {
	t.Parallel()
	md := markdown.New()
	for source, want := range map[string]string{
		"## Varför\n\nDet är **mörkt**.":               "Varför Det är mörkt.",
		"- en\n- två":                                  "en två",
		"a < b & c":                                    "a < b & c",
		"[länk](https://x.example) i text":             "länk i text",
		strings.Repeat("ord ", 100):                    strings.TrimSpace(strings.Repeat("ord ", 9)) + "…",
		"lentokonesuihkuturbiinimoottoriapumekaanikko": "lentokonesuihkuturbiinimoottoriapumekaa…",
	} {
		got, err := md.Excerpt(source, 40)
		if err != nil || got != want {
			t.Errorf("%q: got %q, %v, want %q", source, got, err, want)
		}
		if utf8.RuneCountInString(got) > 40 {
			t.Errorf("%q is longer than 40", got)
		}
	}
}

// A few kilobytes must not become an answer of megabytes, nor be nested so deep that reading them
// costs seconds: whoever reads pays too. BenchmarkHostile has the time.
func TestNothingGrowsBeyondBounds(t *testing.T) {
	t.Parallel()
	md := markdown.New()
	for _, piece := range []string{">", "> ", "> - ", "1. ", "- ", "[a](", "![a](", "[a](<", "[", "*a ", "<!--"} {
		out, err := md.HTML(strings.Repeat(piece, 20_000/len(piece)))
		if depth := strings.Count(out, "<blockquote>") + strings.Count(out, "<ul>") + strings.Count(out, "<ol>"); err != nil || depth > 20 || len(out) > 200_000 {
			t.Errorf("%q: %d characters of HTML, %d levels, %v", piece, len(out), depth, err)
		}
	}
	for source, want := range map[string]string{
		"> - a\n> - b":                            "<li>b</li>",
		strings.Repeat("> ", 20) + "a":            "<p>a</p>",
		strings.Repeat("[a](https://x.se) ", 200): `<a href="https://x.se"`,
	} {
		if out, err := md.HTML(source); err != nil || !strings.Contains(out, want) || strings.Contains(out, "](") {
			t.Errorf("%q became %q, %v", source, out, err)
		}
	}
}

// BenchmarkHostile renders the text of 20,000 characters that took longest before depth was bounded.
func BenchmarkHostile(b *testing.B) {
	md, source := markdown.New(), strings.Repeat(">", 20_000)
	for b.Loop() {
		if _, err := md.HTML(source); err != nil {
			b.Fatal(err)
		}
	}
}
