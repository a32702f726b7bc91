package change

import (
	"context"
	"crypto/rand"
	"hash/maphash"
	"sync"
	"sync/atomic"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"gorm.io/gorm"
)

// slots is how many counters of changes there are. Tags share them by hash: of what shows forty tags,
// one change elsewhere drops it by mistake once in 3,000 times.
const slots = 1 << 17

// Moment is a point in the order in which a node learnt of changes.
type Moment uint64

// Feed knows what changed and when, in one MB whatever there is. Safe for concurrent use.
type Feed struct {
	node  string // tells our own notices from those of others
	seed  maphash.Seed
	pool  *pgxpool.Pool
	now   atomic.Uint64
	reset atomic.Uint64 // the moment from which everything before is void
	live  atomic.Bool   // the notices of others reach us
	last  [slots]atomic.Uint64

	mu      sync.Mutex
	pending map[Tag]struct{} // not yet told to the other nodes
	telling bool
	closed  bool
	teller  *pgx.Conn // of who is telling; nil when there is none now
	done    sync.WaitGroup
	end     context.CancelFunc
}

// NewFeed tells other nodes through pool. Until [Feed.Follow] it does not hear them.
func NewFeed(pool *pgxpool.Pool) *Feed {
	return &Feed{node: rand.Text()[:8], seed: maphash.MakeSeed(), pool: pool, pending: map[Tag]struct{}{}}
}

// Node names this node; another has another name, and this one too when it starts again.
func (f *Feed) Node() string { return f.node }

// Now is the moment to note before something is read that is to be kept. It reports false while the
// notices of other nodes do not arrive, when nothing may be kept.
func (f *Feed) Now() (Moment, bool) { return Moment(f.now.Load()), f.live.Load() }

// Shown is what something kept in memory shows, made by [Feed.Shown].
type Shown []uint32

// Shown prepares tags for [Feed.Holds].
func (f *Feed) Shown(tags ...Tag) Shown {
	shown := make(Shown, len(tags))
	for n, tag := range tags {
		shown[n] = f.slot(tag)
	}
	return shown
}

func (f *Feed) slot(tag Tag) uint32 { return uint32(maphash.String(f.seed, string(tag)) % slots) }

// Holds reports that nothing of what is shown has changed since it was read.
func (f *Feed) Holds(since Moment, shown Shown) bool {
	if !f.live.Load() || f.reset.Load() > uint64(since) {
		return false
	}
	for _, slot := range shown {
		if f.last[slot].Load() > uint64(since) {
			return false
		}
	}
	return true
}

// Changed notes what has changed, at once here and within milliseconds on the other nodes. It is
// called after the change is committed.
func (f *Feed) Changed(tags ...Tag) {
	if len(tags) == 0 {
		return
	}
	f.note(tags)
	f.tell(tags)
}

// note counts a change. The moment comes before the counters: what was read in between is taken for
// older than the change, never for newer.
func (f *Feed) note(tags []Tag) {
	at := f.now.Add(1)
	for _, tag := range tags {
		if tag == All {
			raise(&f.reset, at)
			continue
		}
		raise(&f.last[f.slot(tag)], at)
	}
}

// raise never lowers, whichever of two changes at once comes last.
func raise(counter *atomic.Uint64, at uint64) {
	for was := counter.Load(); was < at; was = counter.Load() {
		if counter.CompareAndSwap(was, at) {
			return
		}
	}
}

// Name and Initialize make the feed a GORM plugin: whoever has the database has its feed.
func (*Feed) Name() string { return plugin }

// Initialize does nothing.
func (*Feed) Initialize(*gorm.DB) error { return nil }

const plugin = "medskapa:changes"

// Of returns the feed of a database.
func Of(db *gorm.DB) *Feed {
	feed, _ := db.Plugins[plugin].(*Feed) // postgres.Open has put it there
	return feed
}
