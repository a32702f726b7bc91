package challenge_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func open(t *testing.T) (*postgres.DB, *challenge.Store, auth.Principal) {
	t.Helper()
	db := postgrestest.New(t)
	return db, challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, "")), fixture.Account(t, db, auth.ProjectLeader)
}

// faults are the fields that an error names, each with its code.
func faults(err error) string {
	var known *errs.Error
	if !errors.As(err, &known) {
		return fmt.Sprint(err)
	}
	var all []string
	for _, f := range known.Fields {
		all = append(all, f.Name+" "+string(f.Code))
	}
	if len(all) == 0 {
		return string(known.Code)
	}
	return strings.Join(all, ", ")
}

// phase is one of a plan, from and until so many hours after the beginning; -1: without an end.
func phase(begin time.Time, from, until int, kind challenge.PhaseKind, id ...uuid.UUID) challenge.Phase {
	p := challenge.Phase{Terms: challenge.Terms{Kind: kind, StartsAt: begin.Add(time.Duration(from) * time.Hour), Open: kind.Opens()}}
	if until >= 0 {
		ends := begin.Add(time.Duration(until) * time.Hour)
		p.EndsAt = &ends
	}
	if len(id) > 0 {
		p.ID = id[0]
	}
	return p
}

// Which plans are refused, and why: by themselves, and after what has already happened.
func TestSetPhases(t *testing.T) {
	t.Parallel()
	db, store, leader := open(t)
	begin := time.Now().Add(-5 * time.Hour).Truncate(time.Second)
	const collect, refine, vote, decide = challenge.CollectIdeas, challenge.RefineTogether, challenge.VotePhase, challenge.Decide
	// One is over, one runs, one is to come.
	had := func(id uuid.UUID) []uuid.UUID {
		return []uuid.UUID{fixture.Phase(t, db, id, -5*time.Hour, -3*time.Hour, "posting"), fixture.Phase(t, db, id, -3*time.Hour, 3*time.Hour, "posting"),
			fixture.Phase(t, db, id, 3*time.Hour, 5*time.Hour, "voting")}
	}
	tests := []struct {
		name  string
		state string
		old   bool
		plan  func(challenge.Plan) challenge.Plan
		why   string
		want  string
	}{
		{"a draft is free", "draft", false, func(challenge.Plan) challenge.Plan {
			return challenge.Plan{phase(begin, 0, 1, collect), phase(begin, 2, 3, vote), phase(begin, 3, -1, challenge.FollowUp)}
		}, "", "<nil>"},
		{"the first phases are free", "open", false, func(challenge.Plan) challenge.Plan { return challenge.Plan{phase(begin, 0, 8, collect)} }, "Nu.", "<nil>"},
		{"and so are those of a closed challenge", "closed", false, func(challenge.Plan) challenge.Plan { return challenge.Plan{phase(begin, 0, 8, collect)} }, "Nu.", "<nil>"},
		{"published without a reason", "open", false, func(challenge.Plan) challenge.Plan { return challenge.Plan{phase(begin, 0, 8, collect)} }, "", "reason required"},
		{"archived", "archived", false, func(challenge.Plan) challenge.Plan { return challenge.Plan{phase(begin, 0, 8, collect)} }, "Nu.", "state_transition"},
		{"ends before it begins", "draft", false, func(challenge.Plan) challenge.Plan { return challenge.Plan{phase(begin, 2, 1, collect)} }, "", "phases/0/endsAt before_start"},
		{"overlapping", "draft", false, func(challenge.Plan) challenge.Plan {
			return challenge.Plan{phase(begin, 0, 3, collect), phase(begin, 2, 4, vote)}
		}, "", "phases/1/startsAt overlaps"},
		{"two without an end", "draft", false, func(challenge.Plan) challenge.Plan {
			return challenge.Plan{phase(begin, 0, -1, collect), phase(begin, 2, -1, vote)}
		}, "", "phases/0/endsAt required"},
		{"another challenge's phase", "draft", false, func(challenge.Plan) challenge.Plan {
			return challenge.Plan{phase(begin, 0, 3, collect, uuid.New())}
		}, "", "phases/0/id unknown_id"},
		{"unchanged, without a reason", "open", true, func(p challenge.Plan) challenge.Plan { return p }, "", "<nil>"},
		{"what is to come moves", "open", true, func(p challenge.Plan) challenge.Plan {
			p[1].EndsAt = nil
			ends, later := begin.Add(9*time.Hour), begin.Add(10*time.Hour)
			p[1].EndsAt, p[2].StartsAt, p[2].EndsAt, p[2].Kind = &ends, later, nil, decide
			return p
		}, "Fler behöver tid.", "<nil>"},
		{"what is to come goes", "open", true, func(p challenge.Plan) challenge.Plan { return p[:2] }, "Ingen omröstning.", "<nil>"},
		{"what was goes", "open", true, func(p challenge.Plan) challenge.Plan { return p[1:] }, "Glöm det.", "phases already_begun"},
		{"what was changes", "open", true, func(p challenge.Plan) challenge.Plan { p[0].Open = challenge.Acts{}; return p }, "Glöm det.", "phases/0/startsAt already_begun"},
		{"what runs began at another time", "open", true, func(p challenge.Plan) challenge.Plan { p[1].StartsAt = begin.Add(3 * time.Hour); return p }, "Glöm det.", "phases/1/startsAt already_begun"},
		{"ended long ago", "open", true, func(p challenge.Plan) challenge.Plan {
			ends := begin.Add(3 * time.Hour)
			p[1].EndsAt = &ends
			return p
		}, "Glöm det.", "phases/1/endsAt in_the_past"},
		{"a new one in the past", "open", true, func(p challenge.Plan) challenge.Plan {
			return challenge.Plan{p[0], p[1], phase(begin, 1, 2, refine)}
		}, "Glöm det.", "phases/2/startsAt overlaps, phases/2/startsAt in_the_past, phases/2/endsAt in_the_past"},
		{"twice the same", "open", true, func(p challenge.Plan) challenge.Plan {
			again := p[2]
			again.StartsAt, again.EndsAt = *p[2].EndsAt, nil
			return append(p, again)
		}, "Två.", "phases/3/id duplicate"},
	}
	for _, test := range tests {
		id := fixture.Challenge(t, db, challenge.Support, leader)
		exec(t, db, `UPDATE challenges SET state = $2 WHERE id = $1`, id, test.state)
		if test.old {
			had(id)
		}
		before, err := store.Get(t.Context(), leader, id)
		if err != nil {
			t.Fatal(err)
		}
		plan := test.plan(slices.Clone(before.Phases))
		after, err := store.SetPhases(t.Context(), leader, id, before.Version, plan, test.why)
		if got := faults(err); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
		moved, told := err == nil && test.state != "draft" && test.why != "", 0
		if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM notification_events WHERE kind = 'phase-moved' AND subject_id = $1`, id).Scan(&told); err != nil || (told == 1) != moved {
			t.Errorf("%s: followers are told %d times, %v", test.name, told, err)
		}
		if err == nil && (len(after.Phases) != len(plan) || after.Version != before.Version+1) {
			t.Errorf("%s: %d phases, version %d", test.name, len(after.Phases), after.Version)
		}
	}
}

// A running phase that ends now ends at once, the next begins at the same moment, and the history says who did it and why.
func TestEndPhaseNow(t *testing.T) {
	t.Parallel()
	db, store, leader := open(t)
	id := fixture.Challenge(t, db, challenge.Support, leader)
	fixture.Phase(t, db, id, -time.Hour, time.Hour, "posting")
	fixture.Phase(t, db, id, time.Hour, 3*time.Hour, "voting")
	c, err := store.Get(t.Context(), leader, id)
	if err != nil {
		t.Fatal(err)
	}
	pressed := time.Now().Add(-time.Minute) // the leader's clock is slow
	c.Phases[0].EndsAt, c.Phases[1].StartsAt = &pressed, pressed
	after, err := store.SetPhases(t.Context(), leader, id, c.Version, c.Phases, "Alla skolor har svarat.")
	if err != nil {
		t.Fatal(err)
	}
	if after.Open != (challenge.Openness{Voting: true}) || !after.Phases[0].EndsAt.Equal(after.Phases[1].StartsAt) || !after.Phases[0].EndsAt.After(pressed) {
		t.Errorf("open for %+v, phases %+v", after.Open, after.Phases)
	}
	if _, err := store.SetPhases(t.Context(), leader, id, c.Version, c.Phases, "Samtidigt."); errs.CodeOf(err) != errs.PreconditionFailed {
		t.Errorf("a second leader: %v", err)
	}
	history, err := store.ListPhaseChanges(t.Context(), auth.Principal{}, id, page.First())
	if err != nil || len(history.Items) != 1 || history.Items[0].Reason != "Alla skolor har svarat." || history.Items[0].ChangedBy.ID != leader.ID {
		t.Fatalf("%+v, %v", history.Items, err)
	}
	if moved := history.Items[0].Moves; len(moved) != 2 || !moved[0].Before.EndsAt.After(*moved[0].After.EndsAt) || moved[1].After.Kind != challenge.CollectIdeas {
		t.Errorf("%+v", moved)
	}
}

// Phases open and close a challenge; nobody does by hand, and nothing contradicts them.
func TestPhasesDecide(t *testing.T) {
	t.Parallel()
	db, store, leader := open(t)
	id := fixture.Challenge(t, db, challenge.Support, leader)
	fixture.Phase(t, db, id, -time.Hour, time.Hour, "posting")
	state := func(to challenge.State, want errs.Code) {
		t.Helper()
		c, err := store.Get(t.Context(), leader, id)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := store.SetState(t.Context(), leader, id, c.Version, to); errs.CodeOf(err) != want || want == "" && err != nil {
			t.Fatalf("to %s: %v, want %q", to, err, want)
		}
	}
	state(challenge.Closed, errs.PhasesDecide)
	later := time.Now().Add(time.Minute)
	if _, err := store.Update(t.Context(), leader, id, 1, func(f *challenge.Fields) { f.ClosesAt = &later }); faults(err) != "closesAt set_by_phases" {
		t.Error(err)
	}
	if _, err := store.Update(t.Context(), leader, id, 1, func(f *challenge.Fields) { f.Title = "Torget" }); err != nil {
		t.Error(err)
	}
	exec(t, db, `UPDATE phases SET ends_at = now() WHERE challenge_id = $1`, id)
	state(challenge.Open, errs.PhasesDecide)
	state(challenge.Archived, "")
	state(challenge.Closed, "")
	c, err := store.Get(t.Context(), leader, id)
	if err != nil || c.State != challenge.Closed || c.Open.Posting {
		t.Errorf("out of the archive: %s, %+v, %v", c.State, c.Open, err)
	}
	_, err = store.Create(t.Context(), leader, idempotency.Key{}, challenge.Fields{Title: "Torget", Question: "Vad?", Description: "Så.", Voting: challenge.Support,
		Voters: challenge.Anyone, Proposers: challenge.Residents16, OpensAt: &later, Phases: challenge.Plan{phase(later, 0, 1, challenge.CollectIdeas)}})
	if faults(err) != "phases not_together" {
		t.Error(err)
	}
}

// Whatever is written past the program, phases of a challenge never overlap, end before they begin or become too many.
func TestPhaseConstraints(t *testing.T) {
	t.Parallel()
	db, _, _ := open(t)
	id, other := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	fixture.Phase(t, db, id, time.Hour, 2*time.Hour)
	fixture.Phase(t, db, id, 2*time.Hour, 3*time.Hour) // right after it
	fixture.Phase(t, db, other, time.Hour, 2*time.Hour)
	for _, test := range []struct{ number, from, until int }{{3, 1, 5}, {3, 0, 4}, {3, 5, 4}, {13, 8, 9}, {2, 8, 9}} {
		_, err := db.Pool.Exec(t.Context(), `INSERT INTO phases (id, challenge_id, number, kind, starts_at, ends_at, open)
			VALUES (gen_random_uuid(), $1, $2, 'do', now() + make_interval(hours => $3), now() + make_interval(hours => $4), '{}')`, id, test.number, test.from, test.until)
		if err == nil {
			t.Errorf("%+v is taken", test)
		}
	}
	if _, err := db.Pool.Exec(t.Context(), `UPDATE challenges SET state = 'closed' WHERE id = $1`, id); err == nil {
		t.Error("closed by hand")
	}
}

// A phase that begins is told of once, however many look for it, however often; one that was missed altogether by nobody.
func TestTurn(t *testing.T) {
	t.Parallel()
	db, store, leader := open(t)
	draft, running := fixture.Challenge(t, db, challenge.Support, leader), fixture.Challenge(t, db, challenge.Support, leader)
	exec(t, db, `UPDATE challenges SET state = 'draft' WHERE id = $1`, draft)
	fixture.Phase(t, db, draft, -time.Hour, time.Hour)
	fixture.Phase(t, db, running, -2*time.Hour, -time.Hour)
	fixture.Phase(t, db, running, -time.Hour, time.Hour)
	fixture.Phase(t, db, running, time.Hour, 2*time.Hour)
	told := func() (n int) {
		if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM notification_events WHERE kind = 'phase-turned' AND subject_id = $1`, running).Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	turned := make(chan int)
	for range 8 {
		go func() {
			n, err := store.Turn(t.Context())
			if err != nil {
				t.Error(err)
			}
			turned <- n
		}()
	}
	all := 0
	for range 8 {
		all += <-turned
	}
	if n, err := store.Turn(t.Context()); n+all != 2 || err != nil || told() != 1 {
		t.Errorf("%d and then %d phases turned, told of %d: %v", all, n, told(), err)
	}
	c, err := store.Get(t.Context(), leader, running)
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	c.Phases[1].EndsAt, c.Phases[2].StartsAt = &now, now
	if _, err := store.SetPhases(t.Context(), leader, running, c.Version, c.Phases, "Vi är klara."); err != nil {
		t.Fatal(err)
	}
	if n, err := store.Turn(t.Context()); n != 1 || err != nil || told() != 2 {
		t.Errorf("moved: %d turned, told of %d: %v", n, told(), err)
	}
}

// A copy moves by days of the calendar: times of day stay across a change of clocks, and nothing else comes along.
func TestCopy(t *testing.T) {
	t.Parallel()
	db, store, leader := open(t)
	other := fixture.Account(t, db, auth.ProjectLeader)
	at := func(s string) time.Time {
		moment, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return moment
	}
	until := func(p challenge.Phase, s string) challenge.Phase { ends := at(s); p.EndsAt = &ends; return p }
	winter := challenge.Plan{
		until(phase(at("2026-01-12T08:00:00+01:00"), 0, -1, challenge.CollectIdeas), "2026-02-09T00:00:00+01:00"),
		until(phase(at("2026-02-16T00:00:00+01:00"), 0, -1, challenge.VotePhase), "2026-03-02T18:00:00+01:00"),
		phase(at("2026-03-02T18:00:00+01:00"), 0, -1, challenge.FollowUp),
	}
	winter[0].Description, winter[1].Open = "Alla kan skriva.", challenge.Acts{challenge.ActVoting}
	from, err := store.Create(t.Context(), other, idempotency.Key{}, challenge.Fields{Title: "Torget", Question: "Vad?", Description: "Så.", Voting: challenge.Opinion,
		Voters: challenge.VerifiedResidents, Proposers: challenge.Anyone, Phases: winter})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Copy(t.Context(), leader, idempotency.Key{}, from.ID, nil, nil); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("another's draft: %v", err)
	}
	exec(t, db, `UPDATE challenges SET state = 'open' WHERE id = $1`, from.ID)
	if _, err := store.Copy(t.Context(), leader, idempotency.Key{}, from.ID, nil, nil); faults(err) != "startsAt required" {
		t.Errorf("without a start: %v", err)
	}
	if _, err := store.Copy(t.Context(), fixture.Account(t, db, auth.Member), idempotency.Key{}, from.ID, nil, nil); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("by a member: %v", err)
	}
	kept, gone := uuid.Must(uuid.NewV7()), uuid.Must(uuid.NewV7())
	exec(t, db, `INSERT INTO topics (id, slug, name_sv, name_en, state) VALUES ($1, 'torg', 'Torg', 'Squares', 'active'), ($2, 'gammalt', 'Gammalt', 'Old', 'archived')`, kept, gone)
	exec(t, db, `INSERT INTO challenge_topics (challenge_id, topic_id, number) VALUES ($1, $2, 1), ($1, $3, 2)`, from.ID, gone, kept)
	start, title := at("2026-02-23T09:00:00+01:00"), "Torget igen"
	c, err := store.Copy(t.Context(), leader, idempotency.Key{}, from.ID, &title, &start)
	if err != nil {
		t.Fatal(err)
	}
	if c.State != challenge.Draft || c.Title != title || c.Question != from.Question || c.Voters != from.Voters || c.Proposers != from.Proposers || c.Voting != from.Voting ||
		len(c.Leaders) != 1 || c.Leaders[0].ID != leader.ID || c.Phases[0].Description != "Alla kan skriva." || len(c.Phases[1].Open) != 1 {
		t.Errorf("%+v", c)
	}
	if len(c.Topics) != 1 || c.Topics[0].ID != kept {
		t.Errorf("topics %+v", c.Topics)
	}
	// Six weeks later summer time has begun.
	want := []string{"2026-02-23T09:00:00+01:00", "2026-03-23T00:00:00+01:00", "2026-03-30T00:00:00+02:00", "2026-04-13T18:00:00+02:00", "2026-04-13T18:00:00+02:00"}
	got := []time.Time{c.Phases[0].StartsAt, *c.Phases[0].EndsAt, c.Phases[1].StartsAt, *c.Phases[1].EndsAt, c.Phases[2].StartsAt}
	for n := range want {
		if !got[n].Equal(at(want[n])) {
			t.Errorf("%s, want %s", got[n], want[n])
		}
	}
	if c.Phases[2].EndsAt != nil || c.Phases[0].ID == from.Phases[0].ID {
		t.Errorf("%+v", c.Phases)
	}
}
