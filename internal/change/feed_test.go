package change_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// node is one more node on the same database, which listens.
func node(t *testing.T, db *postgres.DB) *change.Feed {
	t.Helper()
	feed := change.NewFeed(db.Pool)
	feed.Follow()
	t.Cleanup(feed.Close)
	await(t, "the feed listens", func() bool { _, live := feed.Now(); return live })
	return feed
}

func await(t *testing.T, what string, done func() bool) {
	t.Helper()
	for limit := time.After(time.Minute); !done(); {
		select {
		case <-limit:
			t.Fatalf("%s: not within a minute", what)
		case <-time.After(time.Millisecond):
		}
	}
}

func TestOneNodeHearsOfAChangeAtOnceAndTheOthersSoon(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	here, there := node(t, db), node(t, db)
	changed, other := change.Record(uuid.New()), change.Record(uuid.New())
	for _, feed := range []*change.Feed{here, there} {
		if since, _ := feed.Now(); !feed.Holds(since, feed.Shown(changed, other)) {
			t.Error("something has changed already")
		}
	}
	before, _ := here.Now()
	far, _ := there.Now()
	here.Changed(changed)
	if here.Holds(before, here.Shown(changed)) {
		t.Error("the node that made the change does not know of it")
	}
	await(t, "the other node hears", func() bool { return !there.Holds(far, there.Shown(changed)) })
	if !here.Holds(before, here.Shown(other)) || !there.Holds(far, there.Shown(other)) {
		t.Error("what did not change is dropped")
	}
	if now, _ := there.Now(); !there.Holds(now, there.Shown(changed)) {
		t.Error("what is read after the change is dropped")
	}
}

// A node's own notices come back to it, and must not drop what was read since.
func TestOwnNoticesAreHeardOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	here, there := node(t, db), node(t, db)
	first, second := change.Record(uuid.New()), change.Record(uuid.New())
	here.Changed(first)
	since, _ := here.Now()
	there.Changed(second) // told after the first, so heard after it
	await(t, "the second change is heard", func() bool { return !here.Holds(since, here.Shown(second)) })
	if !here.Holds(since, here.Shown(first)) {
		t.Error("the first change counted twice")
	}
}

func TestManyChangesTravelInManyNotices(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	here, there := node(t, db), node(t, db)
	since, _ := there.Now()
	tags := make([]change.Tag, 2_000)
	for i := range tags {
		tags[i] = change.Tally(uuid.New())
	}
	here.Changed(tags...)
	for _, tag := range tags {
		await(t, string(tag), func() bool { return !there.Holds(since, there.Shown(tag)) })
	}
}

// All of a change's tags make everything void; so does a statement that a transaction runs.
func TestEverything(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	here, there := node(t, db), node(t, db)
	shown := there.Shown(change.Ideas)
	since, _ := there.Now()
	here.Changed(change.All)
	await(t, "the other node hears", func() bool { return !there.Holds(since, shown) })
	since, _ = there.Now()
	if _, err := db.Pool.Exec(t.Context(), change.TellAll); err != nil {
		t.Fatal(err)
	}
	await(t, "the notice is heard", func() bool { return !there.Holds(since, shown) })
}

// Changes that were told while the connection was broken are lost, so nothing from before it holds.
func TestNothingHoldsAcrossABrokenConnection(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	feed := node(t, db)
	since, _ := feed.Now()
	shown := feed.Shown(change.Ideas)
	if !feed.Holds(since, shown) {
		t.Fatal("something has changed already")
	}
	if _, err := db.Pool.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND application_name = 'medskapa changes'`); err != nil {
		t.Fatal(err)
	}
	await(t, "the break is noticed", func() bool { return !feed.Holds(since, shown) })
	await(t, "the feed listens again", func() bool { now, live := feed.Now(); return live && feed.Holds(now, shown) })
	if feed.Holds(since, shown) {
		t.Error("what was read before the break holds")
	}
}

func TestNothingIsKeptByWhoDoesNotListen(t *testing.T) {
	t.Parallel()
	feed := change.NewFeed(postgrestest.New(t).Pool)
	t.Cleanup(feed.Close)
	if since, live := feed.Now(); live || feed.Holds(since, nil) {
		t.Error("a feed that hears nothing holds something")
	}
}
