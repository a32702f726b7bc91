package notification_test

import (
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
)

// Whoever marks something as unread at the moment in which more happens to it has one unread row, and no fault.
func TestUnreadWhileMoreHappens(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, other := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, author)
	write(t, db, other, id, nil)
	must(t, store.Tell(t.Context()))
	old := told(t, store, author)[0].ID
	must(t, store.Read(t.Context(), author, old, true))
	// The delivery is there and not committed when the row is marked, so that only the index knows of it.
	tx, err := db.Pool.Begin(t.Context())
	must(t, err)
	_, err = tx.Exec(t.Context(), `INSERT INTO notifications (id, recipient_id, kind, subject_kind, subject_id, count, happened_at)
		SELECT gen_random_uuid(), recipient_id, kind, subject_kind, subject_id, 1, now() FROM notifications WHERE id = $1`, old)
	must(t, err)
	marked := make(chan error, 1)
	go func() { marked <- store.Read(t.Context(), author, old, false) }()
	for waiting := 0; waiting == 0; {
		waiting = count(t, db, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
	}
	must(t, tx.Commit(t.Context()))
	must(t, <-marked)
	if n := count(t, db, `SELECT count(*) FROM notifications WHERE read_at IS NULL`); n != 1 {
		t.Errorf("%d are unread, want the new one", n)
	}
}
