package idea

import (
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/page"
)

// count returns how many ideas a list has, counting no further than pages reach.
func (s *Store) count(db *gorm.DB, f Filter) (int, error) {
	c := f.counting()
	return s.totals.get(change.Of(s.db), fmt.Sprint(c.sql, c.args), func() (n int, err error) {
		err = db.Raw(`SELECT count(*) FROM (SELECT FROM (`+c.sql+`) matches LIMIT ?) counted`, append(c.args, page.MaxCounted+1)...).Scan(&n).Error
		return n, err
	})
}

const (
	// Totals from manyIdeas on are remembered until an idea comes or goes, or one of its authors changes
	// kind, and for totalAge at most, since what a search finds also changes with texts: counting thousands
	// of ideas costs more than reading the page that says how many there are.
	manyIdeas = 1_000
	totalAge  = 30 * time.Second
	maxTotals = 1_000 // lists whose totals are remembered
)

// totals remembers the totals of long lists. Safe for concurrent use.
type totals struct {
	mu    sync.Mutex
	known map[string]total
}

type total struct {
	n     int
	at    time.Time
	since change.Moment
}

// get returns the total of a list, counting it when it is not known or old.
func (t *totals) get(feed *change.Feed, list string, count func() (int, error)) (int, error) {
	t.mu.Lock()
	known, ok := t.known[list]
	t.mu.Unlock()
	if ok && time.Since(known.at) < totalAge && feed.Holds(known.since, feed.Shown(change.Ideas)) {
		return known.n, nil
	}
	since, _ := feed.Now()
	n, err := count()
	if err != nil {
		return n, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.known, list)
	if n < manyIdeas {
		return n, nil
	}
	if t.known == nil || len(t.known) >= maxTotals {
		t.known = make(map[string]total)
	}
	t.known[list] = total{n, time.Now(), since}
	return n, nil
}
