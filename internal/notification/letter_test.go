package notification_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
)

// letters are the mails in the queue, by receiver.
func letters(t *testing.T, db *postgres.DB) map[string][]mail.Message {
	t.Helper()
	rows, err := db.Pool.Query(t.Context(), `SELECT args FROM river_job WHERE kind = 'send-mail' ORDER BY id`)
	must(t, err)
	defer rows.Close()
	found := map[string][]mail.Message{}
	for rows.Next() {
		var raw []byte
		must(t, rows.Scan(&raw))
		var m mail.Message
		must(t, json.Unmarshal(raw, &m))
		found[m.To] = append(found[m.To], m)
	}
	must(t, rows.Err())
	return found
}

func addressOf(p auth.Principal) string { return p.ID.String() + "@alvsala.example" }

// A mail tells all that is due in its reader's language, once, and can be stopped by its secret; what is read,
// hidden or unwanted by then is not in it, and a mail with nothing in it is not sent.
func TestLetters(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	people := fixture.Members(t, db, 6)
	swede, brit, reads, wants, suspended, lost := people[0], people[1], people[2], people[3], people[4], people[5]
	id, hidden := fixture.Idea(t, db, author), fixture.Idea(t, db, author)
	exec(t, db, `UPDATE ideas SET title = 'Lyktor' WHERE id = $1`, id)
	exec(t, db, `UPDATE accounts SET language = 'en' WHERE id = $1`, brit.ID)
	for _, p := range people[:5] {
		must(t, happened(t, db, notification.Event{Kind: notification.ContactAsked, Subject: anIdea(id), To: []uuid.UUID{p.ID}}))
	}
	must(t, happened(t, db, notification.Event{Kind: notification.CoAuthorInvited, Subject: anIdea(id), To: []uuid.UUID{swede.ID}}))
	must(t, happened(t, db, notification.Event{Kind: notification.ContactAsked, Subject: anIdea(hidden), To: []uuid.UUID{lost.ID, swede.ID}}))
	must(t, store.Tell(t.Context()))
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, hidden)
	must(t, store.ReadUntil(t.Context(), reads, time.Now()))
	_, err := store.SetSettings(t.Context(), wants, 1, notification.Settings{Mail: true, Choices: []notification.Choice{{Kind: notification.ContactAsked, Mail: notification.Never}}})
	must(t, err)
	exec(t, db, `INSERT INTO suspensions (id, account_id, reason) VALUES ($1, $2, 'Skräp och reklam, gång på gång')`, uuid.New(), suspended.ID)
	for range 2 {
		must(t, store.SendDue(t.Context()))
	}
	got := letters(t, db)
	if len(got) != 2 || len(got[addressOf(swede)]) != 1 || len(got[addressOf(brit)]) != 1 {
		t.Fatalf("mails %+v, want one to each of two", got)
	}
	sv, en := got[addressOf(swede)][0], got[addressOf(brit)][0]
	if sv.Subject != "2 nyheter till dig" || !strings.Contains(sv.Text, "Du är inbjuden att utveckla ”Lyktor”") || !strings.Contains(sv.Text, "https://medskapa.example/ideas/"+id.String()) {
		t.Errorf("the Swedish mail is %+v", sv)
	}
	if en.Subject != "Somebody wants to get in touch with you about “Lyktor”" || !strings.Contains(en.Text, "Stop all mail of this kind:") {
		t.Errorf("the English mail is %+v", en)
	}
	secret, ok := strings.CutPrefix(en.Unsubscribe, "https://medskapa.example/unsubscribe/")
	if !ok || len(secret) != 43 || !strings.Contains(en.Text, "/unsubscribe#"+secret) {
		t.Errorf("unsubscribing is at %q", en.Unsubscribe)
	}
	if err := store.Unsubscribe(t.Context(), secret+"x"); errs.CodeOf(err) != errs.InvalidToken {
		t.Errorf("a foreign secret: %v", err)
	}
	for range 2 {
		must(t, store.Unsubscribe(t.Context(), secret))
	}
	exec(t, db, `UPDATE notification_letters SET sent_at = now() - interval '1 hour'`)
	for _, kind := range []notification.Kind{notification.ContactAsked, notification.ModerationDecision} {
		must(t, happened(t, db, notification.Event{Kind: kind, Subject: anIdea(id), To: []uuid.UUID{brit.ID, suspended.ID}}))
	}
	must(t, store.Tell(t.Context()))
	must(t, store.SendDue(t.Context()))
	got = letters(t, db)
	if len(got[addressOf(brit)]) != 2 || !strings.Contains(got[addressOf(brit)][1].Subject, "decision") || got[addressOf(brit)][1].Unsubscribe != "" {
		t.Errorf("who stopped mail gets %+v, want what the law demands", got[addressOf(brit)][1:])
	}
	if len(got[addressOf(suspended)]) != 1 {
		t.Errorf("who is suspended gets %+v, want what the law demands", got[addressOf(suspended)])
	}
}

// Within five minutes somebody gets one mail, which tells later what came meanwhile, and no more than that.
func TestLettersKeepApart(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	reader := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	tell := func() {
		t.Helper()
		must(t, happened(t, db, notification.Event{Kind: notification.MatchFound, Subject: anIdea(id), To: []uuid.UUID{reader.ID}}))
		must(t, store.Tell(t.Context()))
		exec(t, db, `UPDATE notifications SET mail_at = now() WHERE mail_at > now()`)
		must(t, store.SendDue(t.Context()))
	}
	tell()
	tell()
	tell()
	if n := len(letters(t, db)[addressOf(reader)]); n != 1 {
		t.Fatalf("%d mails at once", n)
	}
	exec(t, db, `UPDATE notification_letters SET sent_at = now() - interval '6 minutes'`)
	exec(t, db, `UPDATE notifications SET mail_at = now()`)
	must(t, store.SendDue(t.Context()))
	got := letters(t, db)[addressOf(reader)]
	if len(got) != 2 || !strings.Contains(got[1].Text, "Det finns 2 matchningar") {
		t.Errorf("got %+v, want a second mail of the two that came since", got)
	}
}

// A mail leads where the app's own links do: to the comment, the decision with its reasons, or the contacts.
func TestWhereMailLeads(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	reader := fixture.Account(t, db, auth.Member)
	id, object := fixture.Idea(t, db, fixture.Account(t, db, auth.Member)), uuid.New()
	want := map[notification.Kind]string{
		notification.Reply: "/ideas/" + id.String() + "#comment-" + object.String(), notification.IdeaStage: "/ideas/" + id.String(),
		notification.ModerationDecision: "/moderation-decisions/" + object.String(), notification.ContactAsked: "/profile/contacts",
		notification.ContactAnswered: "/profile/contacts?sent=true", notification.ReportActed: "/moderation",
	}
	for kind := range want {
		exec(t, db, `INSERT INTO notifications (id, recipient_id, kind, subject_kind, subject_id, object_id, count, happened_at, mail_at) VALUES ($1, $2, $3, 'idea', $4, $5, 1, now(), now())`,
			uuid.New(), reader.ID, kind, id, object)
	}
	must(t, store.SendDue(t.Context()))
	text := letters(t, db)[addressOf(reader)][0].Text
	for kind, path := range want {
		if !strings.Contains(text, "https://medskapa.example"+path+"\n") {
			t.Errorf("%s does not lead to %s: %s", kind, path, text)
		}
	}
}

// Every kind has a sentence in both languages, for one and for several, and all but those about what one reported tell of what.
func TestEveryKindHasWords(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	exec(t, db, `UPDATE ideas SET title = 'Lyktor' WHERE id = $1`, id)
	kinds := notification.Kinds()
	half := len(kinds) / 2 // a letter does not hold them all
	for n, some := range [][]notification.Kind{kinds[:half], kinds[half:], kinds[:half], kinds[half:]} {
		r := fixture.Account(t, db, auth.Member)
		exec(t, db, `UPDATE accounts SET language = $2 WHERE id = $1`, r.ID, []string{"sv", "en"}[n/2])
		titles := 0
		for k, kind := range some {
			exec(t, db, `INSERT INTO notifications (id, recipient_id, kind, subject_kind, subject_id, count, happened_at, mail_at) VALUES ($1, $2, $3, 'idea', $4, $5, now(), now())`,
				uuid.New(), r.ID, kind, id, 1+k%2)
			if kind != notification.ReportActed && kind != notification.ReportKept {
				titles++
			}
		}
		must(t, store.SendDue(t.Context()))
		got := letters(t, db)[addressOf(r)]
		if len(got) != 1 || strings.Contains(got[0].Text, "{") || strings.Count(got[0].Text, "Lyktor") != titles || strings.Contains(got[0].Text, "“”") {
			t.Errorf("the mail is %+v", got)
		}
	}
}

func TestDue(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cadence   notification.Cadence
		now, want string
	}{
		{notification.AtOnce, "2026-11-02T12:00:00Z", "2026-11-02T12:00:00Z"},
		{notification.Daily, "2026-11-02T05:59:00Z", "2026-11-02T06:00:00Z"}, // 7 o'clock in winter
		{notification.Daily, "2026-11-02T06:00:00Z", "2026-11-03T06:00:00Z"},
		{notification.Daily, "2026-03-28T12:00:00Z", "2026-03-29T05:00:00Z"}, // summer time begins
		{notification.Daily, "2026-10-24T12:00:00Z", "2026-10-25T06:00:00Z"}, // and ends
		{notification.Weekly, "2026-11-02T05:00:00Z", "2026-11-02T06:00:00Z"},
		{notification.Weekly, "2026-11-02T06:00:00Z", "2026-11-09T06:00:00Z"},
		{notification.Weekly, "2026-10-24T12:00:00Z", "2026-10-26T06:00:00Z"},
		{notification.Never, "2026-11-02T06:00:00Z", "0001-01-01T00:00:00Z"},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		must(t, err)
		if got := c.cadence.Due(now).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%s at %s: %s, want %s", c.cadence, c.now, got, c.want)
		}
	}
}

// Settings are kept as long as nobody else changed them, and what waits follows them.
func TestSettings(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	first, err := store.Settings(t.Context(), who)
	must(t, err)
	if !first.Mail || !first.FollowCommented || first.FollowSupported || len(first.Choices) != len(notification.Kinds())-2 {
		t.Errorf("at first %+v", first)
	}
	id := fixture.Idea(t, db, who)
	must(t, happened(t, db, notification.Event{Kind: notification.IdeaStage, Subject: anIdea(id)}))
	must(t, store.Tell(t.Context()))
	change := notification.Settings{Mail: true, Choices: []notification.Choice{{Kind: notification.IdeaStage, Mail: notification.Never}}}
	second, err := store.SetSettings(t.Context(), who, first.Version, change)
	must(t, err)
	if _, err := store.SetSettings(t.Context(), who, first.Version, change); errs.CodeOf(err) != errs.PreconditionFailed {
		t.Errorf("an old version: %v", err)
	}
	twice := slices.Concat(change.Choices, change.Choices)
	if _, err := store.SetSettings(t.Context(), who, second.Version, notification.Settings{Choices: twice}); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("a kind twice: %v", err)
	}
	if n := count(t, db, `SELECT count(*) FROM notifications WHERE mail_at IS NOT NULL`); n != 0 {
		t.Errorf("%d mails wait that nobody wants", n)
	}
	if second.FollowCommented || fmt.Sprint(second.Choices[6]) != "{idea-stage never}" {
		t.Errorf("now %+v", second)
	}
}

// A letter says what a decision is about: the title alone is that of somebody else's idea.
func TestLettersNameWhatIsDecided(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, english := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	exec(t, db, `UPDATE accounts SET language = 'en' WHERE id = $1`, english.ID)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	exec(t, db, `UPDATE ideas SET title = 'Lyktor' WHERE id = $1`, id)
	decide := func(kind notification.Kind, thing string, subject notification.Subject) {
		t.Helper()
		for _, to := range []uuid.UUID{author.ID, english.ID} {
			must(t, happened(t, db, notification.Event{Kind: kind, Subject: subject, Object: decision(t, db, thing, to), To: []uuid.UUID{to}}))
		}
		must(t, store.Tell(t.Context()))
	}
	decide(notification.ModerationDecision, "comment", anIdea(id))
	decide(notification.AppealDecided, "need", anIdea(id))
	decide(notification.PostPublished, "commitment", anIdea(id))
	for _, n := range told(t, store, author) {
		if want := map[notification.Kind]string{notification.ModerationDecision: "comment", notification.AppealDecided: "need", notification.PostPublished: "commitment"}; n.AboutKind != want[n.Kind] {
			t.Errorf("%s is about a thing of kind %q", n.Kind, n.AboutKind)
		}
	}
	exec(t, db, `UPDATE notifications SET mail_at = now()`)
	must(t, store.SendDue(t.Context()))
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, id)
	exec(t, db, `UPDATE notification_letters SET sent_at = now() - interval '1 hour'`)
	exec(t, db, `UPDATE notifications SET mail_at = now(), mailed = 0`)
	must(t, store.SendDue(t.Context()))
	want := map[string][2][]string{
		addressOf(author): {{"Ett beslut har fattats om din kommentar på ”Lyktor”\n", "Din överklagan om ditt behov för ”Lyktor” är avgjord\n", "Det du skrev är publicerat: ditt löfte till ”Lyktor”\n"},
			{"Ett beslut har fattats om din kommentar\n", "Din överklagan om ditt behov är avgjord\n"}},
		addressOf(english): {{"A decision has been made about your comment on “Lyktor”\n", "Your appeal about your need for “Lyktor” has been decided\n", "What you wrote is published: your commitment to “Lyktor”\n"},
			{"A decision has been made about your comment\n", "Your appeal about your need has been decided\n"}},
	}
	got := letters(t, db)
	for address, lines := range want {
		for n, letter := range lines {
			for _, line := range letter {
				if !strings.Contains(got[address][n].Text, "\n"+line) {
					t.Errorf("letter %d does not say %q: %s", n, line, got[address][n].Text)
				}
			}
		}
	}
}

// A decision about somebody, or about an organisation, is about nothing that they have written. Of several at once it may be about either.
func TestLettersNameWhoIsDecidedAbout(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	swedish, english := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	exec(t, db, `UPDATE accounts SET language = 'en' WHERE id = $1`, english.ID)
	club := fixture.Organisation(t, db, swedish)
	exec(t, db, `UPDATE participants SET display_name = 'Odlarna' WHERE id = $1`, club)
	for _, to := range []uuid.UUID{swedish.ID, english.ID} {
		for kind, subject := range map[string]notification.Subject{"person": {Kind: notification.Person, ID: to}, "organisation": {Kind: notification.Organisation, ID: club}} {
			for _, what := range []notification.Kind{notification.ModerationDecision, notification.AppealDecided} {
				must(t, happened(t, db, notification.Event{Kind: what, Subject: subject, Object: decision(t, db, kind, to), To: []uuid.UUID{to}}))
			}
		}
	}
	must(t, store.Tell(t.Context()))
	for _, count := range []int{1, 3} {
		exec(t, db, `UPDATE notification_letters SET sent_at = now() - interval '1 hour'`)
		exec(t, db, `UPDATE notifications SET mail_at = now(), mailed = 0, count = $1`, count)
		must(t, store.SendDue(t.Context()))
	}
	got := letters(t, db)
	for address, lines := range map[string][2][]string{
		addressOf(swedish): {{"Ett beslut har fattats om ditt konto", "Din överklagan om ditt konto är avgjord", "Ett beslut har fattats om din organisation ”Odlarna”", "Din överklagan om din organisation ”Odlarna” är avgjord"},
			{"3 beslut har fattats om ditt konto eller det du har skrivit", "Dina överklaganden är avgjorda", "3 beslut har fattats om din organisation ”Odlarna” eller det den har skrivit"}},
		addressOf(english): {{"A decision has been made about your account", "Your appeal about your account has been decided", "A decision has been made about your organisation “Odlarna”", "Your appeal about your organisation “Odlarna” has been decided"},
			{"3 decisions have been made about your account or what you wrote", "Your appeals have been decided", "3 decisions have been made about your organisation “Odlarna” or what it wrote"}},
	} {
		for n, letter := range lines {
			for _, line := range letter {
				if !strings.Contains(got[address][n].Text, "\n"+line+"\n") {
					t.Errorf("letter %d does not say %q: %s", n, line, got[address][n].Text)
				}
			}
		}
	}
}

// decision is one about a thing of a kind that somebody wrote.
func decision(t *testing.T, db *postgres.DB, kind string, author uuid.UUID) uuid.UUID {
	t.Helper()
	id, opened := uuid.New(), uuid.New()
	exec(t, db, `INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause, state, closed_at) VALUES ($1, $2, $3, $4, 'moderator', 'closed', now())`, opened, kind, id, author)
	exec(t, db, `INSERT INTO moderation_decisions (id, case_id, thing_kind, thing_id, title, author_id, action, facts, automated) VALUES ($1, $2, $3, $4, '', $5, 'keep', '', false)`,
		id, opened, kind, id, author)
	return id
}
