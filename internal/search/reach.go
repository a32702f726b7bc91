package search

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
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

// Found is a set of what search_entries has: at most [MaxFound], the newest.
type Found struct {
	Words Words
	IDs   postgres.IDs
}

// matching is the SQL for what has all of some tsqueries, with its values. Each is a condition of its own, so that the index goes from one to the
// next where all may agree: of a single query it reads all that any of the rarer words stand in, which are as many as the city is large.
//
// A comment whose idea is hidden keeps its row and is none of them: each is looked up by itself, as Postgres would first read all that are held
// back if it were asked by EXISTS.
func matching(queries []string) (condition string, values []any) {
	for _, q := range queries {
		values = append(values, q)
	}
	return `(kind <> 'comment' OR (SELECT w.id FROM search_withheld w WHERE w.id = search_entries.id) IS NULL)` + strings.Repeat(" AND tsv @@ ?::tsquery", len(queries)), values
}

// Find looks for what f lets through. Nothing is found by words that nothing can be looked for by.
func Find(db *gorm.DB, f Filter) (Found, error) {
	words, err := parse(db, f.Query, f.Unfinished)
	if err != nil || words.Wanted == nil {
		return Found{}, err
	}
	return f.find(db, words)
}

// find looks for what f lets through and has the words.
func (f Filter) find(db *gorm.DB, words Words) (found Found, err error) {
	var since time.Time
	if days := f.Within.days(); days > 0 {
		since = time.Now().AddDate(0, 0, -days)
	}
	found.Words = words
	found.IDs, err = reach(db, slices.Concat(words.Wanted, f.facets()), since, MaxFound)
	return found, err
}

// reach finds the newest of what all of some tsqueries let through, at most wanted. It looks back a little, and from how much that finds it reckons how
// far back enough is, with a quarter to spare: at least twice and at most eight times as far each time, and in the end at everything. An
// index of inverted lists skips what lies further back. So it costs about the same however common the words are.
func reach(db *gorm.DB, queries []string, since time.Time, wanted int) (ids postgres.IDs, err error) {
	var last int64
	if err := db.Raw(`SELECT last_value FROM search_numbers`).Scan(&last).Error; err != nil {
		return nil, err
	}
	for back := int64(nearest); ; {
		window, covered := windows(last, back)
		condition, values := matching(slices.Concat(queries, window))
		ids = nil
		err = postgres.Replanned(db).Raw(`SELECT id FROM search_entries WHERE `+condition+` AND at >= ? ORDER BY number DESC LIMIT ?`,
			append(values, since, wanted)...).Scan((*[]uuid.UUID)(&ids)).Error
		if err != nil || len(ids) == wanted || window == nil {
			return ids, err
		}
		back = covered * int64(min(farther, max(2, (wanted+wanted/4)/max(len(ids), 1)+1)))
	}
}

// windows is a tsquery for the rows of the last so many numbers, or a few more, and how many these are; none for all rows. It takes
// the longest steps that are not longer than back: eight words at the most, and the one of the step that has begun.
func windows(last, back int64) (query []string, covered int64) {
	size, step := int64(nearest), 0
	for ; back >= size*farther; step++ {
		size *= farther
	}
	if step >= steps {
		return nil, last
	}
	var all []string
	for n := last / size; n >= 0 && n >= last/size-back/size; n-- {
		all = append(all, "'#"+strconv.Itoa(step)+"."+strconv.FormatInt(n, 10)+"'")
	}
	return []string{strings.Join(all, " | ")}, last%size + back/size*size
}

// facets are the words of a filter, as tsqueries.
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
	return strings.Join(all, " | ")
}
