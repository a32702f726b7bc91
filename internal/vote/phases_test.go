package vote_test

import (
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/vote"
)

// Votes are taken in the phases that open them, though ideas may be taken in others.
func TestPhases(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	voter := fixture.Account(t, db, auth.Member)
	hour := time.Hour
	tests := []struct {
		name         string
		starts, ends time.Duration
		open         []string
		want         errs.Code
	}{
		{"voting", -hour, hour, []string{"voting"}, ""},
		{"posting", -hour, hour, []string{"posting", "commenting", "needs"}, errs.VotingClosed},
		{"over", -2 * hour, -hour, []string{"voting"}, errs.VotingClosed},
		{"to come", hour, 2 * hour, []string{"voting"}, errs.VotingClosed},
	}
	for _, test := range tests {
		question := fixture.Challenge(t, db, challenge.Support)
		fixture.Phase(t, db, question, test.starts, test.ends, test.open...)
		_, err := store.Set(t.Context(), voter, fixture.Idea(t, db, voter, question), vote.Support)
		if errs.CodeOf(err) != test.want || test.want == "" && err != nil {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	checkTallies(t, db)
}

// A leader ends the phase in which 200 people vote, without waiting for its time. What is counted when that is committed stays so, every
// vote that was accepted is counted, and the counters equal the rows.
func TestPhaseEndsWhile200Vote(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	stores := []*vote.Store{store, vote.NewStore(db.Gorm)}
	challenges := challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, ""))
	leader, people := fixture.Account(t, db, auth.ProjectLeader), fixture.Members(t, db, 200)
	question := fixture.Challenge(t, db, challenge.Support, leader)
	fixture.Phase(t, db, question, -time.Hour, time.Hour, "posting", "voting")
	fixture.Phase(t, db, question, time.Hour, 2*time.Hour, "commenting")
	ideas := []uuid.UUID{fixture.Idea(t, db, leader, question), fixture.Idea(t, db, leader, question), fixture.Idea(t, db, leader, question)}
	const counted = `SELECT sum(support_count) FROM idea_stats`
	var ended atomic.Bool
	var accepted atomic.Int64
	var final int
	var wait sync.WaitGroup
	wait.Go(func() {
		for number(t, db, counted) < 100 && !t.Failed() {
			continue // the end is to meet votes that keep coming
		}
		c, err := challenges.Get(t.Context(), leader, question)
		if err != nil {
			t.Error(err)
			return
		}
		plan, now := slices.Clone(c.Phases), time.Now()
		plan[0].EndsAt, plan[1].StartsAt = &now, now
		if _, err := challenges.SetPhases(t.Context(), leader, question, c.Version, plan, "Vi har vad vi behöver."); err != nil {
			t.Error(err)
		}
		ended.Store(true)
		final = number(t, db, counted)
	})
	race(len(people), func(n int) {
		for i := range ideas {
			after := ended.Load()
			_, err := stores[n%2].Set(t.Context(), people[n], ideas[(n+i)%len(ideas)], vote.Support)
			if err == nil {
				accepted.Add(1)
			}
			if err == nil && after || err != nil && errs.CodeOf(err) != errs.VotingClosed {
				t.Errorf("ended before: %t, answer %v", after, err)
			}
		}
	})
	wait.Wait()
	if n := number(t, db, `SELECT count(*) FROM votes`); n != final || int64(n) != accepted.Load() {
		t.Errorf("%d votes are stored, %d were accepted, %d were counted when the phase had ended", n, accepted.Load(), final)
	}
	if late := number(t, db, `SELECT count(*) FROM votes WHERE created_at >= (SELECT min(ends_at) FROM phases)`); late > 0 {
		t.Errorf("%d votes are later than the end", late)
	}
	checkTallies(t, db)
}
