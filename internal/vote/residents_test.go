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
	"github.com/medskapa/medskapa/internal/text"
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
	if err != nil || relations[0].Lacks != errs.ResidenceRequired || slices.Contains(relations[0].Permissions, relation.Vote) {
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

// Who may vote where an age is asked for: by the day, and by the strictest challenge.
func TestVotersOfAge(t *testing.T) {
	t.Parallel()
	db, votes := open(t)
	challengeFor := func(voters challenge.Eligible) uuid.UUID {
		id := fixture.Challenge(t, db, challenge.Support)
		exec(t, db, `UPDATE challenges SET voters = $2 WHERE id = $1`, id, string(voters))
		return id
	}
	any16, any18 := challengeFor(challenge.Residents16), challengeFor(challenge.Residents18)
	author := fixture.Account(t, db, auth.Member)
	ideas := []uuid.UUID{fixture.Idea(t, db, author, any16), fixture.Idea(t, db, author, any18), fixture.Idea(t, db, author, any16, any18, forResidents(t, db))}
	year, month, day := text.Local(time.Now()).Date()
	inYears := func(years, days int) *time.Time {
		on := time.Date(year+years, month, day+days, 0, 0, 0, 0, time.UTC)
		return &on
	}
	for name, row := range map[string]struct {
		ofAge *time.Time
		votes [3]bool
	}{
		"long of age": {inYears(-3, 0), [3]bool{true, true, true}}, "18 today": {inYears(0, 0), [3]bool{true, true, true}},
		"18 tomorrow": {inYears(0, 1), [3]bool{true, false, false}}, "16 today": {inYears(2, 0), [3]bool{true, false, false}},
		"16 tomorrow": {inYears(2, 1), [3]bool{false, false, false}}, "of unknown age": {nil, [3]bool{false, false, false}},
	} {
		who := fixture.Account(t, db, auth.Member)
		settle(t, db, &who, time.Hour)
		exec(t, db, `UPDATE accounts SET of_age_on = $2 WHERE id = $1`, who.ID, row.ofAge)
		if row.ofAge != nil {
			who.OfAgeOn = *row.ofAge
		}
		relations, err := idea.NewStore(db.Gorm, nil).Relations(t.Context(), who, ideas)
		if err != nil {
			t.Fatal(err)
		}
		for n, about := range ideas {
			want := errs.Code("")
			if !row.votes[n] {
				want = errs.UnderAge
				if row.ofAge == nil {
					want = errs.AgeRequired
				}
			}
			if _, err := votes.Set(t.Context(), who, about, vote.Support); errs.CodeOf(err) != want {
				t.Errorf("%s on idea %d: %v", name, n, err)
			}
			if r := relations[n]; r.Lacks != want || slices.Contains(r.Permissions, relation.Vote) != row.votes[n] {
				t.Errorf("%s on idea %d: relation %+v", name, n, r)
			}
		}
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
	to := func(version int, v challenge.Eligible) error {
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
