package polisimport

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/polis"
)

// plain are statements, of which Markdown would show many otherwise.
var plain = []string{
	"More trees", "=1+1", "<script>alert(1)</script> as text", "{{7*7}}", "O'Neill & \"sons\"", "Fish &amp; chips",
	"alla invånar*innen och *inte* bara några", "snake_case_name and _this_", "# 1 på listan", "1. Först\n2. Sedan",
	"- a\n- b", "+ more", "> quoted", "~~no~~", "`code`", "[text](javascript:alert(1))", "![x](https://a.example/b.png)",
	"a\n===", "a\n---", "***", "| a | b |", "see https://example.org/a_b-c?d=e and *this*", "mail a.b@example.org *now*",
	"line one\n\n    indented *code*\nline", "C:\\new\\table", "<https://a.example>", "<!-- gone -->", "&copy;", "x\\", "👩‍👩‍👧‍👦 *och* مرحبا",
	"[x]: https://example.org \"t\"", "www.example.org *a*", "ftp://example.org/* *",
}

func TestWordingShowsTheStatement(t *testing.T) {
	t.Parallel()
	r := markdown.New()
	for _, statement := range plain {
		w, err := wordingOf(r, statement)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := r.Excerpt(w.body, polis.MaxBody)
		if err != nil || shown != polis.OneLine(statement) {
			t.Errorf("%q is shown as %q, from %q, %v", statement, shown, w.body, err)
		}
		if w.title != polis.OneLine(statement) && utf8.RuneCountInString(statement) >= polis.MinTitle {
			t.Errorf("title %q", w.title)
		}
	}
}

func TestWordingKeepsItsLimits(t *testing.T) {
	t.Parallel()
	for _, statement := range []string{"x", strings.Repeat("å", polis.MaxBody), strings.Repeat("*", polis.MaxBody), strings.Repeat("a* ", 6000)} {
		w, err := wordingOf(markdown.New(), statement)
		if err != nil {
			t.Fatal(err)
		}
		if n := utf8.RuneCountInString(w.body); n < 1 || n > polis.MaxBody {
			t.Errorf("body of %d characters", n)
		}
		if n := utf8.RuneCountInString(w.excerpt); n > maxExcerpt {
			t.Errorf("excerpt of %d characters", n)
		}
	}
}

func TestWordsOfTheChallenge(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ord ", 100)
	for _, c := range []struct {
		name                  string
		summary               polis.Summary
		question, description string
	}{
		{"nothing but a topic", polis.Summary{Topic: "Torget"}, "Torget", "Torget"},
		{"an address", polis.Summary{Topic: "Torget", URL: "https://p.example/1"}, "Torget", "Torget\n\nPolis: https://p.example/1"},
		{"a question", polis.Summary{Topic: "T", Description: "We grow.\n\nWhat do\nyou want? \n\nTell."}, "What do you want?", "We grow.\n\nWhat do\nyou want? \n\nTell."},
		{"no question", polis.Summary{Topic: "T", Description: "We grow.\n\nTell."}, "We grow.", "We grow.\n\nTell."},
		{"hardly a question", polis.Summary{Topic: "Torget", Description: "?"}, "Torget", "?"},
		{"a long one", polis.Summary{Topic: "T", Description: long}, strings.TrimSpace(long[:296]) + "…", long},
	} {
		if got := question(c.summary); got != c.question {
			t.Errorf("%s: question %q", c.name, got)
		}
		if got := description(c.summary); got != c.description {
			t.Errorf("%s: description %q", c.name, got)
		}
	}
	full := description(polis.Summary{Description: strings.Repeat("å", polis.MaxBody), URL: "https://p.example/1"})
	if n := utf8.RuneCountInString(full); n != polis.MaxBody || !strings.HasSuffix(full, "Polis: https://p.example/1") {
		t.Errorf("%d characters", n)
	}
}
