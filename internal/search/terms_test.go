package search //nolint:testpackage // how words are read shows nowhere else so plainly

import (
	"fmt"
	"strings"
	"testing"
)

// What is typed is read as words, quotations, what is not wanted and ors; what is said again counts once, and a dozen words count.
func TestTerms(t *testing.T) {
	t.Parallel()
	for typed, want := range map[string]string{
		"":                                       "",
		"or":                                     "or",
		"or or or":                               "or",
		"park och Park PARK":                     "park och",
		`park -bil "en bänk`:                     `park -bil "en bänk"`,
		`"a b" "a b" a -a -a`:                    `"a b" a -a`,
		"a or b b or a":                          "a OR b OR a",
		"e-post, www.se/<!--a_b>":                "e post www se a b",
		`-"a b"c`:                                `-"a b" c`,
		`""`:                                     "",
		"-":                                      "",
		strings.Repeat("a b ", 99):               "a b",
		`"` + strings.Repeat("a b ", 30) + `" c`: `"` + strings.TrimSpace(strings.Repeat("a b ", 6)) + `"`,
		"1 2 3 4 5 6 7 8 9 10 11 12 13 -14":      "1 2 3 4 5 6 7 8 9 10 11 12",
	} {
		var got []string
		for _, one := range termsOf(typed) {
			text := one.Text
			if one.Quoted {
				text = `"` + text + `"`
			}
			got = append(got, map[bool]string{true: "OR "}[one.Or]+map[bool]string{true: "-"}[one.Not]+text)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%.40q: %s, want %s", typed, s, want)
		}
	}
}

// An excerpt begins with the text or shortly before what is found, ends with a word, and says where it leaves something out.
func TestExcerpt(t *testing.T) {
	t.Parallel()
	long := []rune(strings.Repeat("ett två tre ", 40) + "parken " + strings.Repeat("fyra fem ", 60))
	for _, test := range []struct {
		text       string
		find       string
		begin, end string
	}{
		{"Vi vill ha parken", "parken", "Vi vill ha |parken", "parken"},
		{string(long), "parken", "…", "…"},
		{string(long), "saknas", "ett två", "…"},
		{strings.Repeat("x", 600), "saknas", "xx", "…"},
	} {
		var found []span
		if before, _, is := strings.Cut(test.text, test.find); is {
			from := len([]rune(before))
			found = []span{{from, from + len([]rune(test.find))}}
		}
		var got []string
		all := excerpt([]rune(test.text), found)
		for _, p := range all {
			got = append(got, p.Text)
		}
		text := strings.Join(got, "|")
		marked := fmt.Sprint(all)
		if !strings.HasPrefix(text, test.begin) || !strings.HasSuffix(text, test.end) || len([]rune(text)) > shownLength+6 || (len(found) > 0) != strings.Contains(marked, test.find+" true") {
			t.Errorf("%.40q: %s", test.text, marked)
		}
	}
}
