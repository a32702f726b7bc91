package auth_test

import (
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/auth"
)

// BenchmarkToken tells what it costs to know who calls: by a token seen before, and by a new one.
func BenchmarkToken(b *testing.B) {
	i := newInstallation(b)
	i.db.Changes.Follow()
	grant, err := i.sessions.Start(b.Context(), auth.SignIn{Account: i.account})
	if err != nil {
		b.Fatal(err)
	}
	check := func(token string) {
		if _, err := i.sessions.Authenticate(b.Context(), token); err != nil {
			b.Fatal(err)
		}
	}
	for _, live := i.db.Changes.Now(); !live; _, live = i.db.Changes.Now() {
		runtime.Gosched()
	}
	check(grant.AccessToken)
	b.Run("remembered", func(b *testing.B) {
		for b.Loop() {
			check(grant.AccessToken)
		}
	})
	who, err := i.sessions.Authenticate(b.Context(), grant.AccessToken)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("first", func(b *testing.B) {
		tokens := make([]string, 0, 100)
		for b.Loop() {
			b.StopTimer()
			if len(tokens) == 0 {
				for range 100 {
					token, err := i.tokens.Sign(who.ID, who.SessionID, time.Now())
					if err != nil {
						b.Fatal(err)
					}
					tokens = append(tokens, token)
				}
			}
			next := tokens[len(tokens)-1]
			tokens = tokens[:len(tokens)-1]
			b.StartTimer()
			check(next)
		}
	})
}

// BenchmarkPasswords tells how many passwords are checked a second by 50 at once, and what memory that takes.
func BenchmarkPasswords(b *testing.B) {
	p := auth.NewPasswords(max(2, runtime.NumCPU()), auth.PasswordCost{})
	stored, err := p.Hash(b.Context(), "tre renar vid en sjö")
	if err != nil {
		b.Fatal(err)
	}
	var mu sync.Mutex
	refused, peak := 0, uint64(0)
	start := time.Now()
	for b.Loop() {
		var wg sync.WaitGroup
		for range 50 {
			wg.Go(func() {
				_, err := p.Matches(b.Context(), stored, "tre renar vid en sjö")
				var m runtime.MemStats
				runtime.ReadMemStats(&m)
				mu.Lock()
				defer mu.Unlock()
				peak = max(peak, m.HeapInuse)
				if err != nil {
					refused++
				}
			})
		}
		wg.Wait()
	}
	done := 50*b.N - refused
	b.ReportMetric(float64(done)/time.Since(start).Seconds(), "checks/s")
	b.ReportMetric(float64(peak)/(1<<20), "peak-MiB")
	b.ReportMetric(float64(refused)/float64(50*b.N), "refused/check")
}
