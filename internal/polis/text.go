package polis

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// badText finds the first thing in s that no text may contain: bytes that are
// not UTF-8, control characters other than line feed and tab, and characters
// that override the direction of reading. The reason is empty for good text.
func badText(s string) (offset int, reason string) {
	for i, r := range s {
		switch {
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			return i, fmt.Sprintf("the byte 0x%02X is not valid UTF-8", s[i])
		case unicode.IsControl(r) && r != '\n' && r != '\t':
			return i, fmt.Sprintf("the control character U+%04X is not allowed", r)
		case r == '\u202D' || r == '\u202E':
			return i, fmt.Sprintf("the character U+%04X, which overrides the direction of text, is not allowed", r)
		}
	}
	return 0, ""
}

// isBlank reports whether nothing of s can be seen.
func isBlank(s string) bool {
	return strings.IndexFunc(s, isVisible) < 0
}

// isVisible tells graphic characters from space, joiners and other characters
// without a shape of their own.
func isVisible(r rune) bool {
	const hangulFiller, brailleBlank = '\u3164', '\u2800'
	return unicode.IsGraphic(r) && !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Mn, unicode.Zs) &&
		r != hangulFiller && r != brailleBlank
}

// Limits of a title, in characters.
const (
	MinTitle = 3
	MaxTitle = 150
)

// OneLine makes every stretch of white space in text one space.
func OneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// TitleOf makes one line of MinTitle to MaxTitle characters from a text. What is too long is cut
// between words, with an ellipsis in place of the rest; what is too short is put in quotation marks.
func TitleOf(text string) string {
	line := OneLine(text)
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
