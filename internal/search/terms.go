package search

import (
	"slices"
	"strings"
	"unicode"

	"github.com/medskapa/medskapa/internal/postgres"
)

// maxWords is how many words of what is typed are looked for, the first ones: each costs a look-up, and a look at every text that is shown.
const maxWords = 12

// term is a word that is typed, or a quotation.
type term struct {
	Text   string
	Not    bool
	Or     bool // begins what is looked for instead of all before it
	Quoted bool
}

// termsOf reads what is typed as websearch_to_tsquery does: words that are all wanted, "words in order", -not and or. What is said again
// between two ors counts once.
func termsOf(typed string) (all []term) {
	left, or, from := maxWords, false, 0
	for _, t := range split(postgres.SearchText(typed)) {
		if !t.Quoted && !t.Not && strings.EqualFold(t.Text, "or") && len(all) > 0 {
			or = true
			continue
		}
		words := strings.Fields(t.Text)
		t.Text = strings.Join(words[:min(len(words), left)], " ")
		if or {
			from = len(all)
		}
		if t.Or = or; t.Text == "" || slices.ContainsFunc(all[from:], t.says) {
			continue
		}
		left -= len(strings.Fields(t.Text))
		all, or = append(all, t), false
	}
	return all
}

func (t term) says(other term) bool {
	return strings.EqualFold(t.Text, other.Text) && t.Not == other.Not && t.Quoted == other.Quoted
}

// split parts a plain text into words and quotations; a quotation that is not closed goes to the end.
func split(plain string) (all []term) {
	for plain = strings.TrimSpace(plain); plain != ""; plain = strings.TrimSpace(plain) {
		var t term
		if plain, t.Not = strings.CutPrefix(plain, "-"); strings.HasPrefix(plain, `"`) {
			t.Quoted = true
			t.Text, plain, _ = strings.Cut(plain[1:], `"`)
		} else if end := strings.IndexFunc(plain, func(r rune) bool { return unicode.IsSpace(r) || r == '"' }); end >= 0 {
			t.Text, plain = plain[:end], plain[end:]
		} else {
			t.Text, plain = plain, ""
		}
		all = append(all, t)
	}
	return all
}
