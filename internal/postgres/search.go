package postgres

import (
	"strings"
	"unicode"
)

// SearchText prepares what people type for websearch_to_tsquery, which fails on some thirty minus
// signs that no word follows: those become spaces.
func SearchText(typed string) string {
	signs := []rune(typed)
	for i, sign := range signs {
		if sign == '-' && (i+1 == len(signs) || !beginsWord(signs[i+1])) {
			signs[i] = ' '
		}
	}
	return strings.TrimSpace(string(signs))
}

func beginsWord(sign rune) bool {
	return sign == '"' || unicode.IsLetter(sign) || unicode.IsNumber(sign)
}

// Beginnings prepares what people type for to_tsquery: every word of it begins one. What holds no word
// finds nothing.
func Beginnings(typed string) string {
	words := strings.FieldsFunc(typed, func(sign rune) bool { return !unicode.IsLetter(sign) && !unicode.IsNumber(sign) })
	for i, word := range words {
		words[i] = "'" + word + "':*"
	}
	return strings.Join(words, " & ")
}
