package moderation_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// Of moderators who decide on one case at once one does, and the others are told that it has changed.
func TestDecidingAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store := moderation.NewStore(db.Gorm, people.NewStore(db.Gorm, nil, nil, ""), markdown.New())
	idea := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	moderators := make([]auth.Principal, 6)
	for n := range moderators {
		moderators[n] = fixture.Account(t, db, auth.Moderator)
	}
	id, err := store.Open(t.Context(), moderators[0], moderation.Idea, idea)
	if err != nil {
		t.Fatal(err)
	}
	read, err := store.Get(t.Context(), moderators[0], id)
	if err != nil {
		t.Fatal(err)
	}
	var through atomic.Int32
	var all sync.WaitGroup
	for n, who := range moderators {
		ruling := moderation.Ruling{Action: moderation.Hide, Ground: moderation.Spam, Rule: "Regel 5", Facts: "Det är reklam för en butik."}
		if n%2 == 1 {
			ruling = moderation.Ruling{Action: moderation.Keep}
		}
		all.Go(func() {
			if _, err := store.Decide(t.Context(), who, idempotency.Key{}, id, read.Version, ruling); err == nil {
				through.Add(1)
			} else if errs.CodeOf(err) != errs.PreconditionFailed {
				t.Error(err)
			}
		})
	}
	all.Wait()
	var decisions, counted, learnt int
	err = db.Pool.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM moderation_decisions), (SELECT sum(count) FROM moderation_counts), (SELECT spam + ham FROM spam_lessons)`).
		Scan(&decisions, &counted, &learnt)
	if err != nil || through.Load() != 1 || decisions != 1 || counted != 1 || learnt != 1 {
		t.Errorf("%d decided: %d decisions, %d counted, %d lessons, %v", through.Load(), decisions, counted, learnt, err)
	}
}
