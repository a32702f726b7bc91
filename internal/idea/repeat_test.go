package idea_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/postgres"
)

// A repeat of an idea that was decided on is owed nothing while it cools down, however many support it, and its due once time is over or
// a leader finds that it is none; where a challenge has no cool-down it is as any idea.
func TestRepeatsCoolDown(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, author := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	cooling, plain := fixture.Challenge(t, db, "support", leader), fixture.Challenge(t, db, "support", leader)
	exec(t, db, `UPDATE challenges SET answer_threshold = 2, answer_days = 30, answer_counts_from = 'threshold', answer_cool_down_months = CASE WHEN id = $1 THEN 6 END`, cooling)
	decided := fixture.Idea(t, db, author, cooling)
	if _, err := store.Answer(t.Context(), leader, idempotency.Key{}, decided, 1, answered(idea.Declined)); err != nil {
		t.Fatal(err)
	}
	// repeat makes one that so many support.
	repeat := func(in uuid.UUID) uuid.UUID {
		id := fixture.Idea(t, db, author, in)
		if i, err := store.SetRepeat(t.Context(), leader, id, 1, decided, "Samma bänk."); err != nil || i.Repeat.Of.ID != decided || i.Repeat.By.ID != leader.ID || i.Version != 2 {
			t.Fatalf("%+v %v", i.Repeat, err)
		}
		exec(t, db, `UPDATE idea_stats SET support_count = 2 WHERE idea_id = $1`, id)
		return id
	}
	owed := func(id uuid.UUID) bool {
		return scan[bool](t, db, `SELECT EXISTS (SELECT FROM answer_duties WHERE idea_id = $1)`, id)
	}
	held, freed, late, any := repeat(cooling), repeat(cooling), repeat(cooling), repeat(plain)
	if owed(held) || owed(freed) || !owed(any) {
		t.Errorf("owed while cooling: %v %v, without a cool-down: %v", owed(held), owed(freed), owed(any))
	}
	if _, err := store.SetRepeat(t.Context(), leader, held, 2, decided, "Samma bänk, med andra ord."); err != nil {
		t.Fatal(err)
	}
	if n := scan[int](t, db, `SELECT count(*) FROM notification_events WHERE kind = 'idea-repeats' AND subject_id = $1 AND actor_id = $2`, held, leader.ID); n != 1 {
		t.Errorf("the author is told %d times", n)
	}
	i, err := store.Get(t.Context(), auth.Principal{}, held)
	if err != nil || i.CoolsUntil(i.Repeat.MarkedAt) == nil || i.Goal(i.Repeat.MarkedAt) != nil {
		t.Errorf("while cooling: %+v %v", i, err)
	}
	if err := store.DeleteRepeat(t.Context(), leader, freed, 2); err != nil || !owed(freed) {
		t.Errorf("found to be none: %v, owed %v", err, owed(freed))
	}
	if n, err := store.OweCooled(t.Context()); n != 0 || err != nil {
		t.Errorf("%d cooled before their time: %v", n, err)
	}
	exec(t, db, `UPDATE idea_repeats SET of_id = $2 WHERE idea_id = $1`, late, decidedLongAgo(t, db, author, leader, cooling))
	if n, err := store.OweCooled(t.Context()); n != 1 || err != nil || !owed(late) || owed(held) {
		t.Errorf("%d cooled: %v, owed %v, and %v before its time", n, err, owed(late), owed(held))
	}
}

// decidedLongAgo is an idea whose cool-down of six months is over.
func decidedLongAgo(t *testing.T, db *postgres.DB, author, leader auth.Principal, challenge uuid.UUID) uuid.UUID {
	t.Helper()
	id := fixture.Idea(t, db, author, challenge)
	exec(t, db, `INSERT INTO official_answers (id, idea_id, number, decision, body, next_step, contact, by_id, department, answered_at)
		VALUES (gen_random_uuid(), $1, 1, 'declined', 'Nej.', '', '', $2, 'Gatukontoret', now() - interval '7 months')`, id, leader.ID)
	return id
}

// What a repeat reaches in time is owed after its cool-down, or when it is found to be none, though the time for gathering support is over
// by then; what it reaches too late is not. What is looked through for that is forgotten once it is owed.
func TestRepeatsKeepWhatTheyReachedInTime(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, author := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	c := fixture.Challenge(t, db, "support", leader)
	exec(t, db, `UPDATE challenges SET answer_threshold = 2, answer_days = 30, answer_window_days = 30, answer_counts_from = 'threshold', answer_cool_down_months = 6 WHERE id = $1`, c)
	decided := fixture.Idea(t, db, author, c)
	if _, err := store.Answer(t.Context(), leader, idempotency.Key{}, decided, 1, answered(idea.Declined)); err != nil {
		t.Fatal(err)
	}
	repeat := func(published, reached string) uuid.UUID {
		id := fixture.Idea(t, db, author, c)
		if _, err := store.SetRepeat(t.Context(), leader, id, 1, decided, "Samma."); err != nil {
			t.Fatal(err)
		}
		exec(t, db, `UPDATE idea_stats SET published_at = now() - $2::interval WHERE idea_id = $1`, id, reached)
		exec(t, db, `UPDATE idea_stats SET support_count = 2 WHERE idea_id = $1`, id)
		exec(t, db, `UPDATE idea_stats SET published_at = now() - $2::interval WHERE idea_id = $1`, id, published)
		return id
	}
	owed := func(id uuid.UUID) bool {
		return scan[bool](t, db, `SELECT EXISTS (SELECT FROM answer_duties WHERE idea_id = $1)`, id)
	}
	freed, cooled, late := repeat("40 days", "10 days"), repeat("40 days", "10 days"), repeat("40 days", "40 days")
	for _, id := range []uuid.UUID{freed, late} {
		if err := store.DeleteRepeat(t.Context(), leader, id, 2); err != nil {
			t.Fatal(err)
		}
	}
	if !owed(freed) || owed(cooled) || owed(late) {
		t.Errorf("owed: freed %v, cooling %v, reached too late %v", owed(freed), owed(cooled), owed(late))
	}
	exec(t, db, `UPDATE idea_repeats SET of_id = $2 WHERE idea_id = $1`, cooled, decidedLongAgo(t, db, author, leader, c))
	if n, err := store.OweCooled(t.Context()); n != 1 || err != nil || !owed(cooled) {
		t.Errorf("%d cooled: %v", n, err)
	}
	if n := scan[int](t, db, `SELECT count(*) FROM cooling_duties`); n != 0 {
		t.Errorf("%d are looked through again", n)
	}
}

func TestWhoMarksRepeats(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, author := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	c := fixture.Challenge(t, db, "support", leader)
	exec(t, db, `UPDATE challenges SET answer_threshold = 1, answer_days = 30, answer_counts_from = 'threshold', answer_cool_down_months = 6 WHERE id = $1`, c)
	id, decided, undecided, hidden := fixture.Idea(t, db, author, c), fixture.Idea(t, db, author, c), fixture.Idea(t, db, author, c), fixture.Idea(t, db, author, c)
	for _, one := range []uuid.UUID{decided, hidden} {
		if _, err := store.Answer(t.Context(), leader, idempotency.Key{}, one, 1, answered(idea.Accepted)); err != nil {
			t.Fatal(err)
		}
	}
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, hidden)
	for name, row := range map[string]struct {
		who     auth.Principal
		version int
		of      uuid.UUID
		code    errs.Code
	}{
		"the author": {author, 1, decided, errs.Forbidden}, "nobody": {auth.Principal{}, 1, decided, errs.Unauthorized},
		"who has read an earlier version": {leader, 7, decided, errs.PreconditionFailed}, "of one not decided on": {leader, 1, undecided, errs.Unprocessable},
		"of a hidden one": {leader, 1, hidden, errs.Unprocessable}, "of itself": {leader, 1, id, errs.Unprocessable},
	} {
		if _, err := store.SetRepeat(t.Context(), row.who, id, row.version, row.of, "Samma."); errs.CodeOf(err) != row.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	exec(t, db, `UPDATE idea_stats SET support_count = 1 WHERE idea_id = $1`, id)
	if _, err := store.SetRepeat(t.Context(), leader, id, 1, decided, "Samma."); errs.CodeOf(err) != errs.AnswerOwed {
		t.Errorf("one that is owed a decision: %v", err)
	}
}
