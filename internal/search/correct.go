package search

import (
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	maxCorrected = 6  // words of a search that are corrected
	maxNear      = 12 // words that are compared with one
)

// correct replaces the words of a search that nothing has by the nearest that something has; "" when there are none such.
func correct(db *gorm.DB, typed string) (string, error) {
	changed := false
	for _, word := range wordsOf(typed, maxCorrected) {
		nearest, err := near(db, word)
		if err != nil {
			return "", err
		}
		if nearest != "" && nearest != word {
			typed, changed = replaceWord(typed, word, nearest), true
		}
	}
	if !changed {
		return "", nil
	}
	return typed, nil
}

// near is the word most like one that nothing has; the word itself where something has it, and "" when nothing is like it.
func near(db *gorm.DB, word string) (string, error) {
	if has, err := exists(db, word); err != nil || has {
		return word, err
	}
	if n := utf8.RuneCountInString(word); n < 3 || n > 30 {
		return "", nil
	}
	// A stop word is in everything, and never what somebody misspelt.
	var similar []string
	err := db.Raw(`SELECT word FROM (SELECT word, similarity(word, ?) AS s FROM search_words WHERE word % ?
			UNION SELECT word, 1 FROM search_words WHERE word = ANY (?)) x
		WHERE numnode(plainto_tsquery('swedish', word)) > 0 AND numnode(plainto_tsquery('english', word)) > 0 ORDER BY s DESC, word LIMIT ?`,
		word, word, slips(word), maxNear).Scan(&similar).Error
	if err != nil {
		return "", err
	}
	for most := 1; most <= allowed(word); most++ {
		for _, other := range similar {
			if distance(word, other) != most {
				continue
			}
			if has, err := exists(db, `"`+other+`"`); err != nil || has {
				return other, err
			}
		}
	}
	return "", nil
}

// exists reports whether anything that everybody may see has a word, or a word that ends with it; in quotation marks, that word alone.
func exists(db *gorm.DB, typed string) (has bool, err error) {
	words, err := parse(db, typed, false)
	if err != nil || words.Wanted == nil { // a stop word is in everything
		return words.Wanted == nil, err
	}
	condition, values := matching(words.Wanted)
	// Kept for every word, the plan would be to read all entries until one has it.
	err = postgres.Replanned(db).Raw(`SELECT EXISTS (SELECT FROM search_entries WHERE `+condition+`)`, values...).Scan(&has).Error
	return has, err
}

// allowed is how many slips a word of that length is forgiven.
func allowed(word string) int {
	switch n := utf8.RuneCountInString(word); {
	case n < 5:
		return 1
	case n < 9:
		return 2
	}
	return 3
}

// slips are the words from which one comes by swapping two letters or by doubling one: those share too few trigrams with it to be found by
// them.
func slips(word string) (all postgres.Texts) {
	letters := []rune(word)
	for n := 1; n < len(letters); n++ {
		if letters[n-1] == letters[n] {
			all = append(all, string(letters[:n])+string(letters[n+1:]))
		}
		swapped := []rune(word)
		swapped[n-1], swapped[n] = swapped[n], swapped[n-1]
		all = append(all, string(swapped))
	}
	return all
}

// distance is how many letters are to be put in, left out, replaced or swapped with their neighbour to make one word of another
// (optimal string alignment: Damerau, A technique for computer detection and correction of spelling errors, 1964).
func distance(one, other string) int {
	a, b := []rune(one), []rune(other)
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}

// replaceWord replaces a word of a text, however it is capitalised.
func replaceWord(text, word, by string) string {
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n,.;:!?()\"'/-", r) }) {
		if strings.EqualFold(part, word) {
			return strings.Replace(text, part, by, 1)
		}
	}
	return text
}
