package idea_test

import (
	"runtime"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
)

func answered(decision idea.Stage) idea.OfficialFields {
	department := "Gatukontoret"
	return idea.OfficialFields{Decision: decision, Body: "Vi har räknat på **det**.", NextStep: "Vi börjar i vår.", Department: &department}
}

// An answer moves the idea where the table has a step, and leaves it where work has begun; every version stays to be read.
func TestOfficialAnswers(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader := fixture.Account(t, db, auth.Member)
	c := fixture.Challenge(t, db, "support", leader)
	for _, row := range []struct{ from, decision, to idea.Stage }{
		{idea.New, idea.Accepted, idea.Accepted}, {idea.New, idea.InDialogue, idea.InDialogue}, {idea.Accepted, idea.Declined, idea.Declined},
		{idea.Accepted, idea.Accepted, idea.Accepted}, {idea.InProgress, idea.Declined, idea.InProgress}, {idea.Dropped, idea.Accepted, idea.Dropped},
	} {
		id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member), c)
		exec(t, db, `UPDATE ideas SET stage = $2 WHERE id = $1`, id, string(row.from))
		a, err := store.Answer(t.Context(), leader, idempotency.Key{}, id, 1, answered(row.decision))
		if err != nil || a.Number != 1 || a.By.ID != leader.ID || a.DepartmentName != "Gatukontoret" || a.BodyHTML != "<p>Vi har räknat på <strong>det</strong>.</p>\n" {
			t.Errorf("%v: %+v %v", row, a, err)
		}
		i, err := store.Get(t.Context(), auth.Principal{}, id)
		if err != nil || i.Stage != row.to || i.Answer == nil || i.Answer.Decision != row.decision || i.Version != 2 {
			t.Errorf("%v: %+v %v", row, i, err)
		}
		if moved := i.LastStep != nil; moved != (row.from != row.to) || moved && i.LastStep.Reason != "Vi har räknat på det." {
			t.Errorf("%v: step %+v", row, i.LastStep)
		}
		if _, err := store.Answer(t.Context(), leader, idempotency.Key{}, id, 2, answered(idea.InDialogue)); err != nil {
			t.Errorf("%v: another version: %v", row, err)
		}
		found, err := store.ListOfficial(t.Context(), auth.Principal{}, id, page.First())
		if err != nil || len(found.Items) != 2 || found.Items[0].Number != 2 {
			t.Errorf("%v: versions %+v %v", row, found, err)
		}
	}
	for _, sql := range []string{`UPDATE official_answers SET body = 'Annat.'`, `DELETE FROM official_answers`} {
		if _, err := db.Pool.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s is let through", sql)
		}
	}
	checkCounts(t, db)
}

func TestWhoAnswers(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, author := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, author, fixture.Challenge(t, db, "support", leader))
	company, department := fixture.Organisation(t, db, author), fixture.Organisation(t, db, author)
	exec(t, db, `UPDATE participants SET kind = 'department' WHERE id = $1`, department)
	in := func(organisation uuid.UUID) idea.OfficialFields {
		f := answered(idea.Accepted)
		f.DepartmentID, f.Department = &organisation, nil
		return f
	}
	both, neither := in(department), answered(idea.Accepted)
	both.Department, neither.Department = neither.Department, nil
	for name, row := range map[string]struct {
		who     auth.Principal
		version int
		f       idea.OfficialFields
		code    errs.Code
	}{
		"the author": {author, 1, answered(idea.Accepted), errs.Forbidden}, "nobody": {auth.Principal{}, 1, answered(idea.Accepted), errs.Unauthorized},
		"who has read an earlier version": {leader, 7, answered(idea.Accepted), errs.PreconditionFailed},
		"for a company":                   {leader, 1, in(company), errs.Unprocessable}, "for an unverified department": {leader, 1, in(department), errs.Unprocessable},
		"for nobody": {leader, 1, neither, errs.Unprocessable}, "for two": {leader, 1, both, errs.Unprocessable},
	} {
		if _, err := store.Answer(t.Context(), row.who, idempotency.Key{}, id, row.version, row.f); errs.CodeOf(err) != row.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	exec(t, db, `UPDATE organisations SET verified_at = now(), verified_by = founder_id WHERE id = $1`, department)
	if a, err := store.Answer(t.Context(), leader, idempotency.Key{}, id, 1, in(department)); err != nil || a.DepartmentID == nil || *a.DepartmentID != department {
		t.Errorf("for a department: %+v %v", a, err)
	}
}

// A decision that falls together with the vote that crosses the threshold pays what that vote brings about; so does one that falls
// together with the promise.
func TestAnswerDuringTheVoteThatOwesIt(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader := fixture.Account(t, db, auth.Member)
	c := fixture.Challenge(t, db, "support", leader)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member), c)
	exec(t, db, `UPDATE challenges SET answer_threshold = 1, answer_days = 30, answer_counts_from = 'threshold' WHERE id = $1`, c)
	tx, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `UPDATE idea_stats SET support_count = 1 WHERE idea_id = $1`, id); err != nil {
		t.Fatal(err)
	}
	var answers errgroup.Group
	answers.Go(func() error {
		_, err := store.Answer(t.Context(), leader, idempotency.Key{}, id, 1, answered(idea.Accepted))
		return err
	})
	for !scan[bool](t, db, `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`) {
		runtime.Gosched()
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := answers.Wait(); err != nil {
		t.Fatal(err)
	}
	if !scan[bool](t, db, `SELECT answered_at IS NOT NULL FROM answer_duties WHERE idea_id = $1`, id) {
		t.Error("the answer is given and still owed")
	}
}

// Two leaders who answer at once do not answer over each other, and the same call repeated answers once.
func TestAnswersAtOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leaders := []auth.Principal{fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)}
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member), fixture.Challenge(t, db, "support", leaders...))
	results := make([]error, 8)
	var all errgroup.Group
	for n := range results {
		all.Go(func() error {
			_, results[n] = store.Answer(t.Context(), leaders[n%2], idempotency.Key{}, id, 1, answered([]idea.Stage{idea.Accepted, idea.Declined}[n%2]))
			return nil
		})
	}
	_ = all.Wait() // the results say it
	won := 0
	for _, err := range results {
		if err == nil {
			won++
		} else if errs.CodeOf(err) != errs.PreconditionFailed {
			t.Error(err)
		}
	}
	if n := scan[int](t, db, `SELECT count(*) FROM official_answers`); won != 1 || n != 1 {
		t.Errorf("%d won, %d stored", won, n)
	}
	again := "again"
	key, err := idempotency.NewKey(leaders[0].ID, &again, "createOfficialAnswer", "x")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if a, err := store.Answer(t.Context(), leaders[0], key, id, 2, answered(idea.InDialogue)); err != nil || a.Number != 2 {
			t.Errorf("%+v %v", a, err)
		}
	}
}
