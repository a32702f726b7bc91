package vote_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/vote"
)

// BenchmarkVoters measures what it costs that only residents may vote: 64 people vote and take it back on 50 ideas of a challenge for
// anyone and of one for residents, by turns in one run, so that whatever else the machine does meets both. It reports the ratio.
func BenchmarkVoters(b *testing.B) {
	db := postgrestest.New(b)
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(b, db, 64)
	for n := range people {
		settle(b, db, &people[n], time.Hour)
	}
	open := ideasOf(b, db, people[0], fixture.Challenge(b, db, challenge.Support))
	restricted := ideasOf(b, db, people[0], forResidents(b, db))
	var took [2]time.Duration
	for b.Loop() {
		for n, ideas := range [][]uuid.UUID{open, restricted} {
			start := time.Now()
			crowd(b, votes, people, ideas)
			took[n] += time.Since(start)
		}
	}
	cast := float64(b.N * len(people) * 2 * len(open))
	b.ReportMetric(float64(took[0].Microseconds())/cast, "µs/anyone")
	b.ReportMetric(float64(took[1].Microseconds())/cast, "µs/resident")
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "ratio")
}

// BenchmarkPhases measures what it costs that a challenge has phases, as many as it may, in the same way.
func BenchmarkPhases(b *testing.B) {
	db := postgrestest.New(b)
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(b, db, 64)
	plain, phased := fixture.Challenge(b, db, challenge.Support), fixture.Challenge(b, db, challenge.Support)
	for n := range 12 {
		from := time.Duration(n-6) * 24 * time.Hour
		fixture.Phase(b, db, phased, from, from+20*time.Hour, "posting", "commenting", "needs")
	}
	if _, err := db.Pool.Exec(b.Context(), `UPDATE phases SET open = array_append(open, 'voting'), ends_at = starts_at + interval '1 day'`); err != nil {
		b.Fatal(err)
	}
	sets := [][]uuid.UUID{ideasOf(b, db, people[0], plain), ideasOf(b, db, people[0], phased)}
	var took [2]time.Duration
	for b.Loop() {
		for n, ideas := range sets {
			start := time.Now()
			crowd(b, votes, people, ideas)
			took[n] += time.Since(start)
		}
	}
	cast := float64(b.N * len(people) * 2 * len(sets[0]))
	b.ReportMetric(float64(took[0].Microseconds())/cast, "µs/plain")
	b.ReportMetric(float64(took[1].Microseconds())/cast, "µs/phased")
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "ratio")
}

func ideasOf(b *testing.B, db *postgres.DB, author auth.Principal, question uuid.UUID) []uuid.UUID {
	b.Helper()
	ideas := make([]uuid.UUID, 50)
	for n := range ideas {
		ideas[n] = fixture.Idea(b, db, author, question)
	}
	return ideas
}

// crowd has everybody vote on every idea and take it back, all at the same time.
func crowd(b *testing.B, votes *vote.Store, people []auth.Principal, ideas []uuid.UUID) {
	b.Helper()
	var all sync.WaitGroup
	for n, who := range people {
		all.Go(func() {
			for i := range ideas {
				about := ideas[(i+n)%len(ideas)]
				if _, err := votes.Set(b.Context(), who, about, vote.Support); err != nil {
					b.Error(err)
				}
				if _, err := votes.Withdraw(b.Context(), who, about); err != nil {
					b.Error(err)
				}
			}
		})
	}
	all.Wait()
}
