package search

import (
	"slices"
	"unicode"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// span is a part of a text, in characters.
type span struct{ from, to int }

const opening, closing = '\x02', '\x03'

// marking is the SQL for whole texts in which what is found stands between two signs that no stored text has. A text that has nothing of it in
// Swedish is read in English. To mark all of a text takes as long as to read it; to look for the best part of it takes the square of how much
// of it is found.
const marking = `SELECT CASE WHEN strpos(sv, U&'\0002') > 0 THEN sv ELSE ts_headline('english', search_plain(body), q, options) END
	FROM unnest(?::text[]) WITH ORDINALITY t (body, place), (SELECT ?::tsquery AS q, U&'HighlightAll=true, StartSel="\0002", StopSel="\0003"' AS options) x,
		LATERAL (SELECT ts_headline('swedish', search_plain(body), q, options) AS sv OFFSET 0) y ORDER BY place`

// mark finds where texts have the words of a tsquery.
func mark(db *gorm.DB, words string, texts postgres.Texts) ([][]span, error) {
	var marked []string
	if err := db.Raw(marking, texts, words).Scan(&marked).Error; err != nil {
		return nil, err
	}
	all := make([][]span, len(marked))
	for n, text := range marked {
		all[n] = spans(text, len([]rune(texts[n])))
	}
	return all, nil
}

// spans reads a marked text, which has as many characters as the text itself, apart from the marks.
func spans(marked string, length int) (all []span) {
	at, from := 0, 0
	for _, sign := range marked {
		switch sign {
		case opening:
			from = at
		case closing:
			if at <= length {
				all = append(all, span{from, at})
			}
		default:
			at++
		}
	}
	return all
}

// pieces parts a text by what is found in it.
func pieces(text []rune, found []span) (all []Piece) {
	at := 0
	for _, f := range found {
		if f.from > at {
			all = append(all, Piece{Text: string(text[at:f.from])})
		}
		all = append(all, Piece{Text: string(text[f.from:f.to]), Found: true})
		at = f.to
	}
	if at < len(text) {
		all = append(all, Piece{Text: string(text[at:])})
	}
	return all
}

const (
	shownBefore = 60  // characters at most before what is found, where the text does not begin there
	shownLength = 240 // characters of an excerpt, about
)

// excerpt is what is shown of a text: its beginning where something is found there, else what stands around the first that is found. An ellipsis
// stands for what is left out.
func excerpt(text []rune, found []span) []Piece {
	from, to := 0, len(text)
	if len(found) > 0 && found[0].to > shownLength-shownBefore {
		from = wordAfter(text, max(0, found[0].from-shownBefore), found[0].from)
	}
	if to-from > shownLength {
		to = wordBefore(text, from+shownLength)
	}
	var within []span
	for _, f := range found {
		if f.from >= from && f.to <= to {
			within = append(within, span{f.from - from, f.to - from})
		}
	}
	all := pieces(text[from:to], within)
	if from > 0 {
		all = slices.Insert(all, 0, Piece{Text: "…"})
	}
	if to < len(text) {
		all = append(all, Piece{Text: "…"})
	}
	return all
}

// wordAfter is where the first word begins at or after a place, at most at another.
func wordAfter(text []rune, at, most int) int {
	for at < most && at > 0 && !unicode.IsSpace(text[at-1]) {
		at++
	}
	return at
}

// wordBefore is where the last word ends at or before a place, which is itself where a word is that long.
func wordBefore(text []rune, at int) int {
	for end := at; end > at-shownBefore; end-- {
		if end < len(text) && unicode.IsSpace(text[end]) {
			return end
		}
	}
	return at
}
