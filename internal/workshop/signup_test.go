package workshop_test

import (
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/workshop"
)

// tally is what Postgres says about a workshop, in one snapshot.
type tally struct {
	Seats, SeatedCount, WaitingCount int
	Seated, Waiting                  int
	LastSeated, FirstWaiting         int64
}

func count(t *testing.T, db *postgres.DB, id uuid.UUID) tally {
	t.Helper()
	var n tally
	err := db.Pool.QueryRow(t.Context(), `SELECT w.seats, w.seated_count, w.waiting_count,
			count(*) FILTER (WHERE g.state = 'seated'), count(*) FILTER (WHERE g.state = 'waiting'),
			COALESCE(max(g.number) FILTER (WHERE g.state = 'seated'), 0), COALESCE(min(g.number) FILTER (WHERE g.state = 'waiting'), 9e18::bigint)
		FROM workshops w LEFT JOIN signups g ON g.workshop_id = w.id WHERE w.id = $1 GROUP BY w.id`, id).
		Scan(&n.Seats, &n.SeatedCount, &n.WaitingCount, &n.Seated, &n.Waiting, &n.LastSeated, &n.FirstWaiting)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// holds checks what must be true at any moment: the counters are right, no seat is given twice or
// left free while somebody waits, and nobody was overtaken.
func (n tally) holds(t *testing.T) {
	t.Helper()
	if n.Seated != n.SeatedCount || n.Waiting != n.WaitingCount || n.Seated > n.Seats || n.Waiting > 0 && n.Seated < n.Seats || n.LastSeated > n.FirstWaiting {
		t.Errorf("%+v", n)
	}
}

// atOnce runs do for everybody, released together.
func atOnce(people []auth.Principal, do func(i int, who auth.Principal)) {
	var ready, done sync.WaitGroup
	start := make(chan struct{})
	for i, who := range people {
		ready.Add(1)
		done.Go(func() {
			ready.Done()
			<-start
			do(i, who)
		})
	}
	ready.Wait()
	close(start)
	done.Wait()
}

func TestTwoHundredForTwentySeats(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	w := publish(t, s, fixture.Account(t, db, auth.ProjectLeader), seats(20))
	people := fixture.Members(t, db, 200)
	got := make([]workshop.Signup, len(people))
	atOnce(people, func(i int, who auth.Principal) {
		var err error
		if got[i], err = s.SignUp(t.Context(), who, w.ID); err != nil {
			t.Error(err)
		}
	})
	n := count(t, db, w.ID)
	n.holds(t)
	if n.Seated != 20 || n.Waiting != 180 {
		t.Fatalf("%+v", n)
	}
	var positions []int
	for i, g := range got {
		if (g.State == workshop.Waiting) != (g.Position > 0) || g.WorkshopID != w.ID {
			t.Fatalf("%+v", g)
		}
		if g.Position > 0 {
			positions = append(positions, g.Position)
		}
		if again, err := s.SignUp(t.Context(), people[i], w.ID); err != nil || again != g {
			t.Fatalf("first %+v, then %+v: %v", g, again, err)
		}
	}
	slices.Sort(positions)
	for i, p := range positions {
		if p != i+1 {
			t.Fatalf("positions are not 1 to 180: %v", positions)
		}
	}
	count(t, db, w.ID).holds(t)
}

// One person who signs up many times at once has one sign-up.
func TestOnePersonAtOnce(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	w := publish(t, s, fixture.Account(t, db, auth.ProjectLeader), seats(2))
	me := fixture.Account(t, db, auth.Member)
	atOnce(slices.Repeat([]auth.Principal{me}, 20), func(_ int, who auth.Principal) {
		if g, err := s.SignUp(t.Context(), who, w.ID); err != nil || g.State != workshop.Seated {
			t.Errorf("%+v: %v", g, err)
		}
	})
	if n := count(t, db, w.ID); n.Seated != 1 || n.Waiting != 0 || n.SeatedCount != 1 {
		t.Fatalf("%+v", n)
	}
}

// Random histories of signing up and off and of changing the number of seats, all at once.
func TestRandomHistories(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	w := publish(t, s, leader, seats(3))
	people := fixture.Members(t, db, 12)
	atOnce(append(slices.Clone(people), leader), func(i int, who auth.Principal) {
		random := rand.New(rand.NewPCG(7, uint64(i))) // repeatable
		for range 25 {
			if err := step(t, s, random, who, leader, w.ID); err != nil {
				t.Error(err)
				return
			}
			count(t, db, w.ID).holds(t)
		}
	})
	n := count(t, db, w.ID)
	n.holds(t)
	var mails int
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM river_job WHERE kind = 'send-mail'`).Scan(&mails); err != nil || mails == 0 {
		t.Fatalf("nobody moved up: %v", err)
	}
	for _, who := range people {
		if err := s.SignOff(t.Context(), who, w.ID); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, db, w.ID); n.Seated+n.Waiting+n.SeatedCount+n.WaitingCount != 0 {
		t.Fatalf("%+v", n)
	}
}

// step does one random thing: the leader changes the seats, others sign up or off.
func step(t *testing.T, s *workshop.Store, random *rand.Rand, who, leader auth.Principal, id uuid.UUID) error {
	if who.ID != leader.ID {
		if random.IntN(2) == 0 {
			return s.SignOff(t.Context(), who, id)
		}
		_, err := s.SignUp(t.Context(), who, id)
		return err
	}
	w, err := s.Get(t.Context(), leader, id)
	if err != nil {
		return err
	}
	_, err = s.Update(t.Context(), leader, id, w.Version, seats(1+random.IntN(6)))
	if errs.CodeOf(err) == errs.Unprocessable { // fewer than are seated
		return nil
	}
	return err
}

func TestSignUpRefused(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	me := fixture.Account(t, db, auth.Member)
	researchers := publish(t, s, leader, func(f *workshop.Fields) { f.Audience = workshop.Audience{"researcher", "company"} })
	started := publish(t, s, leader)
	start(t, db, started.ID)
	off := publish(t, s, leader)
	if _, err := s.SetState(t.Context(), leader, off.ID, off.Version, workshop.Cancelled); err != nil {
		t.Fatal(err)
	}
	draft, err := s.Create(t.Context(), leader, noKey, fields(), workshop.Draft)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		who  auth.Principal
		id   uuid.UUID
		code errs.Code
	}{
		"not meant":              {me, researchers.ID, errs.WrongAudience},
		"started":                {me, started.ID, errs.WorkshopStarted},
		"cancelled":              {me, off.ID, errs.WorkshopNotOpen},
		"a draft":                {me, draft.ID, errs.NotFound},
		"a draft, by its leader": {leader, draft.ID, errs.WorkshopNotOpen},
		"unknown":                {me, uuid.New(), errs.NotFound},
	} {
		_, err := s.SignUp(t.Context(), c.who, c.id)
		if errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", name, err, c.code)
		}
	}
	if g, err := s.SignUp(t.Context(), fixture.Person(t, db, "researcher", auth.Member), researchers.ID); err != nil || g.State != workshop.Seated {
		t.Errorf("%+v: %v", g, err)
	}
}

// start lets a workshop have begun an hour ago; no call can.
func start(t *testing.T, db *postgres.DB, id uuid.UUID) {
	t.Helper()
	shift(t, db, id, -7*24*time.Hour-time.Hour)
}

func shift(t *testing.T, db *postgres.DB, id uuid.UUID, by time.Duration) {
	t.Helper()
	_, err := db.Pool.Exec(t.Context(), `UPDATE workshops SET starts_at = starts_at + $2, ends_at = ends_at + $2 WHERE id = $1`, id, by)
	if err != nil {
		t.Fatal(err)
	}
}

func TestSignOff(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	w := publish(t, s, fixture.Account(t, db, auth.ProjectLeader), seats(1))
	people := fixture.Members(t, db, 3)
	if err := s.SignOff(t.Context(), people[0], w.ID); err != nil {
		t.Fatalf("without a sign-up: %v", err)
	}
	wants(t, s.SignOff(t.Context(), people[0], uuid.New()), errs.NotFound)
	for _, who := range people {
		if _, err := s.SignUp(t.Context(), who, w.ID); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.SignOff(t.Context(), people[1], w.ID); err != nil { // from the waiting list
		t.Fatal(err)
	}
	if g, err := s.SignUp(t.Context(), people[2], w.ID); err != nil || g.Position != 1 {
		t.Fatalf("%+v: %v", g, err)
	}
	start(t, db, w.ID)
	wants(t, s.SignOff(t.Context(), people[0], w.ID), errs.WorkshopStarted)
	if g, err := s.SignUp(t.Context(), people[0], w.ID); err != nil || g.State != workshop.Seated {
		t.Fatalf("repeating what is so already: %+v: %v", g, err)
	}
	count(t, db, w.ID).holds(t)
}

func TestSeatsUpAndDown(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	w := publish(t, s, leader, seats(2))
	people := fixture.Members(t, db, 6)
	for _, who := range people {
		if _, err := s.SignUp(t.Context(), who, w.ID); err != nil {
			t.Fatal(err)
		}
	}
	_, err := s.Update(t.Context(), leader, w.ID, w.Version, seats(1))
	wants(t, err, errs.Unprocessable, "seats", "below_seated")
	w, err = s.Update(t.Context(), leader, w.ID, w.Version, seats(5))
	if err != nil || w.SeatedCount != 5 || w.WaitingCount != 1 {
		t.Fatalf("%+v: %v", w.Summary, err)
	}
	count(t, db, w.ID).holds(t)
	if g, err := s.SignUp(t.Context(), people[5], w.ID); err != nil || g.State != workshop.Waiting || g.Position != 1 {
		t.Fatalf("%+v: %v", g, err)
	}
	sent := mails(t, db)
	if len(sent) != 3 {
		t.Fatalf("%d mails, want one for each who moved up", len(sent))
	}
	w, err = s.Update(t.Context(), leader, w.ID, w.Version, seats(100))
	if err != nil || w.SeatedCount != 6 || w.WaitingCount != 0 {
		t.Fatalf("%+v: %v", w.Summary, err)
	}
}
