package search

import (
	"strconv"
	"strings"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// The rows of search_entries are numbered in the order in which they came. Each has its number as words in steps of nearest, and of 8, 64 and
// 512 times as many.
const (
	nearest = 4_096
	farther = 8
	steps   = 4
)

// Found is a set of rows of search_entries: those that Query, a tsquery, lets through, of which the newest [MaxFound] count.
type Found struct {
	Query string
	Words string // that part of Query which is ranked and highlighted
	Since *time.Time
	Empty bool // nothing is found, without looking
}

// Condition is the SQL for the rows of search_entries that are found, with the values of its placeholders.
func (f Found) Condition() (string, []any) {
	switch {
	case f.Empty:
		return `false`, nil
	case f.Since != nil:
		return `tsv @@ ?::tsquery AND at >= ?`, []any{f.Query, *f.Since}
	}
	return `tsv @@ ?::tsquery`, []any{f.Query}
}

// Find looks for what f lets through, see [Found].
func Find(db *gorm.DB, f Filter) (Found, error) {
	words, err := parse(db, f.Query, f.Unfinished)
	if err != nil || words == "" {
		return Found{Empty: true}, err
	}
	return f.find(db, words)
}

// find looks for what f lets through and has the words of a tsquery.
func (f Filter) find(db *gorm.DB, words string) (Found, error) {
	found := Found{Words: words, Query: strings.Join(append([]string{"(" + words + ")"}, f.facets()...), " & ")}
	if days := f.Within.days(); days > 0 {
		since := time.Now().AddDate(0, 0, -days)
		found.Since = &since
	}
	return reach(db, found, MaxFound)
}

// reach adds how far back to look: not at all where there are no more than wanted, else as far as it takes to find that many. Each
// step looks eight times as far as the one before, so the last one finds about eight times wanted at the most, where the words are as common
// earlier as they are now; and an index of inverted lists skips what lies further back. So it costs about the same whatever the words.
func reach(db *gorm.DB, found Found, wanted int) (Found, error) {
	var last int64
	if err := db.Raw(`SELECT last_value FROM search_numbers`).Scan(&last).Error; err != nil {
		return found, err
	}
	all, size := found.Query, int64(nearest)
	for step := range steps {
		found.Query = all + " & ('" + window(step, last/size) + "' | '" + window(step, last/size-1) + "')"
		where, args := found.Condition()
		var n int
		err := postgres.Replanned(db).Raw(`SELECT count(*) FROM (SELECT FROM search_entries WHERE `+where+` LIMIT `+strconv.Itoa(wanted)+`) x`, args...).Scan(&n).Error
		if err != nil || n == wanted {
			return found, err
		}
		size *= farther
	}
	found.Query = all
	return found, nil
}

// window is the word that rows have in common whose numbers are the same in steps of a size.
func window(step int, number int64) string {
	return "#" + strconv.Itoa(step) + "." + strconv.FormatInt(number, 10)
}

// facets are the words of a filter, as parts of a tsquery.
func (f Filter) facets() (all []string) {
	add := func(wanted bool, word string) {
		if wanted {
			all = append(all, word)
		}
	}
	quoted := func(sign, value string) string { return "'#" + sign + value + "'" }
	add(f.Kind != "", quoted("k", string(f.Kind)))
	add(f.Stage != "", quoted("s", f.Stage))
	add(f.ParticipantKind != "", quoted("p", string(f.ParticipantKind)))
	if f.ChallengeID != nil {
		add(true, quoted("c", f.ChallengeID.String()))
	}
	if f.TopicID != nil {
		add(true, quoted("t", f.TopicID.String()))
	}
	if f.DistrictID != nil {
		add(true, quoted("d", f.DistrictID.String()))
	}
	if f.AuthorID != nil {
		add(true, quoted("a", f.AuthorID.String()))
	}
	add(f.Placed != nil && *f.Placed, "'#placed'")
	add(f.Placed != nil && !*f.Placed, "!'#placed'")
	add(f.Standalone != nil && *f.Standalone, "'#alone'")
	add(f.Standalone != nil && !*f.Standalone, "!'#alone'")
	add(f.Within != "", months(time.Now(), f.Within.days()))
	return all
}

// months is any of the months of the last days.
func months(now time.Time, days int) string {
	var all []string
	first := now.UTC().AddDate(0, 0, -days)
	for m := time.Date(first.Year(), first.Month(), 1, 0, 0, 0, 0, time.UTC); !m.After(now); m = m.AddDate(0, 1, 0) {
		all = append(all, "'#m"+m.Format("200601")+"'")
	}
	return "(" + strings.Join(all, " | ") + ")"
}
