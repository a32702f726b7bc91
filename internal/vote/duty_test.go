package vote_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/vote"
)

func promise(tb testing.TB, db *postgres.DB, question uuid.UUID, threshold int, window any, from string) {
	tb.Helper()
	if _, err := db.Pool.Exec(tb.Context(), `UPDATE challenges SET answer_threshold = $2, answer_window_days = $3, answer_days = 30, answer_counts_from = $4 WHERE id = $1`,
		question, threshold, window, from); err != nil {
		tb.Fatal(err)
	}
}

func duties(t *testing.T, db *postgres.DB, about uuid.UUID) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM answer_duties WHERE idea_id = $1`, about).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func set(t *testing.T, store *vote.Store, who auth.Principal, about uuid.UUID) {
	t.Helper()
	if _, err := store.Set(t.Context(), who, about, vote.Support); err != nil {
		t.Error(err)
	}
}

// However many vote at once and take it back, an answer is owed once, from the moment when enough supported, and not before.
func TestAnAnswerIsOwedOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 40)
	question := fixture.Challenge(t, db, challenge.Support)
	promise(t, db, question, 20, nil, "threshold")
	few, many := fixture.Idea(t, db, people[0], question), fixture.Idea(t, db, people[0], question)
	race(19, func(n int) { set(t, store, people[n], few) })
	if n := duties(t, db, few); n != 0 {
		t.Errorf("owed %d times with 19 of 20", n)
	}
	race(40, func(n int) {
		set(t, store, people[n], many)
		if n%2 == 0 {
			if _, err := store.Withdraw(t.Context(), people[n], many); err != nil {
				t.Error(err)
			}
			set(t, store, people[n], many)
		}
	})
	if n := duties(t, db, many); n != 1 {
		t.Errorf("owed %d times", n)
	}
	set(t, store, people[30], few)
	if n := duties(t, db, few); n != 1 {
		t.Errorf("owed %d times with 20 of 20", n)
	}
}

// Support that comes too late counts for nothing; where the days count from the window's end, the deadline lies after that.
func TestTheWindowForSupport(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 2)
	question := fixture.Challenge(t, db, challenge.Support)
	promise(t, db, question, 2, 10, "window-end")
	late, timely := fixture.Idea(t, db, people[0], question), fixture.Idea(t, db, people[0], question)
	exec(t, db, `UPDATE idea_stats SET published_at = now() - interval '10 days' WHERE idea_id = $1`, late)
	for _, who := range people {
		set(t, store, who, late)
		set(t, store, who, timely)
	}
	if n := duties(t, db, late); n != 0 {
		t.Errorf("late support owes %d answers", n)
	}
	var days float64
	err := db.Pool.QueryRow(t.Context(), `SELECT extract(epoch FROM d.due_at - s.published_at) / 86400 FROM answer_duties d JOIN idea_stats s USING (idea_id) WHERE d.idea_id = $1`, timely).Scan(&days)
	if err != nil || days != 40 {
		t.Errorf("due after %v days: %v", days, err)
	}
}

// Of several challenges the lowest threshold that was reached in time counts, also where a lower one was reached too late.
func TestTheLowestThresholdInTime(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 4)
	low, high := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	promise(t, db, low, 2, 10, "threshold")
	promise(t, db, high, 3, nil, "threshold")
	timely, late := fixture.Idea(t, db, people[0], low, high), fixture.Idea(t, db, people[0], low, high)
	exec(t, db, `UPDATE idea_stats SET published_at = now() - interval '10 days' WHERE idea_id = $1`, late)
	for _, who := range people {
		set(t, store, who, timely)
		set(t, store, who, late)
	}
	for about, want := range map[uuid.UUID]int{timely: 2, late: 3} {
		var threshold int
		if err := db.Pool.QueryRow(t.Context(), `SELECT threshold FROM answer_duties WHERE idea_id = $1`, about).Scan(&threshold); err != nil || threshold != want {
			t.Errorf("threshold %d instead of %d: %v", threshold, want, err)
		}
	}
}

// BenchmarkGoal measures what a promise of an answer costs votes: as [BenchmarkVoters], on ideas with a threshold that is crossed over and
// over, and on ideas without one, by turns in one run.
func BenchmarkGoal(b *testing.B) {
	db := postgrestest.New(b)
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(b, db, 64)
	promised := fixture.Challenge(b, db, challenge.Support)
	promise(b, db, promised, 16, nil, "threshold")
	plain, owed := ideasOf(b, db, people[0], fixture.Challenge(b, db, challenge.Support)), ideasOf(b, db, people[0], promised)
	var took [2]time.Duration
	for b.Loop() {
		for n, ideas := range [][]uuid.UUID{plain, owed} {
			start := time.Now()
			crowd(b, votes, people, ideas)
			took[n] += time.Since(start)
		}
	}
	cast := float64(b.N * len(people) * 2 * len(plain))
	b.ReportMetric(float64(took[0].Microseconds())/cast, "µs/without")
	b.ReportMetric(float64(took[1].Microseconds())/cast, "µs/promised")
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "ratio")
}
