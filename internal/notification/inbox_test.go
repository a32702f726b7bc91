package notification_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/notification"
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

// Whoever is told by law of a decision about their comment does not read there what the idea above it is called once it is hidden or
// withdrawn, neither in the inbox nor by mail; who writes the idea does.
func TestDecisionsDoNotNameWhatIsHidden(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, commenter := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	exec(t, db, `UPDATE accounts SET language = 'en' WHERE id = $1`, commenter.ID)
	id := fixture.Idea(t, db, author)
	exec(t, db, `UPDATE ideas SET title = 'Hemligheten' WHERE id = $1`, id)
	for _, kind := range []notification.Kind{notification.ModerationDecision, notification.AppealDecided} {
		must(t, happened(t, db, notification.Event{Kind: kind, Subject: anIdea(id), Object: uuid.New(), To: []uuid.UUID{author.ID, commenter.ID}}))
	}
	must(t, store.Tell(t.Context()))
	for state, seen := range map[string]bool{"published": true, "hidden": false, "withdrawn": false} {
		exec(t, db, `UPDATE ideas SET state = $2 WHERE id = $1`, id, state)
		for _, n := range told(t, store, commenter) {
			if (n.Title != "") != seen {
				t.Errorf("of %s in a %s idea it says %q", n.Kind, state, n.Title)
			}
		}
		if n := told(t, store, author); len(n) != 2 || n[0].Title == "" {
			t.Errorf("its author is told %+v", n)
		}
	}
	exec(t, db, `UPDATE notifications SET mail_at = now()`)
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, id)
	must(t, store.SendDue(t.Context()))
	got := letters(t, db)
	if text := got[addressOf(commenter)][0].Text; strings.Contains(text, "Hemligheten") || strings.Contains(text, "“”") || !strings.Contains(text, "Your appeal has been decided") {
		t.Errorf("the mail says %s", text)
	}
	if text := got[addressOf(author)][0].Text; !strings.Contains(text, "Hemligheten") {
		t.Errorf("the author's mail says %s", text)
	}
}
