package pace_test

import (
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// voices are two who speak for an organisation, with it.
func voices(t *testing.T, db *postgres.DB) (club uuid.UUID, two [2]auth.Principal) {
	t.Helper()
	two = [2]auth.Principal{fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)}
	club = fixture.Organisation(t, db, two[0])
	fixture.Belong(t, db, club, two[1].ID, "representative")
	for n := range two {
		two[n].SpeaksFor = []uuid.UUID{club}
	}
	return club, two
}

// through does something atOnce times at once, and counts how often it is done; the others get a problem.
func through(t *testing.T, code errs.Code, do func(n int) error) (done int32) {
	t.Helper()
	var passed atomic.Int32
	var all sync.WaitGroup
	for n := range atOnce {
		all.Go(func() {
			if err := do(n); err == nil {
				passed.Add(1)
			} else if errs.CodeOf(err) != code {
				t.Error(err)
			}
		})
	}
	all.Wait()
	return passed.Load()
}

// Whoever promises a lot at once gets as far as they may within a day, and no further by taking back; of an organisation all who speak for it do so
// together, and what they promise in their own name is counted apart.
func TestPromisesAreBounded(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store, seeker, person := help.NewStore(db.Gorm), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	club, two := voices(t, db)
	contacts := map[uuid.UUID][]uuid.UUID{}
	for _, helper := range []uuid.UUID{person.ID, club, two[0].ID} {
		for range atOnce {
			contacts[helper] = append(contacts[helper], accepted(t, db, fixture.Idea(t, db, seeker), seeker.ID, helper))
		}
	}
	promise := func(who auth.Principal, helper uuid.UUID, n int) (help.Commitment, error) {
		return store.Commit(t.Context(), who, idempotency.Key{}, contacts[helper][n], help.CommitmentFields{Description: "Jag gräver.", Amount: 1, EndsAt: time.Now().AddDate(0, 1, 0)})
	}
	for what, do := range map[string]func(n int) error{
		"a person": func(n int) error {
			_, err := promise(person, person.ID, n)
			return err
		},
		"two who speak for an organisation and take it back": func(n int) error {
			k, err := promise(two[n%2], club, n)
			if err != nil {
				return err
			}
			return store.Withdraw(t.Context(), two[n%2], k.ID)
		},
	} {
		if n := through(t, errs.TooManyRequests, do); n != 20 {
			t.Errorf("%s: %d of %d", what, n, atOnce)
		}
	}
	if _, err := promise(two[0], two[0].ID, 0); err != nil {
		t.Errorf("in their own name: %v", err)
	}
	if _, err := promise(seeker, club, atOnce-1); errs.CodeOf(err) != errs.Forbidden {
		t.Errorf("who is helped: %v", err)
	}
}

// accepted is a contact about a need of an idea that both sides have agreed to.
func accepted(t *testing.T, db *postgres.DB, idea, seeker, helper uuid.UUID) (id uuid.UUID) {
	t.Helper()
	err := db.Pool.QueryRow(t.Context(), `WITH n AS (INSERT INTO needs (id, idea_id, kind, description, amount, unit, starts_at, ends_at)
			VALUES (gen_random_uuid(), $1, 'people', 'Händer.', 4, 'timmar', now(), now() + interval '90 days') RETURNING id)
		INSERT INTO contacts (id, need_id, helper_id, seeker_id, by_helper, message, state, answered_at) SELECT gen_random_uuid(), id, $2, $3, true, 'Jag kan.', 'accepted', now() FROM n RETURNING id`,
		idea, helper, seeker).Scan(&id)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// Of a new organisation no more waits to be read than of anybody, however many speak for it at once.
func TestWhatWaitsIsBoundedTogether(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	if _, err := db.Pool.Exec(t.Context(), `INSERT INTO moderation_settings (first_posts) VALUES (2)`); err != nil {
		t.Fatal(err)
	}
	store := help.NewStore(db.Gorm)
	club, two := voices(t, db)
	n := through(t, errs.TooManyWaiting, func(n int) error {
		_, err := store.MakeOffer(t.Context(), two[n%2], idempotency.Key{}, help.OfferFields{Kind: help.People, Title: "Händer", Description: "Kan gräva.", Audience: "public", OrganisationID: &club})
		return err
	})
	if n != 20 {
		t.Errorf("%d of %d wait", n, atOnce)
	}
}
