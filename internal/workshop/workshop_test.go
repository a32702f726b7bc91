package workshop_test

import (
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/workshop"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// noKey repeats nothing.
var noKey idempotency.Key

// site is where the tests' mails and calendars lead.
const site = "https://medskapa.example"

func open(t *testing.T) (*postgres.DB, *workshop.Store) {
	t.Helper()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return db, workshop.NewStore(db.Gorm, markdown.New(), mail.NewOutbox(queue), lead.NewStore(db.Gorm, mail.NewOutbox(queue), site), site)
}

// fields is a valid workshop next week.
func fields(change ...func(*workshop.Fields)) workshop.Fields {
	place := "Folkets hus, Älvsala"
	start := time.Now().Add(7 * 24 * time.Hour).Truncate(time.Second)
	f := workshop.Fields{Title: "Rita om torget", Description: "Vi ritar **tillsammans**.", StartsAt: start, EndsAt: start.Add(2 * time.Hour), Place: &place, Seats: 20}
	for _, c := range change {
		c(&f)
	}
	return f
}

func seats(n int) func(*workshop.Fields) { return func(f *workshop.Fields) { f.Seats = n } }

// publish makes a published workshop led by leader.
func publish(t *testing.T, s *workshop.Store, leader auth.Principal, change ...func(*workshop.Fields)) workshop.Workshop {
	t.Helper()
	w, err := s.Create(t.Context(), leader, noKey, fields(change...), workshop.Published)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// wants fails the test unless err has the code, and the field's code when one is given.
func wants(t *testing.T, err error, code errs.Code, field ...string) {
	t.Helper()
	if errs.CodeOf(err) != code {
		t.Fatalf("%v, want %s", err, code)
	}
	if len(field) == 0 {
		return
	}
	var problem *errs.Error
	if !errors.As(err, &problem) || len(problem.Fields) != 1 || problem.Fields[0].Name != field[0] || string(problem.Fields[0].Code) != field[1] {
		t.Fatalf("%v, want %v", err, field)
	}
}

func TestCreateAndGet(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	of := fixture.Challenge(t, db, "support", leader)
	f := fields(func(f *workshop.Fields) {
		f.ChallengeID = &of
		f.Audience = workshop.Audience{"researcher", "public-body"}
	})
	w, err := s.Create(t.Context(), leader, noKey, f, workshop.Draft)
	if err != nil {
		t.Fatal(err)
	}
	if w.Title != f.Title || !w.StartsAt.Equal(f.StartsAt) || !w.EndsAt.Equal(f.EndsAt) || *w.Place != *f.Place || w.Link != nil || w.Seats != 20 ||
		w.State != workshop.Draft || w.Version != 1 || len(w.Audience) != 2 || w.Audience[1] != "public-body" || w.Challenge.ID != of || *w.ChallengeID != of ||
		len(w.Leaders) != 1 || w.Leaders[0].ID != leader.ID || w.DescriptionHTML != "<p>Vi ritar <strong>tillsammans</strong>.</p>\n" {
		t.Fatalf("%+v", w)
	}
	for name, who := range map[string]auth.Principal{"nobody": {}, "another leader": fixture.Account(t, db, auth.ProjectLeader), "a leader until a while ago": former(t, db, w.ID)} {
		if _, err := s.Get(t.Context(), who, w.ID); errs.CodeOf(err) != errs.NotFound {
			t.Errorf("%s reads a draft: %v", name, err)
		}
	}
	if _, err := s.Get(t.Context(), fixture.Account(t, db, auth.Administrator), w.ID); err != nil {
		t.Error(err)
	}
}

func TestCreateRules(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	nothing := uuid.New()
	for name, c := range map[string]struct {
		change       func(*workshop.Fields)
		field, fault string
	}{
		"in the past":       {func(f *workshop.Fields) { f.StartsAt = time.Now().Add(-time.Minute) }, "startsAt", "in_the_past"},
		"ends as it starts": {func(f *workshop.Fields) { f.EndsAt = f.StartsAt }, "endsAt", "before_start"},
		"31 days":           {func(f *workshop.Fields) { f.EndsAt = f.StartsAt.Add(30*24*time.Hour + time.Second) }, "endsAt", "too_large"},
		"nowhere":           {func(f *workshop.Fields) { f.Place = nil }, "place", "place_or_link"},
		"no such challenge": {func(f *workshop.Fields) { f.ChallengeID = &nothing }, "challengeId", "unknown_id"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := s.Create(t.Context(), leader, noKey, fields(c.change), workshop.Published)
			wants(t, err, errs.Unprocessable, c.field, c.fault)
		})
	}
	for _, role := range []auth.Role{auth.Member, auth.Moderator} {
		_, err := s.Create(t.Context(), fixture.Account(t, db, role), noKey, fields(), workshop.Draft)
		wants(t, err, errs.Forbidden)
	}
}

func TestCreateTwiceWithOneKey(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	sent := "a-key"
	key, err := idempotency.NewKey(leader.ID, &sent, "createWorkshop", "content")
	if err != nil {
		t.Fatal(err)
	}
	first, err := s.Create(t.Context(), leader, key, fields(), workshop.Published)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.Create(t.Context(), leader, key, fields(), workshop.Published)
	if err != nil || second.ID != first.ID {
		t.Fatalf("%s and %s: %v", first.ID, second.ID, err)
	}
}

// A workshop of a challenge that is still a draft does not give the challenge away.
func TestDraftChallengeStaysHidden(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	of := fixture.Challenge(t, db, "support", leader)
	if _, err := db.Pool.Exec(t.Context(), `UPDATE challenges SET state = 'draft' WHERE id = $1`, of); err != nil {
		t.Fatal(err)
	}
	made := publish(t, s, leader, func(f *workshop.Fields) { f.ChallengeID = &of })
	w, err := s.Get(t.Context(), auth.Principal{}, made.ID)
	if err != nil || w.Challenge.ID != uuid.Nil || w.Challenge.Title != "" || *w.ChallengeID != of {
		t.Fatalf("%+v: %v", w, err)
	}
}

// former is somebody whose assignment to lead a workshop has ended.
func former(t *testing.T, db *postgres.DB, workshop uuid.UUID) auth.Principal {
	t.Helper()
	who := fixture.Account(t, db, auth.ProjectLeader)
	_, err := db.Pool.Exec(t.Context(), `INSERT INTO lead_assignments (account_id, workshop_id, granted_at, ends_at)
		VALUES ($1, $2, now() - interval '1 day', now() - interval '1 second')`, who.ID, workshop)
	if err != nil {
		t.Fatal(err)
	}
	return who
}
