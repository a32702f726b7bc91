package polisimport

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/polis"
)

// Limits of an idea's excerpt and a challenge's question, in characters.
const (
	maxExcerpt  = 300
	maxQuestion = 300
)

// wording is a statement as an idea has it.
type wording struct{ title, body, excerpt string }

// wordingOf makes an idea's wording of a statement. A statement is plain text and an idea's body is
// Markdown: a statement that Markdown would show otherwise than it was written is escaped.
func wordingOf(r *markdown.Renderer, statement string) (wording, error) {
	body := statement
	shown, err := r.Excerpt(body, polis.MaxBody)
	if err != nil {
		return wording{}, err
	}
	if shown != polis.OneLine(statement) {
		body = cut(escaped(statement), polis.MaxBody)
	}
	excerpt, err := r.Excerpt(body, maxExcerpt)
	return wording{title: polis.TitleOf(statement), body: body, excerpt: excerpt}, err
}

// escaped puts a backslash before every sign that Markdown gives a meaning, and takes the space from
// the beginning of lines, which would make code of them.
func escaped(text string) string {
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimLeft(signs.Replace(line), " \t")
	}
	return strings.Join(lines, "\n")
}

var signs = func() *strings.Replacer {
	var pairs []string
	for _, sign := range "\\`*_{}[]<>()#+-.!|~&=:" {
		pairs = append(pairs, string(sign), `\`+string(sign))
	}
	return strings.NewReplacer(pairs...)
}()

// question is what the conversation asked, in one line of at most maxQuestion characters: the first
// paragraph of its description that ends with a question mark, else the first paragraph, else the
// topic.
func question(s polis.Summary) string {
	paragraphs := strings.Split(s.Description, "\n\n")
	asks := func(p string) bool { return strings.HasSuffix(strings.TrimSpace(p), "?") }
	chosen := polis.OneLine(paragraphs[max(0, slices.IndexFunc(paragraphs, asks))])
	if utf8.RuneCountInString(chosen) < polis.MinTitle {
		return polis.TitleOf(s.Topic)
	}
	return markdown.Cut(chosen, maxQuestion)
}

// description ends with the conversation's address, where there is one, so that readers find the
// source.
func description(s polis.Summary) string {
	text := s.Description
	if text == "" {
		text = s.Topic
	}
	if s.URL == "" {
		return text
	}
	source := "\n\nPolis: " + s.URL
	return cut(text, polis.MaxBody-utf8.RuneCountInString(source)) + source
}

// cut shortens text to at most limit characters.
func cut(text string, limit int) string {
	if runes := []rune(text); len(runes) > limit {
		return string(runes[:limit])
	}
	return text
}
