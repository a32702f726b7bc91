package people_test

import (
	"log/slog"
	"sync"
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T) (*postgres.DB, *people.Store) {
	t.Helper()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	const url = "https://medskapa.example"
	outbox := mail.NewOutbox(queue)
	return db, people.NewStore(db.Gorm, outbox, organisation.NewStore(db.Gorm, markdown.New(), outbox, url), url)
}

// Two administrators take the role from each other at once, twenty times over: one of them stays.
func TestAnAdministratorStays(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	two := []auth.Principal{fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.Administrator)}
	for range 20 {
		if _, err := db.Pool.Exec(t.Context(), `UPDATE accounts SET role = 'administrator'`); err != nil {
			t.Fatal(err)
		}
		var got [2]error
		start := make(chan struct{})
		var group sync.WaitGroup
		for n := range two {
			group.Go(func() {
				<-start
				_, got[n] = store.SetRole(t.Context(), two[n], two[1-n].ID, auth.Member)
			})
		}
		close(start)
		group.Wait()
		var left int
		if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM accounts WHERE role = 'administrator'`).Scan(&left); err != nil {
			t.Fatal(err)
		}
		if (got[0] == nil) == (got[1] == nil) || left != 1 {
			t.Fatalf("%v, %v; %d left", got[0], got[1], left)
		}
		for _, err := range got {
			if err != nil && errs.CodeOf(err) != errs.LastAdministrator {
				t.Fatal(err)
			}
		}
	}
}
