package lead_test

import (
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// Of several who say at once who leads a thing, the last one decides, and no mixture is left.
func TestReplacingLeadersAtOnce(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := lead.NewStore(db.Gorm, mail.NewOutbox(queue), "https://medskapa.example")
	admin, one, two := fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.ProjectLeader)
	for range 20 {
		thing := lead.Thing{Kind: lead.Challenge, ID: fixture.Challenge(t, db, "support", admin)}
		var wg sync.WaitGroup
		for _, leaders := range [][]uuid.UUID{{one.ID}, {two.ID}, {one.ID}, {two.ID}} {
			wg.Go(func() {
				err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error { return s.Replace(tx, admin, thing, leaders) })
				if err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		left, err := lead.Of(db.Gorm, thing)
		if err != nil || len(left) != 1 {
			t.Fatalf("%d lead it: %v", len(left), err)
		}
	}
}

// Whoever leads until a day does not stay longer by themselves, nor leave others behind.
func TestWhoLeadsUntilADayGivesNoMore(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := lead.NewStore(db.Gorm, mail.NewOutbox(queue), "https://medskapa.example")
	admin, lent, friend := fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.ProjectLeader)
	thing := lead.Thing{Kind: lead.Challenge, ID: fixture.Challenge(t, db, "support", admin)}
	day := time.Now().Add(time.Hour).Truncate(time.Second)
	after := day.Add(time.Hour)
	own, err := s.Create(t.Context(), admin, idempotency.Key{}, thing, lent.ID, lead.Terms{Role: lead.Leader, EndsAt: &day})
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []*time.Time{nil, &after} {
		if _, err := s.Set(t.Context(), lent, own.ID, lead.Terms{Role: lead.Leader, EndsAt: end}); errs.CodeOf(err) != errs.Forbidden {
			t.Errorf("they stay until %v: %v", end, err)
		}
		if _, err := s.Create(t.Context(), lent, idempotency.Key{}, thing, friend.ID, lead.Terms{Role: lead.CoLeader, EndsAt: end}); errs.CodeOf(err) != errs.Forbidden {
			t.Errorf("a friend stays until %v: %v", end, err)
		}
	}
	err = postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error {
		return s.Replace(tx, lent, thing, []uuid.UUID{admin.ID, lent.ID, friend.ID})
	})
	if err != nil {
		t.Fatal(err)
	}
	var until time.Time
	if err := db.Pool.QueryRow(t.Context(), `SELECT ends_at FROM lead_assignments WHERE account_id = $1`, friend.ID).Scan(&until); err != nil || !until.Equal(day) {
		t.Errorf("whom they name leads until %v: %v", until, err)
	}
	if _, err := s.Set(t.Context(), admin, own.ID, lead.Terms{Role: lead.Leader}); err != nil {
		t.Errorf("an administrator gives as much as they like: %v", err)
	}
}

// An assignment that is over is not brought back past the rules for appointing: of somebody who is disabled, say.
func TestWhatIsOverStaysOver(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(nil)
	if err != nil {
		t.Fatal(err)
	}
	s := lead.NewStore(db.Gorm, mail.NewOutbox(queue), "https://medskapa.example")
	admin, gone := fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.Member)
	thing := lead.Thing{Kind: lead.Challenge, ID: fixture.Challenge(t, db, "support", admin)}
	a, err := s.Create(t.Context(), admin, idempotency.Key{}, thing, gone.ID, lead.Terms{Role: lead.CoLeader})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Pool.Exec(t.Context(), `UPDATE lead_assignments SET granted_at = now() - interval '2 days', ends_at = now() - interval '1 day' WHERE id = $1`, a.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Set(t.Context(), admin, a.ID, lead.Terms{Role: lead.CoLeader}); errs.CodeOf(err) != errs.NotFound {
		t.Errorf("it is brought back: %v", err)
	}
	if those, err := lead.Of(db.Gorm, thing); err != nil || len(those) != 1 {
		t.Errorf("%d lead it: %v", len(those), err)
	}
}
