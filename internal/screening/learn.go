package screening

import (
	"gorm.io/gorm"
)

// maxWords bounds how many words are kept: some twenty megabytes at most. Those that were not seen for the longest time go.
const maxWords = 100_000

// Learn teaches the filter that a text is spam, or is not. Those who teach at once wait for each other.
func Learn(tx *gorm.DB, text string, spam bool) error { return learn(tx, text, spam, 1) }

// Unlearn takes a lesson back, whose decision was wrong.
func Unlearn(tx *gorm.DB, text string, spam bool) error { return learn(tx, text, spam, -1) }

func learn(tx *gorm.DB, text string, spam bool, by int) error {
	names := map[string]any{"spam": by * one(spam), "ham": by * one(!spam), "words": keys(tokens(text)), "most": maxWords}
	for _, statement := range []string{
		// One row, which lets one learn at a time.
		`INSERT INTO spam_lessons AS l (spam, ham) VALUES (greatest(0, @spam), greatest(0, @ham))
			ON CONFLICT (only_one) DO UPDATE SET spam = greatest(0, l.spam + @spam), ham = greatest(0, l.ham + @ham)`,
		`DELETE FROM spam_words WHERE word = ANY (CAST(@words AS text[])::bigint[]) AND greatest(0, spam + @spam) + greatest(0, ham + @ham) = 0`,
		`UPDATE spam_words SET spam = greatest(0, spam + @spam), ham = greatest(0, ham + @ham), seen_at = now() WHERE word = ANY (CAST(@words AS text[])::bigint[])`,
		`INSERT INTO spam_words (word, spam, ham) SELECT w, CAST(@spam AS integer), CAST(@ham AS integer) FROM unnest(CAST(@words AS text[])::bigint[]) w WHERE CAST(@spam AS integer) + CAST(@ham AS integer) > 0
			ON CONFLICT (word) DO NOTHING`,
		`DELETE FROM spam_words WHERE word IN (SELECT word FROM spam_words ORDER BY seen_at, word
			LIMIT greatest(0, (SELECT count(*) FROM spam_words) - CAST(@most AS integer)))`,
	} {
		if err := tx.Exec(statement, names).Error; err != nil {
			return err
		}
	}
	return nil
}
