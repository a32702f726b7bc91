package vote_test

import (
	"testing"
	"time"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
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
