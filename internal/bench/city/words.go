package city

import "strings"

// dictionary is how many words there are; common ones come first.
const dictionary = 50_000

// small are the words that hold sentences together; most of them a search passes over.
const small = "och att det i på som en för av med till den the to and of in is for we är om har de ett vi kan inte från men vid så"

// stems are what a city talks about. Longer words are put together of them.
const stems = "cykel park skola buss bro torg lek gata träd vatten hus barn bad stig ljus väg plats strand sommar vinter natt " +
	"kök bok rum konst musik teater idrott hall boll is snö sol vind skog sjö älv berg äng blomma bi fågel hund katt häst " +
	"mat bröd frukt kaffe marknad butik arbete verkstad ung gammal granne möte fest dans sång film spel tåg båt hamn parkering " +
	"garden bench street river school library market bridge square light path tree children evening music sport winter summer " +
	"tryggt grönt lugnt öppet billigt nära varmt brett tyst rent snabbt enkelt safe green quiet open cheap close warm clean"

// vocabulary makes up the words: the given ones, then pairs of stems, then pairs with a number.
func vocabulary() []string {
	parts := strings.Fields(stems)
	words := append(strings.Fields(small), parts...)
	for _, joint := range []string{"", "s", "e", "o"} {
		for _, second := range parts {
			for _, first := range parts {
				if len(words) == dictionary {
					return words
				}
				words = append(words, first+joint+second)
			}
		}
	}
	return words
}

// sentence appends n words that begin with a capital letter.
func (c *City) sentence(text []byte, d *dice, n int) []byte {
	for i := range n {
		word := c.words[d.zipf.Uint64()]
		if i == 0 {
			text = append(text, strings.ToUpper(string([]rune(word)[:1]))...)
			word = string([]rune(word)[1:])
		} else {
			text = append(text, ' ')
		}
		text = append(text, word...)
	}
	return text
}

// prose is sentences of together at least size bytes, some of which begin a paragraph.
func (c *City) prose(d *dice, size int) string {
	text := make([]byte, 0, size+200)
	for len(text) < size {
		switch {
		case len(text) == 0:
		case d.chance(0.2):
			text = append(text, "\n\n"...)
		default:
			text = append(text, ' ')
		}
		text = append(c.sentence(text, d, 5+d.IntN(12)), '.')
	}
	return string(text)
}

// headline is a few words, at most 150 characters.
func (c *City) headline(d *dice) string {
	text := []rune(string(c.sentence(nil, d, 3+d.IntN(5))))
	return string(text[:min(len(text), 150)])
}

// excerpt is the beginning of a text in one line, at most 300 characters.
func excerpt(text string) string {
	line := []rune(strings.ReplaceAll(text, "\n\n", " "))
	if len(line) <= 300 {
		return string(line)
	}
	return string(line[:299]) + "…"
}

// Word returns the word of a rank, from 0: the lower, the more common. The first dozens hold sentences
// together; about 150 ideas of a million have each of the last.
func (c *City) Word(rank int) string { return c.words[min(rank, len(c.words)-1)] }
