package vote_test

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/vote"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T) (*postgres.DB, *vote.Store) {
	t.Helper()
	db := postgrestest.New(t)
	return db, vote.NewStore(db.Gorm)
}

func exec(t testing.TB, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, db *postgres.DB, sql string, args ...any) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), sql, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// checkTallies compares the counters of every idea with a recount of the votes.
func checkTallies(t *testing.T, db *postgres.DB) {
	t.Helper()
	const recount = `(SELECT count(*) FROM votes v WHERE v.idea_id = s.idea_id AND v.choice = `
	wrong := number(t, db, `SELECT count(*) FROM idea_stats s WHERE (support_count, agree_count, disagree_count, pass_count) <>
		(`+recount+`'support'), `+recount+`'agree'), `+recount+`'disagree'), `+recount+`'pass'))`)
	if wrong > 0 {
		t.Fatalf("the counters of %d ideas differ from a recount", wrong)
	}
}

// race runs n goroutines that start together, and waits for them.
func race(n int, do func(n int)) {
	var ready, done sync.WaitGroup
	ready.Add(n)
	for i := range n {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			do(i)
		})
	}
	done.Wait()
}

// Which votes are refused, and why.
func TestRules(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, voter, moderator := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Moderator)
	alone := fixture.Idea(t, db, author)
	openOne, closedOne := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	opinion := fixture.Idea(t, db, author, fixture.Challenge(t, db, challenge.Opinion))
	closed, half := fixture.Idea(t, db, author, closedOne), fixture.Idea(t, db, author, openOne, closedOne)
	exec(t, db, `UPDATE challenges SET state = 'closed' WHERE id = $1`, closedOne)
	over, early := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	exec(t, db, `UPDATE challenges SET closes_at = now() WHERE id = $1`, over)
	exec(t, db, `UPDATE challenges SET opens_at = now() + interval '1 hour' WHERE id = $1`, early)
	inState := func(state string) uuid.UUID {
		id := fixture.Idea(t, db, author)
		exec(t, db, `UPDATE ideas SET state = $2 WHERE id = $1`, id, state)
		return id
	}
	withdrawn, hidden := inState("withdrawn"), inState("hidden")
	draft := inState("hidden")
	exec(t, db, `UPDATE ideas SET state = 'draft', published_at = NULL WHERE id = $1`, draft)
	exec(t, db, `DELETE FROM idea_stats WHERE idea_id = $1`, draft)

	tests := []struct {
		name   string
		who    auth.Principal
		idea   uuid.UUID
		choice vote.Choice
		want   errs.Code
	}{
		{"free-standing", voter, alone, vote.Support, ""},
		{"by its author", author, alone, vote.Support, ""},
		{"opinion", voter, opinion, vote.Pass, ""},
		{"one challenge of two is open", voter, half, vote.Support, ""},
		{"closed", voter, closed, vote.Support, errs.VotingClosed},
		{"time is up", voter, fixture.Idea(t, db, author, over), vote.Support, errs.VotingClosed},
		{"not yet", voter, fixture.Idea(t, db, author, early), vote.Support, errs.VotingClosed},
		{"agree where voting is support", voter, alone, vote.Agree, errs.Unprocessable},
		{"support where voting is opinion", voter, opinion, vote.Support, errs.Unprocessable},
		{"withdrawn", voter, withdrawn, vote.Support, errs.IdeaNotPublished},
		{"hidden", voter, hidden, vote.Support, errs.NotFound},
		{"hidden, by a moderator", moderator, hidden, vote.Support, errs.IdeaNotPublished},
		{"draft", voter, draft, vote.Support, errs.NotFound},
		{"draft, by its author", author, draft, vote.Support, errs.IdeaNotPublished},
		{"unknown", voter, uuid.New(), vote.Support, errs.NotFound},
		{"nobody", auth.Principal{}, alone, vote.Support, errs.Unauthorized},
	}
	for _, test := range tests {
		v, err := store.Set(t.Context(), test.who, test.idea, test.choice)
		if errs.CodeOf(err) != test.want || err == nil && v.Choice != test.choice {
			t.Errorf("%s: %+v, %v", test.name, v, err)
		}
		if test.want == errs.Unprocessable {
			continue // withdrawing needs no fitting choice
		}
		if _, err = store.Withdraw(t.Context(), test.who, test.idea); errs.CodeOf(err) != test.want {
			t.Errorf("withdraw, %s: %v", test.name, err)
		}
	}
	if n := number(t, db, `SELECT count(*) FROM votes`); n != 0 {
		t.Errorf("%d votes are stored", n)
	}
	checkTallies(t, db)
}

// A vote is cast, set again, changed and withdrawn; the tally tells each time.
func TestChange(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	voter := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, voter, fixture.Challenge(t, db, challenge.Opinion))
	if _, err := store.Set(t.Context(), fixture.Account(t, db, auth.Member), id, vote.Agree); err != nil {
		t.Fatal(err)
	}
	steps := []struct {
		choice vote.Choice
		want   idea.Tally
	}{
		{"", idea.Tally{Agree: 1}},
		{vote.Agree, idea.Tally{Agree: 2}},
		{vote.Agree, idea.Tally{Agree: 2}},
		{vote.Disagree, idea.Tally{Agree: 1, Disagree: 1}},
		{vote.Pass, idea.Tally{Agree: 1, Pass: 1}},
		{"", idea.Tally{Agree: 1}},
		{"", idea.Tally{Agree: 1}},
		{vote.Agree, idea.Tally{Agree: 2}},
	}
	for n, step := range steps {
		set := func() (vote.Vote, error) { return store.Set(t.Context(), voter, id, step.choice) }
		if step.choice == "" {
			set = func() (vote.Vote, error) { return store.Withdraw(t.Context(), voter, id) }
		}
		if v, err := set(); err != nil || v.Tally != step.want || v.Choice != step.choice || v.IdeaID != id {
			t.Fatalf("step %d: %+v, %v", n, v, err)
		}
	}
	checkTallies(t, db)
}

// 200 people vote at one moment through two programs: each once. Then one person 200 times.
func TestBarrier(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	stores := []*vote.Store{store, vote.NewStore(db.Gorm)}
	people := fixture.Members(t, db, 200)
	id := fixture.Idea(t, db, people[0], fixture.Challenge(t, db, challenge.Support))
	race(len(people), func(n int) {
		if _, err := stores[n%2].Set(t.Context(), people[n], id, vote.Support); err != nil {
			t.Error(err)
		}
	})
	if n := number(t, db, `SELECT support_count FROM idea_stats WHERE idea_id = $1`, id); n != 200 {
		t.Fatalf("%d votes are counted", n)
	}
	one := fixture.Idea(t, db, people[0])
	race(200, func(n int) {
		if _, err := stores[n%2].Set(t.Context(), people[1], one, vote.Support); err != nil {
			t.Error(err)
		}
	})
	if n := number(t, db, `SELECT support_count FROM idea_stats WHERE idea_id = $1`, one); n != 1 {
		t.Fatalf("one person has %d votes", n)
	}
	checkTallies(t, db)
}

// Random histories of votes, changes and withdrawals through two programs, among ideas that are
// withdrawn and brought back meanwhile: no deadlock, and the counters equal a recount.
func TestHistories(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	stores := []*vote.Store{store, vote.NewStore(db.Gorm)}
	ideas := idea.NewStore(db.Gorm, markdown.New())
	people := fixture.Members(t, db, 5)
	a, b := fixture.Challenge(t, db, challenge.Opinion), fixture.Challenge(t, db, challenge.Opinion)
	voted := []uuid.UUID{fixture.Idea(t, db, people[0], a), fixture.Idea(t, db, people[0], a, b), fixture.Idea(t, db, people[0], b)}
	choices := []vote.Choice{vote.Agree, vote.Disagree, vote.Pass}
	race(9, func(n int) {
		random := rand.New(rand.NewPCG(uint64(n), 1))
		if n == 8 {
			comeAndGo(t, ideas, people[0], voted[0])
			return
		}
		for range 100 {
			who, id := people[random.IntN(len(people))], voted[random.IntN(len(voted))]
			var err error
			if c := random.IntN(4); c < 3 {
				_, err = stores[random.IntN(2)].Set(t.Context(), who, id, choices[c])
			} else {
				_, err = stores[random.IntN(2)].Withdraw(t.Context(), who, id)
			}
			if err != nil && errs.CodeOf(err) != errs.IdeaNotPublished {
				t.Error(err)
			}
		}
	})
	checkTallies(t, db)
	if n := number(t, db, `SELECT count(*) FROM votes`); n > 15 {
		t.Fatalf("%d votes of 5 people on 3 ideas", n)
	}
}

func comeAndGo(t *testing.T, ideas *idea.Store, author auth.Principal, id uuid.UUID) {
	i, err := ideas.Get(t.Context(), author, id)
	for n := range 20 {
		if err != nil {
			t.Error(err)
			return
		}
		i, err = ideas.SetState(t.Context(), author, id, i.Version, []idea.State{idea.Withdrawn, idea.Published}[n%2])
	}
}

// A leader closes a challenge while many vote in it: the close gets through, every accepted vote is
// counted, and none is later than the close.
func TestCloseRacesVotes(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	stores := []*vote.Store{store, vote.NewStore(db.Gorm)}
	challenges := challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, ""))
	leader, people := fixture.Account(t, db, auth.ProjectLeader), fixture.Members(t, db, 16)
	for range 5 {
		c := fixture.Challenge(t, db, challenge.Opinion, leader)
		ideas := []uuid.UUID{fixture.Idea(t, db, leader, c), fixture.Idea(t, db, leader, c), fixture.Idea(t, db, leader, c)}
		var accepted [16]vote.Choice
		var closed atomic.Bool
		var wait sync.WaitGroup
		wait.Go(func() {
			for number(t, db, `SELECT count(*) FROM votes v JOIN challenge_ideas a ON a.idea_id = v.idea_id WHERE a.challenge_id = $1`, c) < 16 && !t.Failed() {
				continue // the close is to meet votes that keep coming
			}
			if _, err := challenges.SetState(t.Context(), leader, c, 1, challenge.Closed); err != nil {
				t.Error(err)
			}
			closed.Store(true)
		})
		race(len(people), func(n int) {
			for round := 0; ; round++ {
				after, choice := closed.Load(), []vote.Choice{vote.Agree, vote.Disagree}[round%2]
				_, err := stores[n%2].Set(t.Context(), people[n], ideas[n%3], choice)
				if err == nil {
					accepted[n] = choice
				}
				if err == nil && after || err != nil && errs.CodeOf(err) != errs.VotingClosed {
					t.Errorf("closed before: %t, answer %v", after, err)
				}
				if err != nil {
					return
				}
			}
		})
		wait.Wait()
		late := number(t, db, `SELECT count(*) FROM votes v JOIN challenge_ideas a ON a.idea_id = v.idea_id
			JOIN challenges c ON c.id = a.challenge_id WHERE v.created_at >= c.closes_at`)
		if late > 0 {
			t.Fatalf("%d votes are later than the close", late)
		}
		for n, p := range people {
			if number(t, db, `SELECT count(*) FROM votes WHERE idea_id = $1 AND participant_id = $2 AND choice = $3`, ideas[n%3], p.ID, string(accepted[n])) != 1 {
				t.Fatalf("the last accepted vote of a person, %s, is not the stored one", accepted[n])
			}
		}
		checkTallies(t, db)
	}
}

// One vote that Postgres refuses does not take down those that are stored with it.
func TestOneRefusedAmongMany(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 20)
	people[7].ID = uuid.New() // not a participant
	id := fixture.Idea(t, db, people[0])
	race(len(people), func(n int) {
		if _, err := store.Set(t.Context(), people[n], id, vote.Support); (err != nil) != (n == 7) {
			t.Errorf("person %d: %v", n, err)
		}
	})
	if n := number(t, db, `SELECT support_count FROM idea_stats WHERE idea_id = $1`, id); n != 19 {
		t.Fatalf("%d votes are counted", n)
	}
	checkTallies(t, db)
}

// Votes that nobody waits for any more do not keep others waiting, and one person cannot fill a queue
// with votes on one idea.
func TestAbandonedVotes(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 2)
	id := fixture.Idea(t, db, people[0])
	gone, leave := context.WithCancel(t.Context())
	leave()
	race(20_000, func(int) {
		if _, err := store.Set(gone, people[0], id, vote.Support); err == nil {
			t.Error("who has left gets an answer")
		}
	})
	if v, err := store.Set(t.Context(), people[1], id, vote.Support); err != nil || v.Tally.Support == 0 {
		t.Fatalf("%+v, %v", v, err)
	}
	checkTallies(t, db)
}

// A challenge is closed soon, however many nodes store votes in it.
func TestCloseComesThrough(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	challenges := challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, ""))
	leader, people := fixture.Account(t, db, auth.ProjectLeader), fixture.Members(t, db, 40)
	c := fixture.Challenge(t, db, challenge.Opinion, leader)
	ideas := make([]uuid.UUID, 20)
	for n := range ideas {
		ideas[n] = fixture.Idea(t, db, leader, c)
	}
	stores := []*vote.Store{vote.NewStore(db.Gorm), vote.NewStore(db.Gorm), vote.NewStore(db.Gorm), vote.NewStore(db.Gorm)}
	var closed atomic.Bool
	var voting sync.WaitGroup
	for n, p := range people {
		voting.Go(func() {
			for round := 0; !closed.Load(); round++ {
				_, err := stores[n%4].Set(t.Context(), p, ideas[(n+round)%20], []vote.Choice{vote.Agree, vote.Disagree}[round%2])
				if err != nil && errs.CodeOf(err) != errs.VotingClosed {
					t.Error(err)
				}
			}
		})
	}
	for version, to := range []challenge.State{challenge.Closed, challenge.Open, challenge.Closed, challenge.Open, challenge.Closed} {
		if _, err := challenges.SetState(t.Context(), leader, c, version+1, to); err != nil {
			t.Error(err)
		}
	}
	closed.Store(true)
	voting.Wait()
	checkTallies(t, db)
}
