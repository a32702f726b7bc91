package account_test

import (
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/account"
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// BenchmarkLogin measures whether the time of a refusal tells if an address has an account: a wrong
// password for one that has, and for one that has not, in random order. Run it with -benchtime 1000x.
func BenchmarkLogin(b *testing.B) {
	db := postgrestest.New(b)
	s := account.NewStore(db.Gorm, nil, auth.NewPasswords(1, auth.PasswordCost{}), "https://medskapa.example")
	made := account.NewAccount{Email: address, DisplayName: "Maja", Kind: participant.Resident, Language: "sv", Role: auth.Member}
	if err := s.Create(b.Context(), made, chosen); err != nil {
		b.Fatal(err)
	}
	addresses := []string{address, "nobody@alvsala.example"}
	took := make([][]time.Duration, len(addresses))
	for b.Loop() {
		for _, i := range rand.Perm(len(addresses)) { // by turns, the collector would run in the turn of the same one
			start := time.Now()
			_, err := s.Login(b.Context(), addresses[i], "inte det jag valde", "192.0.2.1")
			took[i] = append(took[i], time.Since(start))
			if errs.CodeOf(err) != errs.InvalidCredentials {
				b.Fatal(err)
			}
			if _, err := db.Pool.Exec(b.Context(), `DELETE FROM login_failures`); err != nil { // else the sixth is not checked at all
				b.Fatal(err)
			}
		}
	}
	known, unknown := median(took[0]), median(took[1])
	b.ReportMetric(float64(known.Microseconds())/1000, "ms-known")
	b.ReportMetric(float64(unknown.Microseconds())/1000, "ms-unknown")
	b.ReportMetric(float64(known)/float64(unknown), "known/unknown")
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}
