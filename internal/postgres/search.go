package postgres

import (
	"strings"
	"unicode"
)

// SearchText prepares what people type to be looked for as search_plain prepares the texts: of ASCII's signs there stay quotation marks, and a
// minus that begins a word or a quotation.
func SearchText(typed string) string {
	signs := []rune(typed)
	plain := make([]rune, len(signs))
	for i, sign := range signs {
		plain[i] = sign
		begins := (i == 0 || signs[i-1] == '(' || unicode.IsSpace(signs[i-1])) && i+1 < len(signs) && beginsWord(signs[i+1])
		if sign != '"' && sign < unicode.MaxASCII && !beginsWord(sign) && (sign != '-' || !begins) {
			plain[i] = ' '
		}
	}
	return strings.TrimSpace(string(plain))
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
