package vote_test

import (
	"crypto/sha256"
	"slices"
	"testing"
	"time"

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
	"github.com/medskapa/medskapa/internal/relation"
	"github.com/medskapa/medskapa/internal/vote"
)

// forResidents makes a challenge whose votes are residents' only.
func forResidents(t testing.TB, db *postgres.DB) uuid.UUID {
	t.Helper()
	id := fixture.Challenge(t, db, challenge.Support)
	exec(t, db, `UPDATE challenges SET voters = 'verified-residents' WHERE id = $1`, id)
	return id
}

// settle proves where somebody lives until a moment from now.
func settle(t testing.TB, db *postgres.DB, who *auth.Principal, left time.Duration) {
	t.Helper()
	person := sha256.Sum256(who.ID[:])
	who.ResidentUntil = time.Now().Add(left)
	exec(t, db, `UPDATE accounts SET person_hash = $2, residence_verified_at = now() - interval '1 day', residence_verified_until = $3, residence_source = 'claim'
		WHERE id = $1`, who.ID, person[:], who.ResidentUntil)
}

func TestVotesOfResidents(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(t, db, 3)
	settle(t, db, &people[0], time.Hour)
	settle(t, db, &people[1], -time.Second)
	restricted := forResidents(t, db)
	both := fixture.Idea(t, db, people[0], fixture.Challenge(t, db, challenge.Support), restricted)
	for _, about := range []uuid.UUID{fixture.Idea(t, db, people[0], restricted), both} {
		if v, err := votes.Set(t.Context(), people[0], about, vote.Support); err != nil || v.Tally.Support != 1 {
			t.Errorf("a resident: %+v, %v", v.Tally, err)
		}
		for _, who := range people[1:] {
			if _, err := votes.Set(t.Context(), who, about, vote.Support); errs.CodeOf(err) != errs.ResidenceRequired {
				t.Errorf("somebody who may live anywhere: %v", err)
			}
			if v, err := votes.Withdraw(t.Context(), who, about); err != nil || v.Tally.Support != 1 {
				t.Errorf("withdrawing: %+v, %v", v.Tally, err)
			}
		}
	}
	if _, err := votes.Set(t.Context(), people[2], fixture.Idea(t, db, people[0]), vote.Support); err != nil {
		t.Errorf("a free-standing idea: %v", err)
	}
	relations, err := idea.NewStore(db.Gorm, nil).Relations(t.Context(), people[2], []uuid.UUID{both})
	if err != nil || !relations[0].NeedsResidence || slices.Contains(relations[0].Permissions, relation.Vote) {
		t.Errorf("relation: %+v, %v", relations, err)
	}
}

// What the token's holder is remembered as does not count: the account's row does.
func TestResidenceIsReadWhereTheVoteIsStored(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(t, db, 2)
	settle(t, db, &people[0], time.Hour)
	about := fixture.Idea(t, db, people[0], forResidents(t, db))
	people[1].ResidentUntil, people[0].ResidentUntil = time.Now().Add(time.Hour), time.Time{}
	if _, err := votes.Set(t.Context(), people[1], about, vote.Support); errs.CodeOf(err) != errs.ResidenceRequired {
		t.Errorf("remembered as a resident: %v", err)
	}
	if _, err := votes.Set(t.Context(), people[0], about, vote.Support); err != nil {
		t.Errorf("not yet remembered as a resident: %v", err)
	}
}

// A hundred people at one barrier, half of them residents.
func TestResidentsAmongManyAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(t, db, 100)
	about := fixture.Idea(t, db, people[0], forResidents(t, db))
	codes := make([]errs.Code, len(people))
	for n := 0; n < len(people); n += 2 {
		settle(t, db, &people[n], time.Hour)
	}
	race(len(people), func(n int) {
		_, err := votes.Set(t.Context(), people[n], about, vote.Support)
		codes[n] = errs.CodeOf(err)
	})
	for n, code := range codes {
		if want := []errs.Code{"", errs.ResidenceRequired}[n%2]; code != want {
			t.Errorf("person %d: %q", n, code)
		}
	}
	var support, stored int
	err := db.Pool.QueryRow(t.Context(), `SELECT support_count, (SELECT count(*) FROM votes WHERE idea_id = $1) FROM idea_stats WHERE idea_id = $1`, about).Scan(&support, &stored)
	if err != nil || support != 50 || stored != 50 {
		t.Errorf("%d counted, %d stored: %v", support, stored, err)
	}
}

func TestVotersStayOnceSomebodyHasVoted(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	leader := fixture.Account(t, db, auth.Administrator)
	settle(t, db, &leader, time.Hour)
	id := fixture.Challenge(t, db, challenge.Support, leader)
	about := fixture.Idea(t, db, leader, id)
	challenges := challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, ""))
	to := func(version int, v challenge.Voters) error {
		_, err := challenges.Update(t.Context(), leader, id, version, func(f *challenge.Fields) { f.Voters = v })
		return err
	}
	if err := to(1, challenge.VerifiedResidents); err != nil {
		t.Fatal(err)
	}
	if _, err := vote.NewStore(db.Gorm).Set(t.Context(), leader, about, vote.Support); err != nil {
		t.Fatal(err)
	}
	if err := to(2, challenge.Anyone); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("changed: %v", err)
	}
	if err := to(2, challenge.VerifiedResidents); err != nil {
		t.Errorf("left as it is: %v", err)
	}
}
