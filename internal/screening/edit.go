package screening

import (
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// ScreenEdit weighs new words of something that is public, by who writes them. What is public stays as it was read: where a post of these
// words would wait, the problem is EditWouldWait, so that nothing vanishes for an edit, and nobody has one text read and shows another.
// Whoever is no newcomer any more edits as they write, unread; and so may anybody where only signs, spaces and capitals change.
func ScreenEdit(tx *gorm.DB, who auth.Principal, before string, p Post) (Finding, error) {
	f, err := Screen(tx, who, p)
	if err == nil && f.Hold && !slices.Equal(wordsOf(before), wordsOf(p.Text)) {
		err = errs.New(errs.EditWouldWait)
	}
	f.Hold = false
	return f, err
}

// wordsOf are the words of a text in order, in small letters and without the signs around them. Those within one count: an address is a word.
// What can be read as a word or a picture, such as a letter in a ring or a flag, is none of the signs.
func wordsOf(text string) []string {
	words := strings.Fields(strings.ToLower(text))
	for n, w := range words {
		words[n] = strings.TrimFunc(w, isSign)
	}
	return slices.DeleteFunc(words, func(w string) bool { return w == "" })
}

// isSign reports whether r stands around words: punctuation, and what Markdown is written with beside it.
func isSign(r rune) bool { return unicode.IsPunct(r) || strings.ContainsRune("`>|~+=", r) }

// CheckWords refuses words that everybody reads at once and that nobody can let through by themselves, such as a reason, where a post of them
// by author would wait: the problem is EditWouldWait.
func CheckWords(tx *gorm.DB, who auth.Principal, author uuid.UUID, words string) error {
	f, err := Screen(tx, who, Post{Author: author, Text: words})
	if err == nil && f.Hold {
		err = errs.New(errs.EditWouldWait)
	}
	return err
}

// CheckAdding refuses to a newcomer to add to what is public something that has no words to weigh, such as a file: the problem is
// EditWouldWait.
func CheckAdding(tx *gorm.DB, who auth.Principal, p Post) error {
	if who.Role != auth.Member {
		return nil
	}
	held, err := known(tx, p)
	if err == nil && held.newcomer() {
		err = errs.New(errs.EditWouldWait)
	}
	return err
}
