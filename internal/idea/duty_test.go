package idea_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// A goal is told while votes can bring an idea there: now or in a phase to come, in any of its challenges, since a closed one's promise
// is kept as well.
func TestGoalWhileVotesCome(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	const hour = time.Hour
	promising := func(state string) uuid.UUID {
		id := fixture.Challenge(t, db, "support")
		exec(t, db, `UPDATE challenges SET answer_threshold = 2, answer_days = 30, answer_counts_from = 'threshold', state = $2 WHERE id = $1`, id, state)
		return id
	}
	phased := func(starts, ends time.Duration, acts ...string) uuid.UUID {
		id := promising("open")
		fixture.Phase(t, db, id, starts, ends, acts...)
		fixture.Phase(t, db, id, ends, ends+9*hour, "commenting")
		return id
	}
	past := promising("open")
	exec(t, db, `UPDATE challenges SET closes_at = now() - interval '1 hour' WHERE id = $1`, past)
	for name, test := range map[string]struct {
		in   []uuid.UUID
		goal bool
	}{
		"open": {[]uuid.UUID{promising("open")}, true}, "closed": {[]uuid.UUID{promising("closed")}, false}, "archived": {[]uuid.UUID{promising("archived")}, false},
		"time is up": {[]uuid.UUID{past}, false}, "closed beside an open one": {[]uuid.UUID{promising("closed"), fixture.Challenge(t, db, "support")}, true},
		"before voting": {[]uuid.UUID{phased(hour, 2*hour, "voting")}, true}, "voting": {[]uuid.UUID{phased(-hour, hour, "voting")}, true},
		"voting is over": {[]uuid.UUID{phased(-2*hour, -hour, "voting")}, false}, "never voted on": {[]uuid.UUID{phased(-hour, hour, "posting")}, false},
	} {
		i, err := store.Get(t.Context(), who, fixture.Idea(t, db, who, test.in...))
		if got := i.Goal(time.Now()); err != nil || (got != nil) != test.goal || test.goal && got.Threshold != 2 {
			t.Errorf("%s: %+v %v", name, got, err)
		}
	}
}

// What is owed where nobody leads waits for whoever comes: they are reminded then, be it by the challenge or by its focus area.
func TestRemindingWaitsForALeader(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	gone, by, area := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), uuid.New()
	c := fixture.Challenge(t, db, "support", gone)
	exec(t, db, `INSERT INTO focus_areas (id, title) VALUES ($1, 'Trygghet')`, area)
	exec(t, db, `UPDATE challenges SET answer_threshold = 1, answer_days = 3, answer_counts_from = 'threshold', focus_area_id = $2 WHERE id = $1`, c, area)
	exec(t, db, `UPDATE idea_stats SET support_count = 1 WHERE idea_id = $1`, fixture.Idea(t, db, gone, c))
	lapse := func() {
		exec(t, db, `UPDATE lead_assignments SET granted_at = now() - interval '2 hours', ends_at = now() - interval '1 hour'`)
	}
	remind := func(want int) {
		t.Helper()
		if n, err := store.Remind(t.Context()); n != want || err != nil {
			t.Errorf("told of %d: %v", n, err)
		}
	}
	told := func(who auth.Principal, want int) {
		t.Helper()
		if n := scan[int](t, db, `SELECT count(*) FROM notification_events WHERE kind = 'answer-due' AND $1 = ANY (named)`, who.ID); n != want {
			t.Errorf("told %d times", n)
		}
	}
	lapse()
	remind(0)
	exec(t, db, `INSERT INTO lead_assignments (focus_area_id, account_id) VALUES ($1, $2)`, area, by.ID)
	remind(1)
	remind(0)
	lapse()
	exec(t, db, `UPDATE answer_duties SET due_at = now()`)
	remind(0)
	exec(t, db, `UPDATE lead_assignments SET ends_at = NULL WHERE account_id = $1`, gone.ID)
	remind(1)
	remind(0)
	told(by, 1)
	told(gone, 1)
}
