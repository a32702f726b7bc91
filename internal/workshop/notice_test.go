package workshop_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/workshop"
)

// mails returns the mail that waits to leave, in the order it was written.
func mails(t *testing.T, db *postgres.DB) []mail.Message {
	t.Helper()
	rows, err := db.Pool.Query(t.Context(), `SELECT args->>'to', args->>'subject', args->>'text' FROM river_job WHERE kind = 'send-mail' ORDER BY id`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []mail.Message
	for rows.Next() {
		var m mail.Message
		if err := rows.Scan(&m.To, &m.Subject, &m.Text); err != nil {
			t.Fatal(err)
		}
		all = append(all, m)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

func address(who auth.Principal) string { return who.ID.String() + "@alvsala.example" }

// full makes a workshop with one seat, whose time is fixed, and signs people up in their order.
func full(t *testing.T, s *workshop.Store, leader auth.Principal, people ...auth.Principal) workshop.Workshop {
	t.Helper()
	w := publish(t, s, leader, seats(1), func(f *workshop.Fields) {
		f.StartsAt = time.Date(time.Now().Year()+1, time.July, 1, 16, 0, 0, 0, time.UTC)
		f.EndsAt = f.StartsAt.Add(2 * time.Hour)
	})
	for _, who := range people {
		if _, err := s.SignUp(t.Context(), who, w.ID); err != nil {
			t.Fatal(err)
		}
	}
	return w
}

func TestMovingUpIsTold(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	people := fixture.Members(t, db, 3)
	w := full(t, s, fixture.Account(t, db, auth.ProjectLeader), people...)
	if err := s.SignOff(t.Context(), people[0], w.ID); err != nil {
		t.Fatal(err)
	}
	sent := mails(t, db)
	if len(sent) != 1 || sent[0].To != address(people[1]) || sent[0].Subject != "Du har fått en plats: Rita om torget" {
		t.Fatalf("%+v", sent)
	}
	for _, part := range []string{"Hej Deltagare ", "Välkommen!", " 1 juli ", " kl. 18.00–20.00\n", "Plats: Folkets hus, Älvsala\n", site + "/workshops/" + w.ID.String()} {
		if !strings.Contains(sent[0].Text, part) {
			t.Errorf("no %q in:\n%s", part, sent[0].Text)
		}
	}
}

func TestMailIsInTheReadersLanguage(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	people := fixture.Members(t, db, 2)
	if _, err := db.Pool.Exec(t.Context(), `UPDATE accounts SET language = 'en' WHERE id = $1`, people[1].ID); err != nil {
		t.Fatal(err)
	}
	w := full(t, s, fixture.Account(t, db, auth.ProjectLeader), people...)
	if err := s.SignOff(t.Context(), people[0], w.ID); err != nil {
		t.Fatal(err)
	}
	m := mails(t, db)[0]
	if m.Subject != "You have a seat: Rita om torget" || !strings.Contains(m.Text, " 1 July ") || !strings.Contains(m.Text, ", 18:00–20:00\n") || !strings.HasPrefix(m.Text, "Hello ") {
		t.Fatalf("%+v", m)
	}
}

// A mail and what it tells of are one transaction: when that fails in the end, nothing has happened.
func TestFailedTransactionSendsNothing(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	people := fixture.Members(t, db, 2)
	w := full(t, s, leader, people...)
	failAtCommit(t, db)
	if err := s.SignOff(t.Context(), people[0], w.ID); err == nil {
		t.Fatal("the sign-off did not fail")
	}
	if _, err := s.SetState(t.Context(), leader, w.ID, w.Version, workshop.Cancelled); err == nil {
		t.Fatal("cancelling did not fail")
	}
	if sent := mails(t, db); len(sent) != 0 {
		t.Fatalf("%+v", sent)
	}
	if n := count(t, db, w.ID); n.Seated != 1 || n.Waiting != 1 || n.SeatedCount != 1 {
		t.Fatalf("%+v", n)
	}
}

// failAtCommit makes every commit fail that changes a workshop's row.
func failAtCommit(t *testing.T, db *postgres.DB) {
	t.Helper()
	exec := func(sql string) {
		if _, err := db.Pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	exec(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$`)
	exec(`CREATE CONSTRAINT TRIGGER refuse AFTER UPDATE ON workshops DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION refuse()`)
	t.Cleanup(func() { // the database is used again
		if err := db.Gorm.Exec(`DROP FUNCTION refuse() CASCADE`).Error; err != nil {
			t.Error(err)
		}
	})
}

func TestStates(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	people := fixture.Members(t, db, 2)
	w, err := s.Create(t.Context(), leader, noKey, fields(seats(1)), workshop.Draft)
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.SetState(t.Context(), leader, w.ID, w.Version, workshop.Cancelled)
	wants(t, err, errs.StateTransition)
	w = to(t, s, leader, w, workshop.Published)
	_, err = s.SetState(t.Context(), leader, w.ID, w.Version, workshop.Published)
	wants(t, err, errs.StateTransition)
	for _, who := range people {
		if _, err := s.SignUp(t.Context(), who, w.ID); err != nil {
			t.Fatal(err)
		}
	}
	if sent := mails(t, db); len(sent) != 0 {
		t.Fatalf("%+v", sent)
	}
	w = to(t, s, leader, w, workshop.Cancelled)
	sent := mails(t, db)
	if len(sent) != 2 || sent[0].To != address(people[0]) || sent[1].To != address(people[1]) || sent[1].Subject != "Inställd: Rita om torget" {
		t.Fatalf("%+v", sent)
	}
	// Signing off from a cancelled workshop moves people up unheard.
	if err := s.SignOff(t.Context(), people[0], w.ID); err != nil {
		t.Fatal(err)
	}
	if len(mails(t, db)) != 2 {
		t.Fatal("a seat in a cancelled workshop was announced")
	}
	w = to(t, s, leader, w, workshop.Published)
	sent = mails(t, db)[2:]
	if len(sent) != 1 || sent[0].To != address(people[1]) || sent[0].Subject != "Blir av ändå: Rita om torget" || !strings.Contains(sent[0].Text, "Du har en plats.") {
		t.Fatalf("%+v", sent)
	}
	start(t, db, w.ID)
	w = to(t, s, leader, w, workshop.Cancelled) // while it goes on
	_, err = s.SetState(t.Context(), leader, w.ID, w.Version, workshop.Published)
	wants(t, err, errs.WorkshopStarted)
}

func to(t *testing.T, s *workshop.Store, who auth.Principal, w workshop.Workshop, state workshop.State) workshop.Workshop {
	t.Helper()
	after, err := s.SetState(t.Context(), who, w.ID, w.Version, state)
	if err != nil || after.State != state || after.Version != w.Version+1 {
		t.Fatalf("%+v: %v", after.Summary, err)
	}
	return after
}

func TestPastOnesStayAsTheyAre(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	w := publish(t, s, leader)
	shift(t, db, w.ID, -30*24*time.Hour)
	_, err := s.SetState(t.Context(), leader, w.ID, w.Version, workshop.Cancelled)
	wants(t, err, errs.StateTransition)
	_, err = s.Update(t.Context(), leader, w.ID, w.Version, func(f *workshop.Fields) { f.StartsAt = f.StartsAt.Add(time.Minute) })
	wants(t, err, errs.Unprocessable, "startsAt", "in_the_past")
	if w, err = s.Update(t.Context(), leader, w.ID, w.Version, func(f *workshop.Fields) { f.Title = "Så blev torget" }); err != nil || w.Title != "Så blev torget" {
		t.Fatalf("%+v: %v", w.Summary, err)
	}
}

// Who signed up learns of another time, place or link, and of nothing else.
func TestMoving(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	people := fixture.Members(t, db, 2)
	w := full(t, s, leader, people...)
	link := "https://mote.alvsala.example/rum"
	for _, c := range []struct {
		change func(*workshop.Fields)
		mails  int
	}{
		{func(f *workshop.Fields) { f.Title = "Rita om älvstranden"; f.Audience = workshop.Audience{"company"} }, 0},
		{func(f *workshop.Fields) { f.Link = &link }, 2},
		{func(f *workshop.Fields) { f.Place = nil }, 2},
		{func(f *workshop.Fields) { f.EndsAt = f.EndsAt.Add(24 * time.Hour) }, 2},
		{func(f *workshop.Fields) { f.StartsAt = f.StartsAt.Add(time.Hour); f.Seats = 2 }, 3}, // one has moved up, too
	} {
		before := len(mails(t, db))
		var err error
		if w, err = s.Update(t.Context(), leader, w.ID, w.Version, c.change); err != nil {
			t.Fatal(err)
		}
		if n := len(mails(t, db)) - before; n != c.mails {
			t.Fatalf("%d mails, want %d: %+v", n, c.mails, w.Summary)
		}
	}
	all := mails(t, db)
	if text := all[1].Text; !strings.Contains(text, "Du står i kön") || !strings.Contains(text, "Länk: "+link) {
		t.Error(text)
	}
	if text := all[4].Text; !strings.Contains(text, " kl. 18.00 – ") || strings.Count(text, " juli ") != 2 {
		t.Error(text)
	}
	if last := all[len(all)-1]; last.Subject != "Ny tid eller plats: Rita om älvstranden" || !strings.Contains(last.Text, "Du har en plats.") {
		t.Errorf("%+v", last)
	}
}

// Those who cannot sign in get no mail, and do not hinder it.
func TestNoMailWithoutAccount(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	pseudonym := auth.Principal{ID: fixture.Participant(t, db, "resident"), Kind: "resident"}
	disabled := fixture.Account(t, db, auth.Member)
	w := full(t, s, leader, fixture.Account(t, db, auth.Member), pseudonym, disabled)
	if _, err := db.Pool.Exec(t.Context(), `UPDATE accounts SET disabled_at = now() WHERE id = $1`, disabled.ID); err != nil {
		t.Fatal(err)
	}
	w, err := s.Update(t.Context(), leader, w.ID, w.Version, seats(3))
	if err != nil || w.SeatedCount != 3 || len(mails(t, db)) != 0 {
		t.Fatalf("%+v: %v", w.Summary, err)
	}
	to(t, s, leader, w, workshop.Cancelled)
	if sent := mails(t, db); len(sent) != 1 {
		t.Fatalf("%+v", sent)
	}
}

func TestEditRules(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	w := publish(t, s, leader)
	title := func(f *workshop.Fields) { f.Title = "Ny rubrik" }
	for name, who := range map[string]auth.Principal{"a member": fixture.Account(t, db, auth.Member), "another leader": fixture.Account(t, db, auth.ProjectLeader), "a leader until a while ago": former(t, db, w.ID)} {
		if _, err := s.Update(t.Context(), who, w.ID, w.Version, title); errs.CodeOf(err) != errs.Forbidden {
			t.Errorf("%s edits: %v", name, err)
		}
		if _, err := s.SetState(t.Context(), who, w.ID, w.Version, workshop.Cancelled); errs.CodeOf(err) != errs.Forbidden {
			t.Errorf("%s cancels: %v", name, err)
		}
	}
	_, err := s.Update(t.Context(), leader, w.ID, w.Version+1, title)
	wants(t, err, errs.PreconditionFailed)
	_, err = s.Update(t.Context(), leader, uuid.New(), 1, title)
	wants(t, err, errs.NotFound)
	_, err = s.Update(t.Context(), leader, w.ID, w.Version, func(f *workshop.Fields) { f.Place = nil })
	wants(t, err, errs.Unprocessable, "place", "place_or_link")
	after, err := s.Update(t.Context(), fixture.Account(t, db, auth.Administrator), w.ID, w.Version, title)
	if err != nil || after.Title != "Ny rubrik" || after.Version != 2 || !after.UpdatedAt.After(w.UpdatedAt) {
		t.Fatalf("%+v: %v", after, err)
	}
}
