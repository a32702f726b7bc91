package search

import (
	"strings"
	"unicode"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// inBoth is the SQL for what people ask for, in either language: once where both say the same, as it would otherwise be looked for twice.
// Its placeholders are the words, four times.
const inBoth = `COALESCE(websearch_to_tsquery('swedish', ?) || NULLIF(websearch_to_tsquery('english', ?), websearch_to_tsquery('swedish', ?)),
	websearch_to_tsquery('swedish', ?))`

// completing is the SQL for any of the words that begin as the placeholder (four times) says: the shortest two dozen, which are what is
// most likely meant, so that a letter or two do not ask for everything.
const completing = `(SELECT COALESCE(to_tsquery('swedish', string_agg('''' || word || '''', ' | ')) || to_tsquery('english', string_agg('''' || word || '''', ' | ')), ''::tsquery)
	FROM (SELECT word FROM (SELECT word FROM search_words WHERE word >= ? AND word < ? || U&'\FFFD' LIMIT 5000) w
		WHERE char_length(?) >= 2 ORDER BY word = ? DESC, char_length(word), word LIMIT 24) w)`

// parse makes a tsquery of what is typed, as text; "" when it says nothing that can be looked for, such as stop words only or
// only what is not wanted.
func parse(db *gorm.DB, typed string, unfinished bool) (string, error) {
	typed = postgres.SearchText(typed)
	sql, args := inBoth, []any{typed, typed, typed, typed}
	if rest, last := cutLast(typed); unfinished && last != "" {
		sql = `(` + inBoth + `) && (` + inBoth + ` || ` + completing + `)`
		args = []any{rest, rest, rest, rest, last, last, last, last, last, last, last, last}
	}
	var found struct{ Words, Tree string }
	err := db.Raw(`SELECT q::text AS words, querytree(q) AS tree FROM (SELECT `+sql+` AS q) parsed`, args...).Scan(&found).Error
	if found.Tree == "" || found.Tree == "T" {
		return "", err
	}
	return found.Words, err
}

// cutLast parts the last word from what stands before it; there is none where a quotation is open or the last sign is none of a word's.
func cutLast(typed string) (rest, last string) {
	at := strings.LastIndexFunc(typed, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
	rest, last = typed[:at+1], strings.ToLower(typed[at+1:])
	if strings.Count(rest, `"`)%2 == 1 || strings.HasSuffix(rest, "-") {
		return typed, ""
	}
	return rest, last
}

// wordsOf lists the words of a text in lower case, each once, at most limit.
func wordsOf(text string, limit int) (words []string) {
	seen := map[string]bool{}
	for _, word := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) && !unicode.IsMark(r) }) {
		if word = strings.ToLower(word); !seen[word] && len(words) < limit {
			seen[word] = true
			words = append(words, word)
		}
	}
	return words
}
