package screening

import (
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// The filter is Paul Graham's idea ("A Plan for Spam", 2002) by Gary Robinson's method ("A Statistical Approach to the Spam Problem",
// Linux Journal 107, March 2003): a word's probability is drawn towards one half by how rarely it was seen, and those of a text are
// combined by Fisher's method.
const (
	maxTokens   = 150 // different words of one text that are looked at, its first
	maxWeighed  = 30  // of them, those furthest from one half
	strength    = 1.0 // s in Robinson's formula: so many texts is the assumption worth
	assumed     = 0.5 // x: the probability of a word that was never seen
	indifferent = 0.1 // words nearer to one half say nothing
	lessons     = 5   // texts of each kind without which nothing is learnt yet
	shownWords  = 5
)

// token is a word of a text, and how often it stands there.
type token struct {
	text  string
	key   int64
	count int
}

// tokens are the different words of a text, of 3 to 30 letters or digits, the first maxTokens of them, sorted by key, in whose order
// rows are locked.
func tokens(text string) []token {
	at := map[string]int{}
	var found []token
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '-' }) {
		word = strings.Trim(word, ".-")
		if n := utf8.RuneCountInString(word); n < 3 || n > 30 {
			continue
		}
		n, seen := at[word]
		switch {
		case seen:
			found[n].count++
		case len(found) < maxTokens:
			at[word] = len(found)
			found = append(found, token{word, keyOf(word), 1})
		}
	}
	slices.SortFunc(found, func(a, b token) int { return cmp.Compare(a.key, b.key) })
	return found
}

// keyOf is the number by which a word is kept.
func keyOf(word string) int64 {
	sum := sha256.Sum256([]byte(word))
	return int64(binary.BigEndian.Uint64(sum[:8]))
}

func keys(words []token) postgres.Texts {
	found := make(postgres.Texts, len(words))
	for n, w := range words {
		found[n] = strconv.FormatInt(w.key, 10)
	}
	return found
}

// lesson is in how many texts of each kind something stood.
type lesson struct {
	Word      int64
	Spam, Ham float64
}

// judge says what the words of a text speak for. Before it has learnt of a few texts of each kind it says nothing.
func judge(tx *gorm.DB, words []token) (Sign, error) {
	var all lesson
	if err := tx.Raw(`SELECT spam, ham FROM spam_lessons`).Scan(&all).Error; err != nil || all.Spam < lessons || all.Ham < lessons {
		return Sign{}, err
	}
	var rows []lesson
	if err := tx.Raw(`SELECT word, spam, ham FROM spam_words WHERE word = ANY (?::text[]::bigint[])`, keys(words)).Scan(&rows).Error; err != nil {
		return Sign{}, err
	}
	known := make(map[int64]lesson, len(rows))
	for _, r := range rows {
		known[r.Word] = r
	}
	return combine(all, known, words), nil
}

// weighed is a word with its probability of standing in spam.
type weighed struct {
	word        string
	probability float64
}

// probability is Robinson's f(w).
func probability(all, word lesson) float64 {
	spam, ham := word.Spam/all.Spam, word.Ham/all.Ham
	n := word.Spam + word.Ham
	if n == 0 {
		return assumed
	}
	return (strength*assumed + n*spam/(spam+ham)) / (strength + n)
}

func combine(all lesson, known map[int64]lesson, words []token) Sign {
	var found []weighed
	for _, w := range words {
		if p := probability(all, known[w.key]); math.Abs(p-assumed) >= indifferent {
			found = append(found, weighed{w.text, p})
		}
	}
	slices.SortFunc(found, func(a, b weighed) int {
		return cmp.Or(cmp.Compare(math.Abs(b.probability-assumed), math.Abs(a.probability-assumed)), strings.Compare(a.word, b.word))
	})
	found = found[:min(len(found), maxWeighed)]
	index := indicator(found)
	sign := Sign{Name: Words, Points: int(math.Round(wordPoints * (2*index - 1)))}
	for _, w := range found {
		if (w.probability > assumed) == (index > assumed) && len(sign.Words) < shownWords {
			sign.Words = append(sign.Words, w.word)
		}
	}
	return sign
}

// indicator is Robinson's I = (1 + H - S) / 2: 1 is spam, 0 is not, and one half is that nothing is known.
func indicator(found []weighed) float64 {
	if len(found) == 0 {
		return assumed
	}
	spam, ham := 0.0, 0.0
	for _, w := range found {
		spam += math.Log(w.probability)
		ham += math.Log(1 - w.probability)
	}
	return (1 + chiSquare(-2*spam, len(found)) - chiSquare(-2*ham, len(found))) / 2
}

// chiSquare is the probability that a chi-square of 2n degrees of freedom is at least x, by its series, which is exact for an even number
// of them.
func chiSquare(x float64, n int) float64 {
	term := math.Exp(-x / 2)
	sum := term
	for i := 1; i < n; i++ {
		term *= x / 2 / float64(i)
		sum += term
	}
	return min(1, sum)
}
