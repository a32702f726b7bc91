package privacy_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/bench/city"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/help"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/merge"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/privacy"
	"github.com/medskapa/medskapa/internal/vote"
	"github.com/medskapa/medskapa/internal/workshop"
)

func open(t testing.TB) (*postgres.DB, *privacy.Store) {
	t.Helper()
	db := postgrestest.New(t)
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	outbox := mail.NewOutbox(queue)
	workshops := workshop.NewStore(db.Gorm, markdown.New(), outbox, lead.NewStore(db.Gorm, nil, ""), "https://medskapa.example")
	return db, privacy.NewStore(db.Gorm, queue, outbox, workshops, organisation.NewStore(db.Gorm, markdown.New(), outbox, "https://medskapa.example"), "https://medskapa.example", 24)
}

func exec(t testing.TB, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(context.Background(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func number(t testing.TB, db *postgres.DB, sql string, args ...any) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return n
}

func recount(t testing.TB, db *postgres.DB) {
	t.Helper()
	if err := city.Recount(context.Background(), db.Pool); err != nil {
		t.Error(err)
	}
}

// comment puts a comment under an idea.
func comment(t testing.TB, db *postgres.DB, ideaID uuid.UUID, by auth.Principal, parent *uuid.UUID) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, parent_id, body) VALUES ($1, $2, $3, $4, 'Så tycker jag.')`, id, ideaID, by.ID, parent)
	exec(t, db, `UPDATE idea_stats SET comment_count = comment_count + 1 WHERE idea_id = $1`, ideaID)
	exec(t, db, `UPDATE comments SET reply_count = reply_count + 1 WHERE id = $1`, parent)
	return id
}

// life is a person who has done everything, and somebody else who was there.
type life struct {
	maja, other         auth.Principal
	theirs, hers, draft uuid.UUID // ideas
	first, reply        uuid.UUID // her comment, and the answer to it
	coming, over        uuid.UUID // workshops
	club                uuid.UUID // her organisation
	email, name         string
}

func live(t testing.TB, db *postgres.DB) life {
	t.Helper()
	l := life{club: uuid.Must(uuid.NewV7()), maja: fixture.Account(t, db, auth.ProjectLeader), other: fixture.Account(t, db, auth.Member), name: "Maja Unik Lindqvist"}
	l.email = "unik." + l.maja.ID.String()[:8] + "@alvsala.example"
	exec(t, db, `UPDATE accounts SET email = $2, email_key = $2 WHERE id = $1`, l.maja.ID, l.email)
	exec(t, db, `UPDATE participants SET display_name = $2, about = $2 WHERE id = $1`, l.maja.ID, l.name)
	question := fixture.Challenge(t, db, "support", l.maja)
	l.theirs, l.hers = fixture.Idea(t, db, l.other, question), fixture.Idea(t, db, l.maja, question)
	l.draft = uuid.Must(uuid.NewV7())
	exec(t, db, `INSERT INTO ideas (id, author_id, title, body, excerpt, voting, state) VALUES ($1, $2, 'Utkast', 'Inte klart.', '', 'support', 'draft')`, l.draft, l.maja.ID)
	votes := vote.NewStore(db.Gorm)
	for _, who := range []auth.Principal{l.maja, l.other} {
		for _, id := range []uuid.UUID{l.theirs, l.hers} {
			if _, err := votes.Set(context.Background(), who, id, vote.Support); err != nil {
				t.Fatal(err)
			}
		}
	}
	l.first = comment(t, db, l.theirs, l.maja, nil)
	l.reply = comment(t, db, l.theirs, l.other, &l.first)
	comment(t, db, l.theirs, l.maja, &l.first)
	l.coming, l.over = seat(t, db, l, "2 days"), seat(t, db, l, "-2 days")
	exec(t, db, `INSERT INTO sessions (id, account_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, l.maja.SessionID, l.maja.ID)
	exec(t, db, `INSERT INTO refresh_tokens (token_hash, session_id) VALUES ('\x01', $1)`, l.maja.SessionID)
	exec(t, db, `INSERT INTO idempotency_keys (participant_id, key, request_hash, resource_id) VALUES ($1, 'k', '\x01', $2)`, l.maja.ID, l.hers)
	exec(t, db, `INSERT INTO password_resets (token_hash, account_id, expires_at) VALUES ('\x01', $1, now())`, l.maja.ID)
	exec(t, db, `INSERT INTO email_changes (token_hash, account_id, email, email_key, expires_at) VALUES ('\x01', $1, 'next-' || $2, 'next-' || $2, now())`, l.maja.ID, l.email)
	exec(t, db, `INSERT INTO email_reversals (token_hash, account_id, email, email_key, expires_at) VALUES ('\x01', $1, 'old-' || $2, 'old-' || $2, now())`, l.maja.ID, l.email)
	exec(t, db, `INSERT INTO mailbox_messages (id, message_id, recipient, subject, body) VALUES ($1, 'n', 'old-' || $2, 'Hej', 'Hej')`, uuid.New(), l.email)
	exec(t, db, `INSERT INTO login_failures (subject) VALUES (sha256(convert_to('account ' || $1, 'UTF8')))`, l.email)
	exec(t, db, `INSERT INTO registrations (token_hash, email, email_key, password_hash, display_name, kind, language, expires_at)
		VALUES ('\x01', $1, $1, 'x', $2, 'resident', 'sv', now()), ('\x02', 'old-' || $1, 'old-' || $1, 'x', $2, 'resident', 'sv', now())`, l.email, l.name)
	exec(t, db, `INSERT INTO mailbox_messages (id, message_id, recipient, subject, body) VALUES ($1, 'm', $2, 'Hej', $3)`, uuid.New(), l.email, "Hej "+l.name)
	exec(t, db, `INSERT INTO participants (id, kind, display_name, organisation) VALUES ($1, 'association', 'Älvens vänner', true)`, l.club)
	exec(t, db, `INSERT INTO organisations (id, founder_id) VALUES ($1, $2)`, l.club, l.maja.ID)
	exec(t, db, `INSERT INTO organisation_members (organisation_id, account_id, mandate) VALUES ($1, $2, 'owner'), ($1, $3, 'representative')`, l.club, l.maja.ID, l.other.ID)
	exec(t, db, `UPDATE organisations SET keeper_id = $2 WHERE id = $1`, l.club, l.maja.ID)
	exec(t, db, `INSERT INTO organisation_acts (organisation_id, account_id, action, idea_id) VALUES ($1, $2, 'idea-created', $3)`, l.club, l.maja.ID, l.theirs)
	exec(t, db, `INSERT INTO organisation_invitations (id, organisation_id, email, email_key, mandate, secret_hash, invited_by, expires_at)
		VALUES (gen_random_uuid(), $1, $2, $2, 'member', '\x01', $3, now()), (gen_random_uuid(), $1, 'old-' || $2, 'old-' || $2, 'member', '\x02', $3, now())`,
		l.club, l.email, l.other.ID)
	exec(t, db, `INSERT INTO identities (id, account_id, provider, issuer, subject_hash) VALUES ($1, $2, 'e-id', 'https://id.example', sha256('\x02'))`, uuid.New(), l.maja.ID)
	exec(t, db, `UPDATE accounts SET person_hash = sha256('\x03') WHERE id = $1`, l.maja.ID)
	exec(t, db, `INSERT INTO images (id, owner_id, width, height, jpeg) VALUES ($1, $2, 1, 1, '\x01')`, uuid.New(), l.maja.ID)
	exec(t, db, `WITH shown AS (INSERT INTO images (id, owner_id, width, height, stored) VALUES (gen_random_uuid(), $1, 1, 1, true) RETURNING id)
		INSERT INTO idea_images (idea_id, image_id) SELECT $2, id FROM shown`, l.maja.ID, l.hers)
	exec(t, db, `INSERT INTO exports (id, account_id, expires_at) VALUES ($1, $2, now())`, uuid.New(), l.maja.ID)
	helping(t, db, l)
	return l
}

// helping has her offer something, need something, block somebody, and promise two things to the other's idea, of which one is done.
func helping(t testing.TB, db *postgres.DB, l life) {
	t.Helper()
	exec(t, db, `INSERT INTO offers (id, owner_id, kind, title, description, audience, starts_at, ends_at)
		VALUES (gen_random_uuid(), $1, 'tools', 'Spade', $2, 'public', now(), now() + interval '1 day')`, l.maja.ID, l.name)
	exec(t, db, `INSERT INTO needs (id, idea_id, kind, description, amount, unit, committed, state, starts_at, ends_at) VALUES
		($1, $1, 'people', 'Händer.', 5, 'timmar', 5, 'fulfilled', now(), now() + interval '1 day'),
		($2, $2, 'people', 'Händer.', 5, 'timmar', 0, 'open', now(), now() + interval '1 day')`, l.theirs, l.hers)
	exec(t, db, `INSERT INTO needs (id, idea_id, kind, description, amount, unit, state, withheld, starts_at, ends_at) VALUES
		(gen_random_uuid(), $1, 'people', $2, 1, 'st', 'closed', 'waiting', now(), now() + interval '1 day'),
		(gen_random_uuid(), $1, 'people', $2, 1, 'st', 'closed', 'hidden', now(), now() + interval '1 day')`, l.hers, l.name)
	exec(t, db, `INSERT INTO offer_keys (key, offer_id) `+help.KeysOfOffers)
	exec(t, db, `INSERT INTO need_keys (key, need_id) `+help.KeysOfNeeds)
	exec(t, db, `INSERT INTO contacts (id, need_id, helper_id, seeker_id, by_helper, asker_id, message) VALUES (gen_random_uuid(), $1, $2, $3, true, $2, $4)`,
		l.theirs, l.maja.ID, l.other.ID, l.name)
	exec(t, db, `INSERT INTO commitments (id, need_id, idea_id, helper_id, description, amount, ends_at, outcome, words, outcome_by, outcome_at) VALUES
		(gen_random_uuid(), $1, $1, $2, 'Jag gräver.', 2, now() + interval '1 day', NULL, NULL, NULL, NULL),
		(gen_random_uuid(), $1, $1, $2, 'Jag krattar.', 3, now() + interval '1 day', 'kept', 'Tack.', $3, now())`, l.theirs, l.maja.ID, l.other.ID)
	exec(t, db, `INSERT INTO blocks (participant_id, blocked_id) VALUES ($1, $2), ($2, $1)`, l.maja.ID, l.other.ID)
}

// seat makes a workshop with one seat, which she has and somebody else waits for.
func seat(t testing.TB, db *postgres.DB, l life, in string) uuid.UUID {
	t.Helper()
	id := uuid.Must(uuid.NewV7())
	exec(t, db, `INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, seated_count, waiting_count, state)
		VALUES ($1, 'Verkstad', 'Vi ses.', now() + $2::interval, now() + $2::interval + interval '1 hour', 'Bron', 1, 1, 1, 'published')`, id, in)
	exec(t, db, `INSERT INTO workshop_leaders (workshop_id, account_id) VALUES ($1, $2)`, id, l.maja.ID)
	exec(t, db, `INSERT INTO signups (workshop_id, participant_id, state) VALUES ($1, $2, 'seated')`, id, l.maja.ID)
	exec(t, db, `INSERT INTO signups (workshop_id, participant_id, state) VALUES ($1, $2, 'waiting')`, id, l.other.ID)
	return id
}

// ask asks to close the account, and moves the day to now.
func ask(t testing.TB, db *postgres.DB, store *privacy.Store, who auth.Principal, c privacy.Contributions) {
	t.Helper()
	if _, err := store.AskToClose(context.Background(), who, c); err != nil {
		t.Fatal(err)
	}
	exec(t, db, `UPDATE closures SET closes_at = now() WHERE account_id = $1`, who.ID)
}

// traces lists where in the whole database, the audit log apart, a text stands: in any column of any type.
func traces(t testing.TB, db *postgres.DB, wanted string) (found []string) {
	t.Helper()
	rows, err := db.Pool.Query(context.Background(), `SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'audit_log'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	hex := fmt.Sprintf("%x", wanted) // in bytes, as a row's text shows them
	for _, name := range names {
		if n := number(t, db, fmt.Sprintf(`SELECT count(*) FROM %q r WHERE r::text ILIKE $1 OR r::text ILIKE $2`, name), "%"+wanted+"%", "%"+hex+"%"); n > 0 {
			found = append(found, fmt.Sprintf("%s (%d)", name, n))
		}
	}
	return found
}

func TestNothingIsLeftOfWhoLeaves(t *testing.T) {
	t.Parallel()
	for _, c := range []privacy.Contributions{privacy.Keep, privacy.Remove} {
		t.Run(string(c), func(t *testing.T) {
			t.Parallel()
			db, store := open(t)
			l := live(t, db)
			recount(t, db)
			for _, trace := range []string{l.email, l.name, l.maja.ID.String()} {
				if len(traces(t, db, trace)) == 0 {
					t.Fatalf("the test does not find %s", trace)
				}
			}
			ask(t, db, store, l.maja, c)
			if n, err := store.CloseDue(t.Context()); n != 1 || err != nil {
				t.Fatalf("%d closed: %v", n, err)
			}
			// The last mail carries the address until it has left, and is then forgotten with its job.
			if n := number(t, db, `WITH gone AS (DELETE FROM river_job WHERE kind = 'send-mail' AND args->>'to' = $1 RETURNING args) SELECT count(*) FROM gone`, l.email); n != 1 {
				t.Errorf("%d mails wait", n)
			}
			for _, trace := range []string{l.email, l.name, l.maja.ID.String(), l.maja.SessionID.String()} {
				if found := traces(t, db, trace); found != nil {
					t.Errorf("%q is left in %v", trace, found)
				}
			}
			if n := number(t, db, `SELECT count(*) FROM organisation_members WHERE organisation_id = $1 AND mandate = 'owner' AND account_id = $2`, l.club, l.other.ID); n != 1 {
				t.Error("her organisation has no owner")
			}
			if _, err := db.Pool.Exec(t.Context(), `UPDATE accounts SET person_hash = sha256('\x03') WHERE id = $1`, l.other.ID); err == nil {
				t.Error("the same person may prove their identity anew while a vote of theirs is open")
			}
			recount(t, db)
			checkLeft(t, db, l, c)
		})
	}
}

// checkLeft says what must be there afterwards.
func checkLeft(t *testing.T, db *postgres.DB, l life, c privacy.Contributions) {
	t.Helper()
	kept := 0
	if c == privacy.Keep {
		kept = 1
	}
	for what, check := range map[string]struct {
		query string
		want  int
	}{
		"support of both ideas":     {`SELECT sum(support_count) FROM idea_stats WHERE idea_id IN ($1, $2)`, 4},
		"votes that are somebody's": {`SELECT count(*) FROM votes WHERE idea_id IN ($1, $2)`, 2},
		"votes that are nobody's":   {`SELECT sum(count) FROM unlinked_votes WHERE idea_id IN ($1, $2)`, 2},
		"pictures":                  {`SELECT count(*) FROM images WHERE $1::uuid <> $2::uuid`, kept},
		"pictures to be deleted":    {`SELECT count(*) FROM loose_blobs WHERE $1::uuid <> $2::uuid`, 2 - kept},
	} {
		if n := number(t, db, check.query, l.theirs, l.hers); n != check.want {
			t.Errorf("%s: %d, want %d", what, n, check.want)
		}
	}
	for what, check := range map[string]struct {
		query string
		arg   uuid.UUID
		want  int
	}{
		"her idea is public":              {`SELECT count(*) FROM ideas WHERE id = $1 AND state = 'published' AND title <> '[borttagen]'`, l.hers, kept},
		"its wordings":                    {`SELECT count(*) FROM idea_revisions WHERE idea_id = $1`, l.hers, kept},
		"her draft":                       {`SELECT count(*) FROM ideas WHERE id = $1`, l.draft, 0},
		"her comment can be read":         {`SELECT count(*) FROM comments WHERE id = $1 AND state = 'published'`, l.first, kept},
		"the answer to it stands":         {`SELECT count(*) FROM comments WHERE id = $1 AND state = 'published'`, l.reply, 1},
		"the place of it too":             {`SELECT reply_count FROM comments WHERE id = $1`, l.first, 2},
		"her seat went on":                {`SELECT count(*) FROM signups WHERE workshop_id = $1 AND state = 'seated'`, l.coming, 1},
		"nobody waits for it":             {`SELECT count(*) FROM signups WHERE workshop_id = $1 AND state = 'waiting'`, l.coming, 0},
		"what is over stays":              {`SELECT count(*) FROM signups WHERE workshop_id = $1`, l.over, 2},
		"what she promised and did":       {`SELECT count(*) FROM commitments k JOIN participants p ON p.id = k.helper_id WHERE k.idea_id = $1 AND p.former_at IS NOT NULL AND k.outcome = 'kept'`, l.theirs, 1},
		"what she promised is lacking":    {`SELECT count(*) FROM needs WHERE idea_id = $1 AND committed = 3 AND state = 'open'`, l.theirs, 1},
		"her idea needs nothing more":     {`SELECT count(*) FROM needs WHERE idea_id = $1 AND withheld IS NULL AND state = 'closed'`, l.hers, 1},
		"what waited and what was hidden": {`SELECT (SELECT count(*) FROM needs WHERE idea_id = $1 AND withheld = 'waiting') + (SELECT count(*) FROM needs WHERE idea_id = $1 AND description = '[borttagen]' AND unit = '[borttagen]' AND withheld = 'hidden')`, l.hers, 1},
		"her offers and contacts":         {`SELECT (SELECT count(*) FROM offers) + (SELECT count(*) FROM contacts) + (SELECT count(*) FROM blocks WHERE blocked_id = $1)`, l.theirs, 0},
		"the author is a former one":      {`SELECT count(*) FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = $1 AND p.former_at IS NOT NULL`, l.hers, 1},
		"the other one is nobody's ghost": {`SELECT count(*) FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = $1 AND p.former_at IS NULL`, l.theirs, 1},
	} {
		if n := number(t, db, check.query, check.arg); n != check.want {
			t.Errorf("%s: %d, want %d", what, n, check.want)
		}
	}
}

func TestTheWayBack(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	maja := fixture.Account(t, db, auth.Member)
	first, err := store.AskToClose(t.Context(), maja, privacy.Keep)
	if err != nil || time.Until(first.ClosesAt) < 13*24*time.Hour {
		t.Fatalf("%v, %v", first, err)
	}
	again, err := store.AskToClose(t.Context(), maja, privacy.Remove)
	if err != nil || !again.ClosesAt.Equal(first.ClosesAt) || again.Contributions != privacy.Remove {
		t.Errorf("%v, %v", again, err)
	}
	if n, err := store.CloseDue(t.Context()); n != 0 || err != nil {
		t.Errorf("%d closed before their time: %v", n, err)
	}
	exec(t, db, `UPDATE closures SET closes_at = now() + interval '20 hours'`)
	for range 3 {
		if _, err := store.CloseDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := number(t, db, `SELECT count(*) FROM river_job WHERE kind = 'send-mail'`); n != 2 {
		t.Errorf("%d mails: one at the start and one the day before", n)
	}
	if err := store.KeepAccount(t.Context(), maja); err != nil {
		t.Fatal(err)
	}
	exec(t, db, `UPDATE closures SET closes_at = now()`)
	if n, err := store.CloseDue(t.Context()); n != 0 || err != nil {
		t.Errorf("%d closed who stay: %v", n, err)
	}
	if _, err := store.Closure(t.Context(), maja); errs.CodeOf(err) != errs.NotFound {
		t.Error(err)
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	one, two := fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.Administrator)
	var wg sync.WaitGroup
	faults := make([]error, 2)
	for i, who := range []auth.Principal{one, two} {
		wg.Go(func() { _, faults[i] = store.AskToClose(t.Context(), who, privacy.Keep) })
	}
	wg.Wait()
	left := 0
	for _, err := range faults {
		if err != nil {
			left++
			if code := errs.CodeOf(err); code != errs.LastAdministrator && code != errs.Unavailable {
				t.Error(err)
			}
		}
	}
	if left == 0 {
		t.Error("both administrators may leave")
	}
}

// Whose role counts only in sessions through their provider is the last administrator in every other session too.
func TestTheLastAdministratorStaysWhereTheyCountAsMember(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	admin := fixture.Account(t, db, auth.Administrator)
	exec(t, db, `UPDATE accounts SET role_provider = 'e-id' WHERE id = $1`, admin.ID)
	admin.Role = auth.Member
	if _, err := store.AskToClose(t.Context(), admin, privacy.Keep); errs.CodeOf(err) != errs.LastAdministrator {
		t.Errorf("the account is closed: %v", err)
	}
}

// Who becomes the last administrator after asking to leave stays, hears of it once, and leaves once there is another.
func TestTheLastAdministratorIsPutOff(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	one, two := fixture.Account(t, db, auth.Administrator), fixture.Account(t, db, auth.Administrator)
	ask(t, db, store, one, privacy.Keep)
	exec(t, db, `UPDATE accounts SET role = 'member' WHERE id = $1`, two.ID)
	told := func() int {
		return number(t, db, `SELECT count(*) FROM river_job WHERE kind = 'send-mail' AND args->>'text' LIKE '%/admin/people%'`)
	}
	for range 3 {
		if n, err := store.CloseDue(t.Context()); n != 0 || err != nil {
			t.Fatalf("%d closed: %v", n, err)
		}
	}
	closure, err := store.Closure(t.Context(), one)
	if err != nil || !closure.ClosesAt.After(time.Now().Add(6*24*time.Hour)) || told() != 1 {
		t.Errorf("%v, closes at %v, told %d times", err, closure.ClosesAt, told())
	}
	exec(t, db, `UPDATE accounts SET role = 'administrator' WHERE id = $1`, two.ID)
	exec(t, db, `UPDATE closures SET closes_at = now()`)
	if n, err := store.CloseDue(t.Context()); n != 1 || err != nil {
		t.Errorf("%d closed: %v", n, err)
	}
}

// Whoever holds an idea's counters to promise help with it, and then takes the need, does not wait for a closure that waits for them.
func TestClosingTakesCountersFirst(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	idea := fixture.Idea(t, db, author)
	exec(t, db, `INSERT INTO needs (id, idea_id, kind, description, amount, unit, starts_at, ends_at) VALUES (gen_random_uuid(), $1, 'people', 'Händer', 1, 'st', now(), now() + interval '1 day')`, idea)
	ask(t, db, store, author, privacy.Remove)
	helping, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := helping.Exec(t.Context(), `SELECT FROM idea_stats WHERE idea_id = $1 FOR SHARE`, idea); err != nil {
		t.Fatal(err)
	}
	closed := make(chan error)
	go func() {
		_, err := store.CloseDue(t.Context())
		closed <- err
	}()
	for number(t, db, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) == 0 {
		runtime.Gosched()
	}
	if _, err := helping.Exec(t.Context(), `SELECT FROM needs WHERE idea_id = $1 FOR NO KEY UPDATE NOWAIT`, idea); err != nil {
		t.Error(err)
	}
	if err := errors.Join(helping.Rollback(t.Context()), <-closed); err != nil {
		t.Error(err)
	}
}

// People vote while they are closed, and while others are: every counter is exact, nobody is counted twice.
func TestClosingWhileVoting(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 24)
	author := fixture.Account(t, db, auth.Member)
	ideas := make([]uuid.UUID, 6)
	for i := range ideas {
		ideas[i] = fixture.Idea(t, db, author)
	}
	leavers := people[:12]
	for _, p := range leavers {
		ask(t, db, store, p, privacy.Remove)
	}
	votes := vote.NewStore(db.Gorm)
	start := make(chan struct{})
	var wg sync.WaitGroup
	for _, p := range people {
		wg.Go(func() {
			<-start
			for round := range 5 {
				for i := range ideas {
					_, err := votes.Set(t.Context(), p, ideas[(i+round)%len(ideas)], vote.Support)
					if code := errs.CodeOf(err); err != nil && code != errs.Unauthorized && code != errs.Unavailable && code != errs.NotFound {
						t.Errorf("voting: %v", err)
					}
				}
			}
		})
	}
	for range 3 { // two nodes and a half
		wg.Go(func() {
			<-start
			// Two runs take different accounts, and a vote comes before a closure or after it: neither is a reason to wait for another run.
			if _, err := store.CloseDue(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	close(start)
	wg.Wait()
	if _, err := store.CloseDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	recount(t, db)
	if n := number(t, db, `SELECT count(*) FROM accounts`); n != 13 {
		t.Errorf("%d accounts are left, want 13", n)
	}
	if n := number(t, db, `SELECT max(support_count) FROM idea_stats`); n > 24 {
		t.Errorf("%d votes by 24 people", n)
	}
}

// What who leaves has asked for and agreed on, and nobody has answered yet, ends with them.
func TestNothingIsAgreedByWhoLeft(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 3)
	maja, other, invited := people[0], people[1], people[2]
	mine, theirs, third := fixture.Idea(t, db, maja), fixture.Idea(t, db, other), fixture.Idea(t, db, other)
	exec(t, db, `INSERT INTO idea_coauthors (idea_id, participant_id, invited_by) VALUES ($1, $2, $3)`, mine, invited.ID, maja.ID)
	const propose = `INSERT INTO idea_merges (id, idea_id, into_id, proposed_by, capacity, reason, idea_agreed_at, into_agreed_at) VALUES (gen_random_uuid(), $1, $2, $3, 'author', 'De liknar.', $4, $5)`
	exec(t, db, propose, mine, theirs, other.ID, time.Now(), time.Now())
	exec(t, db, propose, third, mine, other.ID, time.Now(), time.Now())
	exec(t, db, propose, third, theirs, maja.ID, nil, nil)
	ask(t, db, store, maja, privacy.Keep)
	if n, err := store.CloseDue(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	for query, want := range map[string]int{
		`SELECT count(*) FROM idea_coauthors WHERE state = 'invited'`:                                                  0,
		`SELECT count(*) FROM idea_merges WHERE state = 'proposed'`:                                                    2,
		`SELECT count(idea_agreed_at) + count(into_agreed_at) FROM idea_merges`:                                        2,
		`SELECT count(*) FROM idea_merges WHERE state = 'taken-back' AND decided_at IS NOT NULL`:                       1,
		`SELECT count(*) FROM idea_merges m JOIN participants p ON p.id = m.proposed_by WHERE p.former_at IS NOT NULL`: 1,
	} {
		if n := number(t, db, query); n != want {
			t.Errorf("%s: %d, want %d", query, n, want)
		}
	}
}

// What others wrote and is part of an idea that goes with its author stands by itself again.
func TestPartsStayWhenTheirWholeGoes(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 2)
	maja, other := people[0], people[1]
	challenge := fixture.Challenge(t, db, "support")
	whole, part := fixture.Idea(t, db, maja, challenge), fixture.Idea(t, db, other, challenge)
	merges := merge.NewStore(db.Gorm)
	p, err := merges.Propose(t.Context(), other, idempotency.Key{}, part, whole, "De vill samma sak.")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := merges.Answer(t.Context(), maja, p.ID, p.Version, true, nil); err != nil {
		t.Fatal(err)
	}
	ask(t, db, store, maja, privacy.Remove)
	if n, err := store.CloseDue(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d, %v", n, err)
	}
	for query, want := range map[string]int{
		`SELECT count(*) FROM ideas i JOIN idea_stats s ON s.idea_id = i.id WHERE i.id = $1 AND i.state = 'published' AND s.listed`:     1,
		`SELECT count(*) FROM idea_merges m JOIN participants p ON p.id = m.undone_by WHERE m.idea_id = $1 AND p.former_at IS NOT NULL`: 1,
		`SELECT count(*) FROM merge_roles WHERE idea_id <> $1`:                                                                          0,
		`SELECT idea_count FROM challenge_stats s JOIN challenge_ideas a ON a.challenge_id = s.challenge_id WHERE a.idea_id = $1`:       1,
		`SELECT count(*) FROM notification_events WHERE kind = 'merge-decided' AND subject_id = $1`:                                     2,
	} {
		if n := number(t, db, query, part); n != want {
			t.Errorf("%s: %d, want %d", query, n, want)
		}
	}
}
