package privacy_test

import (
	"fmt"
	"log/slog"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/privacy"
)

// club is what people do to one organisation while its people leave.
type club struct {
	id                       uuid.UUID
	owner, heir, plain, next auth.Principal
}

func newClub(t *testing.T, db *postgres.DB) club {
	t.Helper()
	people := fixture.Members(t, db, 4)
	c := club{owner: people[0], heir: people[1], plain: people[2], next: people[3]}
	c.id = fixture.Organisation(t, db, c.owner)
	fixture.Belong(t, db, c.id, c.heir.ID, "representative")
	fixture.Belong(t, db, c.id, c.plain.ID, "member")
	exec(t, db, `INSERT INTO organisation_invitations (id, organisation_id, email, email_key, mandate, secret_hash, invited_by, expires_at)
		VALUES (gen_random_uuid(), $1, 'x@y.se', 'x@y.se', 'member', $2, $3, now() + interval '1 day')`, c.id, auth.HashSecret(c.id.String()), c.owner.ID)
	return c
}

// Organisations are changed, spoken for, joined and left while the accounts of their people are closed: nobody waits in a circle, and
// every organisation has an owner or is dormant.
func TestClosingWhileOrganisationsChange(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	clubs := organisation.NewStore(db.Gorm, markdown.New(), mail.NewOutbox(queue), "https://medskapa.example")
	ideas := idea.NewStore(db.Gorm, markdown.New())
	for round := range 60 {
		c := newClub(t, db)
		leavers := [][]auth.Principal{{c.owner, c.heir}, {c.owner, c.plain}, {c.heir, c.plain, c.next}, {c.owner, c.heir, c.plain}}[round%4]
		for _, p := range leavers {
			ask(t, db, store, p, privacy.Keep)
		}
		mandate, speaker := organisation.Representative, c.heir
		speaker.SpeaksFor = postgres.IDs{c.id} // as remembered
		atOnce(t,
			func() error { _, err := store.CloseDue(t.Context()); return err },
			func() error { _, err := store.CloseDue(t.Context()); return err },
			func() error { return clubs.RemoveMember(t.Context(), c.owner, c.id, c.heir.ID) },
			func() error { return clubs.RemoveMember(t.Context(), c.plain, c.id, c.plain.ID) },
			func() error {
				_, err := clubs.EditMember(t.Context(), c.owner, c.id, c.plain.ID, organisation.MemberEdit{Mandate: &mandate})
				return err
			},
			func() error { _, err := clubs.Accept(t.Context(), c.next, c.id.String()); return err },
			func() error {
				_, err := clubs.Invite(t.Context(), c.heir, c.id, "z@y.se", organisation.Member)
				return err
			},
			func() error {
				_, err := ideas.Create(t.Context(), speaker, idempotency.Key{}, idea.Fields{Title: "Fler bänkar", Body: "Vid älven.", OrganisationID: &c.id}, true)
				return err
			})
		for _, p := range leavers {
			if number(t, db, `SELECT count(*) FROM accounts WHERE id = $1`, p.ID) != 0 {
				t.Fatal("somebody who leaves is still there")
			}
		}
	}
}

// atOnce runs them at one moment. Each may be refused; none may be given up by the database.
func atOnce(t *testing.T, does ...func() error) {
	t.Helper()
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i, do := range does {
		wg.Go(func() {
			<-start
			if err := do(); err != nil && (errs.CodeOf(err) == "" || errs.CodeOf(err) == errs.Unavailable) {
				t.Errorf("%d: %v", i, fmt.Errorf("%w (%s)", err, errs.CodeOf(err)))
			}
		})
	}
	close(start)
	wg.Wait()
}
