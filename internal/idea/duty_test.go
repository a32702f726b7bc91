package idea_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

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
