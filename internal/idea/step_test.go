package idea_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
)

const why = "Vi har räknat på det."

// Who decides, who carries on, and from where: a row is somebody's way, and what they get at its last step.
func TestStages(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, other, author := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.Member)
	admin, moderator := fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.Moderator)
	c := fixture.Challenge(t, db, "support", leader)
	in, alone := []uuid.UUID{c}, []uuid.UUID(nil)
	for _, row := range []struct {
		name       string
		challenges []uuid.UUID
		who        auth.Principal
		way        []idea.Stage
		code       errs.Code
	}{
		{"the leader decides", in, leader, []idea.Stage{idea.InDialogue, idea.Accepted, idea.InProgress, idea.Done, idea.InProgress}, ""},
		{"the leader thinks again", in, leader, []idea.Stage{idea.Declined, idea.InDialogue, idea.PartlyAccepted, idea.Declined}, ""},
		{"an administrator decides", in, admin, []idea.Stage{idea.Declined}, ""},
		{"a moderator does not", in, moderator, []idea.Stage{idea.Declined}, errs.Forbidden},
		{"the leader of something else does not", in, other, []idea.Stage{idea.InDialogue}, errs.Forbidden},
		{"a project leader takes a free-standing idea on", alone, other, []idea.Stage{idea.InDialogue}, ""},
		{"a member does not", alone, leader, []idea.Stage{idea.InDialogue}, errs.Forbidden},
		{"the author decides nothing", in, author, []idea.Stage{idea.Accepted}, errs.Forbidden},
		{"the author begins and ends", in, author, []idea.Stage{idea.InProgress, idea.Paused, idea.InProgress, idea.Done}, ""},
		{"the author gives up and takes up again", in, author, []idea.Stage{idea.Dropped, idea.New}, ""},
		{"nothing is done before it is begun", in, leader, []idea.Stage{idea.Done}, errs.StateTransition},
		{"where it is already is no step", in, leader, []idea.Stage{idea.Declined, idea.Declined}, errs.StateTransition},
		{"nobody", in, auth.Principal{}, []idea.Stage{idea.Dropped}, errs.Unauthorized},
	} {
		id := fixture.Idea(t, db, author, row.challenges...)
		var err error
		for n, to := range row.way {
			var moved idea.Idea
			if moved, err = store.SetStage(t.Context(), row.who, id, n+1, to, why); err == nil && (moved.Stage != to || moved.LastStep == nil || moved.LastStep.To != to) {
				t.Errorf("%s: at %s after %v", row.name, moved.Stage, moved.LastStep)
			}
			if err != nil && n < len(row.way)-1 {
				t.Errorf("%s: step %d: %v", row.name, n, err)
			}
		}
		if errs.CodeOf(err) != row.code {
			t.Errorf("%s: %v", row.name, err)
		}
	}
	declined := fixture.Idea(t, db, author, c)
	if _, err := store.SetStage(t.Context(), leader, declined, 1, idea.Declined, why); err != nil {
		t.Fatal(err)
	}
	if _, err := store.SetStage(t.Context(), author, declined, 2, idea.InProgress, why); errs.CodeOf(err) != errs.StateTransition {
		t.Errorf("what was declined is begun: %v", err)
	}
	checkCounts(t, db)
}

// The history tells every step with its reason and as what it was taken, and nobody rewrites it.
func TestStepsAreKept(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	id := fixture.Idea(t, db, leader, fixture.Challenge(t, db, "support", leader))
	for n, to := range []idea.Stage{idea.Accepted, idea.InProgress} {
		if _, err := store.SetStage(t.Context(), leader, id, n+1, to, why); err != nil {
			t.Fatal(err)
		}
	}
	found, err := store.ListSteps(t.Context(), auth.Principal{}, id, page.First())
	if err != nil || len(found.Items) != 2 || found.Total != 2 {
		t.Fatalf("%+v %v", found, err)
	}
	if last := found.Items[0]; last.From != idea.Accepted || last.To != idea.InProgress || last.Capacity != idea.AsAuthor || last.Reason != why || last.By.ID != leader.ID {
		t.Errorf("%+v", last)
	}
	if found.Items[1].Capacity != idea.AsLeader {
		t.Errorf("%+v", found.Items[1])
	}
	for _, sql := range []string{`UPDATE idea_steps SET reason = 'Annat.'`, `UPDATE idea_steps SET to_stage = 'done'`, `DELETE FROM idea_steps`} {
		if _, err := db.Pool.Exec(t.Context(), sql); err == nil {
			t.Errorf("%s is let through", sql)
		}
	}
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, id)
	if _, err := store.ListSteps(t.Context(), auth.Principal{}, id, page.First()); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("of a hidden idea: %v", err)
	}
	if _, err := store.SetStage(t.Context(), leader, id, 3, idea.Done, why); errs.CodeOf(err) != errs.IdeaNotPublished {
		t.Errorf("a hidden idea moves: %v", err)
	}
}

// Of ten who move it at once, having read the same, one does, and the others are told that it has changed.
func TestStepsAtOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member), fixture.Challenge(t, db, "support", leader))
	results := make([]error, 10)
	var all errgroup.Group
	for n := range results {
		all.Go(func() error {
			_, results[n] = store.SetStage(t.Context(), leader, id, 1, []idea.Stage{idea.Accepted, idea.Declined}[n%2], why)
			return nil
		})
	}
	_ = all.Wait() // the results say it
	won := slices.DeleteFunc(slices.Clone(results), func(err error) bool { return err != nil })
	lost := slices.DeleteFunc(slices.Clone(results), func(err error) bool { return errs.CodeOf(err) != errs.PreconditionFailed })
	if len(won) != 1 || len(lost) != 9 {
		t.Errorf("%v", results)
	}
	if n := scan[int](t, db, `SELECT count(*) FROM notification_events WHERE kind = 'idea-stage'`); n != 1 {
		t.Errorf("%d events", n)
	}
	if n := scan[int](t, db, `SELECT count(*) FROM idea_steps`); n != 1 {
		t.Errorf("%d steps", n)
	}
}

// What the page offers is what the store lets through.
func TestNextStagesAreWhatTheStoreAllows(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, author, nobody := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	c := fixture.Challenge(t, db, "support", leader)
	for _, from := range []idea.Stage{idea.New, idea.InDialogue, idea.Accepted, idea.PartlyAccepted, idea.Declined, idea.InProgress, idea.Done, idea.Paused, idea.Dropped} {
		for _, who := range []auth.Principal{leader, author, nobody} {
			for _, to := range []idea.Stage{idea.New, idea.InDialogue, idea.Accepted, idea.PartlyAccepted, idea.Declined, idea.InProgress, idea.Done, idea.Paused, idea.Dropped} {
				id := fixture.Idea(t, db, author, c)
				exec(t, db, `UPDATE ideas SET stage = $2 WHERE id = $1`, id, string(from))
				relations, err := store.Relations(t.Context(), who, []uuid.UUID{id})
				if err != nil {
					t.Fatal(err)
				}
				_, err = store.SetStage(t.Context(), who, id, 1, to, why)
				if offered := slices.Contains(relations[0].Next, to); offered != (err == nil) {
					t.Errorf("%s to %s: offered %t, done %v", from, to, offered, err)
				}
			}
		}
	}
}
