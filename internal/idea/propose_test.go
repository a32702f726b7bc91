package idea_test

import (
	"crypto/sha256"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
)

// Who posts too early is told when to come back.
func TestOpeningIsTold(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	c := fixture.Challenge(t, db, "support")
	exec(t, db, `UPDATE challenges SET opens_at = '2099-11-23T23:00:00Z' WHERE id = $1`, c)
	_, err := store.Create(t.Context(), fixture.Account(t, db, auth.Member), idempotency.Key{}, idea.Fields{Title: "En bänk", Body: "Vid bron.", ChallengeIDs: []uuid.UUID{c}}, true)
	var problem *errs.Error
	if !errors.As(err, &problem) || problem.Code != errs.ChallengeNotOpen || len(problem.Fields) != 1 || problem.Fields[0].Arg != "2099-11-24 00:00" {
		t.Errorf("%v", err)
	}
}

// Whoever may not propose in a challenge may draft there, and publishes neither at once nor later; what they remember of themselves
// does not count, their account does.
func TestWhoProposes(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	grown, young, stranger := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	prove := func(who auth.Principal, ofAge time.Time) {
		person := sha256.Sum256(who.ID[:])
		exec(t, db, `UPDATE accounts SET person_hash = $2, residence_verified_at = now(), residence_verified_until = now() + interval '1 hour', residence_source = 'claim',
			of_age_on = $3 WHERE id = $1`, who.ID, person[:], ofAge)
	}
	prove(grown, time.Now().AddDate(-1, 0, 0))
	prove(young, time.Now().AddDate(1, 0, 0))
	stranger.Proof = auth.Proof{ResidentUntil: time.Now().Add(time.Hour), OfAgeOn: time.Now().AddDate(-1, 0, 0)}
	for proposers, want := range map[challenge.Eligible][3]errs.Code{
		challenge.Anyone: {}, challenge.VerifiedResidents: {"", "", errs.ResidenceRequired},
		challenge.Residents16: {"", "", errs.ResidenceRequired}, challenge.Residents18: {"", errs.UnderAge, errs.ResidenceRequired},
	} {
		c := fixture.Challenge(t, db, "support")
		exec(t, db, `UPDATE challenges SET proposers = $2 WHERE id = $1`, c, string(proposers))
		for n, who := range []auth.Principal{grown, young, stranger} {
			f := idea.Fields{Title: "En bänk", Body: "Vid bron.", ChallengeIDs: []uuid.UUID{c, fixture.Challenge(t, db, "support")}}
			if _, err := store.Create(t.Context(), who, idempotency.Key{}, f, true); errs.CodeOf(err) != want[n] {
				t.Errorf("%s, person %d at once: %v", proposers, n, err)
			}
			draft, err := store.Create(t.Context(), who, idempotency.Key{}, f, false)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := store.SetState(t.Context(), who, draft.ID, draft.Version, idea.Published); errs.CodeOf(err) != want[n] {
				t.Errorf("%s, person %d later: %v", proposers, n, err)
			}
		}
	}
	checkCounts(t, db)
}
