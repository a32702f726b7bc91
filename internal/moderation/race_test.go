package moderation_test

import (
	"cmp"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// Of moderators who decide on one case at once one does, and the others are told that it has changed.
func TestDecidingAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store := moderation.NewStore(db.Gorm, people.NewStore(db.Gorm, nil, nil, ""), markdown.New())
	idea := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	moderators := make([]auth.Principal, 6)
	for n := range moderators {
		moderators[n] = fixture.Account(t, db, auth.Moderator)
	}
	id, err := store.Open(t.Context(), moderators[0], moderation.Idea, idea)
	if err != nil {
		t.Fatal(err)
	}
	read, err := store.Get(t.Context(), moderators[0], id)
	if err != nil {
		t.Fatal(err)
	}
	var through atomic.Int32
	var all sync.WaitGroup
	for n, who := range moderators {
		ruling := moderation.Ruling{Action: moderation.Hide, Ground: moderation.Spam, Rule: "Regel 5", Facts: "Det är reklam för en butik."}
		if n%2 == 1 {
			ruling = moderation.Ruling{Action: moderation.Keep}
		}
		all.Go(func() {
			if _, err := store.Decide(t.Context(), who, idempotency.Key{}, id, read.Version, ruling); err == nil {
				through.Add(1)
			} else if errs.CodeOf(err) != errs.PreconditionFailed {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var decisions, counted, learnt int
	err = db.Pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM moderation_decisions), (SELECT sum(count) FROM moderation_counts), (SELECT spam + ham FROM spam_lessons)`).
		Scan(&decisions, &counted, &learnt)
	if err != nil || through.Load() != 1 || decisions != 1 || counted != 1 || learnt != 1 {
		t.Errorf("%d decided: %d decisions, %d counted, %d lessons, %v", through.Load(), decisions, counted, learnt, err)
	}
}

// Whoever judges an appeal takes what the decision is about before the decision, as who restores it does: neither waits for the other for ever.
func TestJudgedWhileRestored(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store := moderation.NewStore(db.Gorm, people.NewStore(db.Gorm, nil, nil, ""), markdown.New())
	author, moderator, judge := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Moderator), fixture.Account(t, db, auth.Moderator)
	club := fixture.Organisation(t, db, author)
	author.SpeaksFor = []uuid.UUID{club}
	idea := fixture.Idea(t, db, author)
	for _, c := range []struct {
		kind   moderation.Kind
		id     uuid.UUID
		action moderation.Action
		hold   string // what who restores holds first
	}{
		{moderation.Idea, idea, moderation.Hide, `SELECT FROM ideas WHERE id = $1 FOR NO KEY UPDATE`},
		{moderation.Organisation, club, moderation.Hide, `SELECT FROM organisations WHERE id = $1 FOR NO KEY UPDATE`},
	} {
		id, err := store.Open(t.Context(), moderator, c.kind, c.id)
		if err != nil {
			t.Fatal(err)
		}
		read, err := store.Get(t.Context(), moderator, id)
		if err != nil {
			t.Fatal(err)
		}
		d, err := store.Decide(t.Context(), moderator, idempotency.Key{}, id, read.Version, moderation.Ruling{Action: c.action, Ground: moderation.Spam, Rule: "Regel 5", Facts: "Det är reklam för en butik."})
		if err != nil {
			t.Fatal(err)
		}
		if d, err = store.Appeal(t.Context(), author, idempotency.Key{}, d.ID, "Det var inte så."); err != nil {
			t.Fatal(err)
		}
		restoring, err := db.Pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := restoring.Exec(t.Context(), c.hold, c.id); err != nil {
			t.Fatal(err)
		}
		judged := make(chan error, 1)
		go func() {
			_, err := store.Judge(t.Context(), judge, d.Appeal.ID, d.Appeal.Version, true, "Det handlar om förslaget.")
			judged <- err
		}()
		for waiting := 0; waiting == 0 && len(judged) == 0; {
			if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`).Scan(&waiting); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := restoring.Exec(t.Context(), `SELECT FROM moderation_decisions WHERE id = $1 FOR UPDATE NOWAIT`, d.ID); err != nil {
			t.Errorf("%s: who judges holds the decision and waits for what it is about: %v", c.kind, err)
		}
		if err := restoring.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := <-judged; err != nil {
			t.Errorf("%s: %v", c.kind, err)
		}
	}
}

// Two moderators suspend the same person at once, twenty times over: one of them does, be the account open or disabled. Both lift it at once: it
// ends once, with its decision, and no case of who was not suspended twice is left open.
func TestSuspendingAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	store := moderation.NewStore(db.Gorm, people.NewStore(db.Gorm, mail.NewOutbox(queue), nil, "https://medskapa.example"), markdown.New())
	two := []auth.Principal{fixture.Account(t, db, auth.Moderator), fixture.Account(t, db, auth.Moderator)}
	ruling := moderation.Ruling{Ground: moderation.Spam, Rule: "Regel 5, reklam", Facts: "Samma reklam överallt."}
	for round := range 20 {
		member := fixture.Account(t, db, auth.Member)
		if round%2 == 1 {
			if _, err := db.Pool.Exec(t.Context(), `UPDATE accounts SET disabled_at = now() WHERE id = $1`, member.ID); err != nil {
				t.Fatal(err)
			}
		}
		var done [2]people.Suspension
		var got [2]error
		both(func(n int) {
			done[n], got[n] = store.Suspend(t.Context(), two[n], idempotency.Key{}, member.ID, ruling)
		})
		if (got[0] == nil) == (got[1] == nil) || errs.CodeOf(cmp.Or(got[0], got[1])) != errs.AlreadySuspended {
			t.Fatalf("%v, %v", got[0], got[1])
		}
		won := done[slices.Index(got[:], nil)].ID
		both(func(n int) { got[n] = store.Lift(t.Context(), two[n], won) })
		if got[0] != nil || got[1] != nil {
			t.Fatalf("%v, %v", got[0], got[1])
		}
	}
	for what, query := range map[string]string{
		"suspensions that run":     `SELECT count(*) FROM suspensions WHERE lifted_at IS NULL`,
		"decisions that stand":     `SELECT count(*) FROM moderation_decisions WHERE undone_at IS NULL`,
		"open cases":               `SELECT count(*) FROM moderation_cases WHERE state = 'open'`,
		"too many or few told of":  `SELECT count - 20 FROM moderation_counts WHERE what = 'suspend' AND ground = 'spam'`,
		"too many or few restored": `SELECT count - 20 FROM moderation_counts WHERE what = 'restore'`,
	} {
		var left int
		if err := db.Pool.QueryRow(t.Context(), query).Scan(&left); err != nil || left != 0 {
			t.Errorf("%d %s: %v", left, what, err)
		}
	}
}

// both does something twice at once.
func both(do func(n int)) {
	start := make(chan struct{})
	var group sync.WaitGroup
	for n := range 2 {
		group.Go(func() {
			<-start
			do(n)
		})
	}
	close(start)
	group.Wait()
}
