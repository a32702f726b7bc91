package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Words are what is looked for, as tsqueries; "" is nothing that can be looked for, such as stop words only or only what is not wanted.
type Words struct {
	Wanted []string // as it is found, all of them: compounds that end with a word count as it, as skateparken does for park
	Typed  string   // the same without those, by which what is found is ranked
	Marked string   // by which it is highlighted: names too are read by their stems there, as texts are
}

// meant is what a term may mean, as tsqueries; "" where it means nothing in that language.
type meant struct {
	Swedish, English string
	Simple           string // as it is written, which is how people are called
	Compounds        string // Swedish words that end with it
	Completed        string // words that begin with it, of the last term where it is not finished
	Name             bool   // of somebody, whom no Swedish stem means
}

// meaning is the SQL for what terms mean. Compounds are found by their stems, read backwards, with et or without, which Postgres' stemmer leaves.
// What stands before the word has three letters or more, and is a word itself where the word has three only: kort does not end with ort.
// Their number is bounded, as how many are looked at is.
const meaning = `SELECT sv::text AS swedish, en::text AS english, CASE WHEN simple::text IN (sv::text, en::text) THEN '' ELSE simple::text END AS simple,
		COALESCE(CASE WHEN one AND numnode(sv) = 1 AND char_length(stem) >= 3 THEN (
			SELECT string_agg(quote_literal(reverse(b)), ' | ') FROM (SELECT DISTINCT b, char_length(b)
				FROM unnest(ARRAY[stem, 'te' || stem]) ending, LATERAL (SELECT search_backwards(word) AS b FROM search_words
					WHERE search_backwards(word) >= ending AND search_backwards(word) < ending || U&'\FFFD'
					ORDER BY search_backwards(word) LIMIT 1000) near, LATERAL (SELECT left(reverse(b), -char_length(ending)) AS before) x
			WHERE b <> stem AND (before = '' OR char_length(before) >= 3 AND (char_length(stem) > 3
				OR EXISTS (SELECT FROM search_words w WHERE w.word IN (before, rtrim(before, 's'), before || 'a', rtrim(before, 'ou') || 'a'))))
			ORDER BY char_length(b), b LIMIT 24) c) END, '') AS compounds
	FROM unnest(?::text[], ?::boolean[]) WITH ORDINALITY w (t, one, place),
		LATERAL (SELECT phraseto_tsquery('swedish', t) AS sv, phraseto_tsquery('english', t) AS en, phraseto_tsquery('simple', t) AS simple, search_backwards(t) AS stem) q
	ORDER BY place`

// completing is the SQL for any of the words that begin as the placeholder says: the shortest two dozen, which are what is most likely
// meant, so that a letter or two do not ask for everything.
const completing = `SELECT COALESCE((to_tsquery('swedish', string_agg('''' || word || '''', ' | ')) || to_tsquery('english', string_agg('''' || word || '''', ' | ')))::text, '')
	FROM (SELECT word FROM (SELECT word FROM search_words WHERE word >= @begun AND word < @begun || U&'\FFFD' LIMIT 5000) w
		WHERE char_length(@begun) >= 2 ORDER BY word = @begun DESC, char_length(word), word LIMIT 24) w`

// parse reads what is typed; unfinished lets its last word be the beginning of one.
func parse(db *gorm.DB, typed string, unfinished bool) (Words, error) {
	terms := termsOf(typed)
	if len(terms) == 0 {
		return Words{}, nil
	}
	means, err := mean(db, terms)
	if err != nil {
		return Words{}, err
	}
	if last := terms[len(terms)-1]; unfinished && !last.Quoted && !last.Not && endsInWord(typed) {
		err = db.Raw(completing, map[string]any{"begun": strings.ToLower(last.Text)}).Scan(&means[len(means)-1].Completed).Error
	}
	words := Words{Marked: query(terms, means, true)}
	for n := range means {
		if means[n].Name {
			means[n].Swedish, means[n].Compounds = means[n].English, ""
		}
	}
	words.Wanted, words.Typed = wanted(terms, means), query(terms, means, false)
	return words, err
}

func endsInWord(typed string) bool {
	last, _ := utf8.DecodeLastRuneInString(typed)
	return unicode.IsLetter(last) || unicode.IsNumber(last)
}

// mean reads what terms may mean. A word with a capital that is the name of somebody who can be found is that, and not what its Swedish stem means.
func mean(db *gorm.DB, terms []term) (means []meant, err error) {
	texts, single := make(postgres.Texts, len(terms)), make(postgres.Texts, len(terms))
	for n, t := range terms {
		texts[n], single[n] = t.Text, "false"
		if !t.Not && !t.Quoted {
			single[n] = "true"
		}
	}
	if err = db.Raw(meaning, texts, single).Scan(&means).Error; err != nil {
		return nil, err
	}
	for n, t := range terms {
		first, _ := utf8.DecodeRuneInString(t.Text)
		if m := &means[n]; single[n] == "true" && unicode.IsUpper(first) && m.Swedish != "" && !strings.EqualFold(m.Swedish, "'"+t.Text+"'") {
			if m.Name, err = isName(db, t.Text); err != nil {
				return nil, err
			}
		}
	}
	return means, nil
}

// isName reports whether somebody who can be found is called a word.
func isName(db *gorm.DB, word string) (named bool, err error) {
	err = postgres.Replanned(db).Raw(`SELECT EXISTS (SELECT FROM search_entries WHERE tsv @@ ('''#kperson''' || ' & ' || quote_literal(lower(?)) || ':A')::tsquery)`, word).
		Scan(&named).Error
	return named, err
}

// wanted is what has to be found: a tsquery for each term, which either language may say, or one for everything where it is this or that. A term
// that one language does not count is not looked for beside others.
func wanted(terms []term, means []meant) (all []string) {
	whole := query(terms, means, true)
	if whole == "" || slices.ContainsFunc(terms, func(t term) bool { return t.Or }) {
		return distinct(whole)
	}
	unwanted := ""
	for n, t := range terms {
		switch m := means[n]; {
		case m.Swedish == "" || m.English == "":
		case t.Not:
			unwanted += " & !(" + m.Swedish + ") & !(" + m.English + ")"
		default:
			all = append(all, "("+strings.Join(distinct(m.Swedish, m.English, m.Simple, m.Completed, m.Compounds), " | ")+")")
		}
	}
	if all == nil {
		return []string{whole}
	}
	all[0] += unwanted
	return all
}

// distinct leaves out what is empty or said before.
func distinct(all ...string) (kept []string) {
	for _, s := range all {
		if s != "" && !slices.Contains(kept, s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// query puts together what is found in either language: once where both say the same, as it would otherwise be looked for twice.
func query(terms []term, means []meant, compounds bool) string {
	swedish := combined(terms, means, compounds, func(m meant) string { return m.Swedish })
	english := combined(terms, means, compounds, func(m meant) string { return m.English })
	switch {
	case swedish == english || english == "":
		return swedish
	case swedish == "":
		return english
	}
	return "(" + swedish + ") | (" + english + ")"
}

// combined is the query of one language; "" when one of its parts between ors only says what is not wanted, as everything else has it.
func combined(terms []term, means []meant, compounds bool, in func(meant) string) string {
	var parts []string
	for from := 0; from < len(terms); {
		to := from + 1
		for to < len(terms) && !terms[to].Or {
			to++
		}
		part, wants := together(terms[from:to], means[from:to], compounds, in)
		if part != "" && !wants {
			return ""
		}
		if from = to; part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, " | ")
}

// together is the query for terms that are all wanted, and whether any is.
func together(terms []term, means []meant, compounds bool, in func(meant) string) (query string, wants bool) {
	var all []string
	for n, t := range terms {
		m, sign := means[n], "!"
		any := []string{in(m)}
		if any[0] == "" {
			continue
		}
		if !t.Not {
			wants, sign = true, ""
			any = append(any, m.Simple, m.Completed)
			if compounds {
				any = append(any, m.Compounds)
			}
		}
		any = slices.DeleteFunc(any, func(s string) bool { return s == "" })
		all = append(all, sign+"("+strings.Join(any, " | ")+")")
	}
	return strings.Join(all, " & "), wants
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
