package polis

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/medskapa/medskapa/internal/text"
)

// badText finds the first line of s (from 0) with something that text may not contain, see
// text.Storable; a carriage return belongs at the end of a line only. The reason is empty for good
// text.
func badText(s string) (line int, reason string) {
	if text.Storable(s) == nil && !strings.Contains(s, "\r") {
		return 0, ""
	}
	for part := range strings.SplitSeq(s, "\n") {
		if reason := badLine(part); reason != "" {
			return line, reason
		}
		line++
	}
	return 0, "the text contains something that may not be stored" // whichever line it is on
}

func badLine(s string) string {
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			return fmt.Sprintf("the byte 0x%02X is not valid UTF-8", s[i])
		case unicode.IsControl(r) && r != '\t':
			return fmt.Sprintf("the control character U+%04X is not allowed", r)
		case text.Storable(string(r)) != nil:
			return fmt.Sprintf("the character U+%04X, which can deceive readers, is not allowed", r)
		}
	}
	if text.Storable(s) != nil {
		return "a letter carries more combining marks than any script has"
	}
	return ""
}

// isBlank reports whether nothing of s can be seen.
func isBlank(s string) bool {
	return s == "" || errors.Is(text.Text(s), text.ErrBlank)
}

// Limits of a title, in characters.
const (
	MinTitle = 3
	MaxTitle = 150
)

// OneLine makes every stretch of white space in s one space.
func OneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// TitleOf makes one line of MinTitle to MaxTitle characters from s. What is too long is cut
// between words, with an ellipsis in place of the rest; what is too short is put in quotation marks.
func TitleOf(s string) string {
	line := OneLine(s)
	runes := []rune(line)
	switch {
	case len(runes) < MinTitle:
		return "“" + line + "”"
	case len(runes) <= MaxTitle:
		return line
	}
	cut := string(runes[:MaxTitle-1])
	if runes[MaxTitle-1] != ' ' {
		cut = dropLastWord(cut)
	}
	return strings.TrimRightFunc(cut, isLoose) + "…"
}

// dropLastWord leaves a single long word as it is.
func dropLastWord(s string) string {
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		return s[:i]
	}
	return s
}

// isLoose tells characters that should not stand before an ellipsis.
func isLoose(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(",;:.-–—", r)
}

// excerpt quotes a value for a message, at most 40 characters of it.
func excerpt(s string) string {
	if runes := []rune(s); len(runes) > 40 {
		s = string(runes[:40]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
