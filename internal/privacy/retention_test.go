package privacy_test

import (
	"bytes"
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/privacy"
)

// Every kind that is deleted: one row that is old enough, and one that is not yet.
func TestRetentionPerKind(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	maja := fixture.Account(t, db, auth.Member)
	club := fixture.Organisation(t, db, maja)
	idea := fixture.Idea(t, db, maja)
	insert := map[string]struct{ table, sql string }{
		"registrations": {"registrations", `INSERT INTO registrations (token_hash, email, email_key, password_hash, display_name, kind, language, created_at, expires_at)
			SELECT sha256(random()::text::bytea), 'a@b.se', 'a@b.se', 'x', 'Någon', 'resident', 'sv', t, t + interval '30 minutes' FROM moment`},
		"password-resets": {"password_resets", `INSERT INTO password_resets (token_hash, account_id, created_at, expires_at) SELECT sha256(random()::text::bytea), '` + maja.ID.String() + `', t, t + interval '30 minutes' FROM moment`},
		"organisation-invitations": {"organisation_invitations", `INSERT INTO organisation_invitations (id, organisation_id, email, email_key, mandate, secret_hash, invited_by, created_at, expires_at)
			SELECT gen_random_uuid(), '` + club.String() + `', m, m, 'member', sha256(m::bytea), '` + maja.ID.String() + `', t, t + interval '7 days' FROM (SELECT t, random()::text AS m FROM moment) r`},
		"email-changes": {"email_changes", `INSERT INTO email_changes (token_hash, account_id, email, email_key, created_at, expires_at)
			SELECT sha256(random()::text::bytea), '` + maja.ID.String() + `', 'a@b.se', 'a@b.se', t, t + interval '30 minutes' FROM moment`},
		"email-reversals": {"email_reversals", `INSERT INTO email_reversals (token_hash, account_id, email, email_key, created_at, expires_at)
			SELECT sha256(random()::text::bytea), '` + maja.ID.String() + `', 'a@b.se', 'a@b.se', t, t + interval '7 days' FROM moment`},
		"registration-checks": {"spent_proofs", `INSERT INTO spent_proofs (hash, expires_at) SELECT sha256(random()::text::bytea), t + interval '10 minutes' FROM moment`},
		"unfinished-sign-ins": {"identity_arrivals", `INSERT INTO identity_arrivals (browser_hash, provider, identity, expires_at) SELECT sha256(random()::text::bytea), 'x', '{}', t + interval '30 minutes' FROM moment`},
		"sign-in-failures":    {"login_failures", `INSERT INTO login_failures (subject, created_at) SELECT '\x01', t FROM moment`},
		"sessions":            {"sessions", `INSERT INTO sessions (id, account_id, ended_at, expires_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', t, now() + interval '9 days' FROM moment`},
		"repeated-calls": {"idempotency_keys", `INSERT INTO idempotency_keys (participant_id, key, request_hash, resource_id, created_at)
			SELECT '` + maja.ID.String() + `', random()::text, '\x01', gen_random_uuid(), t FROM moment`},
		"exports":          {"exports", `INSERT INTO exports (id, account_id, state, created_at, expires_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', 'failed', t, t + interval '7 days' FROM moment`},
		"sent-files":       {"file_sendings", `INSERT INTO file_sendings (file_id, account_id, sent_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', t FROM moment`},
		"promises-made":    {"commitment_makings", `INSERT INTO commitment_makings (commitment_id, helper_id, made_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', t FROM moment`},
		"unused-images":    {"images", `INSERT INTO images (id, owner_id, width, height, jpeg, created_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', 1, 1, '\x01', t FROM moment`},
		"undelivered-mail": {"river_job", `INSERT INTO river_job (kind, args, max_attempts, state, finalized_at) SELECT 'send-mail', '{}', 1, 'discarded', t FROM moment`},
		"events":           {"notification_events", `INSERT INTO notification_events (id, kind, subject_kind, subject_id, done_at) SELECT gen_random_uuid(), 'comment', 'idea', gen_random_uuid(), t FROM moment`},
		"notifications":    {"notifications", `INSERT INTO notifications (id, recipient_id, kind, subject_kind, subject_id, count, happened_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', 'comment', 'idea', gen_random_uuid(), 1, t FROM moment`},
		"letters":          {"notification_letters", `INSERT INTO notification_letters (id, recipient_id, secret_hash, sent_at) SELECT gen_random_uuid(), '` + maja.ID.String() + `', sha256(random()::text::bytea), t FROM moment`},
		"demo-mailbox":     {"mailbox_messages", `INSERT INTO mailbox_messages (id, message_id, recipient, subject, body, sent_at) SELECT gen_random_uuid(), random()::text, 'a@b.se', '', '', t FROM moment`},
		"departed-people":  {"departed_people", `INSERT INTO departed_people (person_hash, until) SELECT sha256(random()::text::bytea), t + interval '365 days' FROM moment`},
		"moderation": {"moderation_cases", `INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause, state, closed_at)
			SELECT gen_random_uuid(), 'idea', gen_random_uuid(), '` + maja.ID.String() + `', 'report', 'closed', t FROM moment`},
		"hidden-comments": {"hidden_comments", `WITH c AS (INSERT INTO comments (id, idea_id, author_id, body) SELECT gen_random_uuid(), '` + idea.String() + `', '` + maja.ID.String() + `', 'Bra.' RETURNING id)
			INSERT INTO hidden_comments (comment_id, body, hidden_at) SELECT c.id, 'Bra.', t FROM moment CROSS JOIN c`},
		"refused-comments": {"held_comments", `INSERT INTO held_comments (id, idea_id, author_id, kind, body, refused_at) SELECT gen_random_uuid(), '` + idea.String() + `', '` + maja.ID.String() + `', 'comment', 'Bra.', t FROM moment`},
		"contacts": {"contacts", `WITH n AS (INSERT INTO needs (id, idea_id, kind, description, amount, unit, starts_at, ends_at)
				VALUES (gen_random_uuid(), '` + idea.String() + `', 'people', 'Händer.', 1, 'st', now(), now() + interval '1 day') RETURNING id)
			INSERT INTO contacts (id, need_id, helper_id, seeker_id, by_helper, message, state, asked_at, answered_at)
			SELECT gen_random_uuid(), n.id, '` + club.String() + `', '` + maja.ID.String() + `', true, 'Hej.', 'accepted', t, t FROM moment CROSS JOIN n`},
		"offers": {"offers", `INSERT INTO offers (id, owner_id, kind, title, description, audience, state, starts_at, ends_at, updated_at)
			SELECT gen_random_uuid(), '` + maja.ID.String() + `', 'tools', 'Spade', 'En.', 'public', 'ended', t - interval '1 day', t, t FROM moment`},
		"co-author-invitations": {"idea_coauthors", `WITH p AS (INSERT INTO participants (id, kind, display_name) VALUES (gen_random_uuid(), 'resident', 'Någon') RETURNING id)
			INSERT INTO idea_coauthors (idea_id, participant_id, invited_by, state, settled_at)
			SELECT '` + idea.String() + `', p.id, '` + maja.ID.String() + `', 'ended', t FROM moment CROSS JOIN p`},
		"audit-log": {"audit_log", `INSERT INTO audit_log (id, at, action, subject_kind, subject_id) SELECT gen_random_uuid(), t - interval '2 days', 'role.changed', 'account', gen_random_uuid() FROM moment`},
	}
	for _, r := range store.Rules() {
		if r.Kind == "contributions" || r.Kind == "idle-accounts" || r.Kind == "closed-accounts" {
			continue // see the tests of closing
		}
		row, known := insert[r.Kind]
		if !known {
			t.Errorf("no test deletes %s", r.Kind)
			continue
		}
		seconds := int(r.Period.Seconds())
		for _, age := range []int{seconds + 60, max(0, seconds-86400*3)} {
			if r.Kind == "audit-log" && age < seconds { // the database itself keeps these; see its own test
				age = 0
			}
			exec(t, db, strings.ReplaceAll(row.sql, "FROM moment", `FROM (SELECT now() - make_interval(secs => $1) AS t) moment`), age)
		}
	}
	var log bytes.Buffer
	if err := store.Retain(t.Context(), slog.New(slog.NewTextHandler(&log, nil))); err != nil {
		t.Fatal(err)
	}
	for kind, row := range insert {
		if n := number(t, db, `SELECT count(*) FROM `+row.table); n != 1 {
			t.Errorf("%s: %d rows are left of one old and one new", kind, n)
		}
		if !strings.Contains(log.String(), "kind="+kind+" deleted=1") {
			t.Errorf("the log does not say that one of %s went", kind)
		}
	}
}

func TestPicturesInUseStay(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader := fixture.Account(t, db, auth.ProjectLeader)
	id, question := uuid.New(), fixture.Challenge(t, db, "support", leader)
	exec(t, db, `INSERT INTO images (id, owner_id, width, height, jpeg, created_at) VALUES ($1, $2, 1, 1, '\x01', now() - interval '3 years')`, id, leader.ID)
	exec(t, db, `UPDATE challenges SET image_id = $1, image_alt = 'Älven' WHERE id = $2`, id, question)
	if err := store.Retain(t.Context(), slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	if n := number(t, db, `SELECT count(*) FROM images`); n != 1 {
		t.Error("a picture in use was deleted")
	}
}

func TestIdleAccountsAreWarnedAndComeBack(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	idle, used, admin := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Administrator)
	back := fixture.Account(t, db, auth.Member)
	exec(t, db, `UPDATE accounts SET last_seen_on = current_date - 800 WHERE id = ANY ($1)`, []uuid.UUID{idle.ID, admin.ID, back.ID})
	retain := func() {
		t.Helper()
		if err := store.Retain(t.Context(), slog.New(slog.DiscardHandler)); err != nil {
			t.Fatal(err)
		}
	}
	retain()
	retain()
	if n := number(t, db, `SELECT count(*) FROM closures WHERE idle`); n != 2 {
		t.Errorf("%d accounts are about to be closed, want two", n)
	}
	if n := number(t, db, `SELECT count(*) FROM river_job WHERE kind = 'send-mail'`); n != 2 {
		t.Errorf("%d mails, want two", n)
	}
	for _, here := range []uuid.UUID{back.ID, idle.ID} {
		exec(t, db, `INSERT INTO sessions (id, account_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, uuid.New(), here)
	}
	if _, err := store.AskToClose(t.Context(), idle, privacy.Keep); err != nil {
		t.Fatal(err)
	}
	retain()
	if _, err := store.Closure(t.Context(), back); err == nil {
		t.Error("signing in does not keep the account")
	}
	if _, err := store.Closure(t.Context(), idle); err != nil {
		t.Errorf("who signs in to close the account keeps it: %v", err)
	}
	exec(t, db, `UPDATE closures SET closes_at = now()`)
	if n, err := store.CloseDue(t.Context()); n != 1 || err != nil {
		t.Errorf("%d closed: %v", n, err)
	}
	if n := number(t, db, `SELECT count(*) FROM accounts WHERE id = ANY ($1)`, []uuid.UUID{used.ID, admin.ID, back.ID}); n != 3 {
		t.Errorf("%d of the others are left", n)
	}
}

// Who asks to close an account that nobody used gets the whole time, and the mail that says so; the warning comes again.
func TestAskingToCloseAnIdleAccount(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	back := fixture.Account(t, db, auth.Member)
	exec(t, db, `INSERT INTO closures (account_id, contributions, asked_at, closes_at, warned_at, idle) VALUES ($1, 'keep', now() - interval '29 days', now() + interval '1 day', now(), true)`, back.ID)
	for _, want := range []privacy.Contributions{privacy.Remove, privacy.Keep} { // the second time only the choice is another
		c, err := store.AskToClose(t.Context(), back, want)
		if err != nil || c.Contributions != want || time.Until(c.ClosesAt) < 13*24*time.Hour || time.Since(c.AskedAt) > time.Hour {
			t.Errorf("%+v: %v", c, err)
		}
		if n := number(t, db, `SELECT count(*) FROM closures WHERE NOT idle AND warned_at IS NULL`); n != 1 {
			t.Error("it is still idle, or warned of")
		}
	}
	mails, entries := number(t, db, `SELECT count(*) FROM river_job WHERE kind = 'send-mail'`), number(t, db, `SELECT count(*) FROM audit_log WHERE action = 'closure.asked'`)
	if mails != 1 || entries != 1 {
		t.Errorf("%d mails, %d entries", mails, entries)
	}
}

// Whoever asks to close an account has it first and its closure then: the job that closes idle ones does not wait for them, nor they for it.
func TestIdleAccountsThatAreBusyAreLeft(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	busy, idle := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	exec(t, db, `UPDATE accounts SET last_seen_on = current_date - 800`)
	tx, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(context.WithoutCancel(t.Context())) //nolint:errcheck // nothing is written
	if _, err := tx.Exec(t.Context(), `SELECT FROM accounts WHERE id = $1 FOR UPDATE`, busy.ID); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := store.Retain(ctx, slog.New(slog.DiscardHandler)); err != nil {
		t.Fatal(err)
	}
	if n := number(t, db, `SELECT count(*) FROM closures WHERE account_id = $1`, idle.ID); n != 1 || number(t, db, `SELECT count(*) FROM closures`) != 1 {
		t.Error("not just the other one is closed")
	}
}

// The job that closes accounts may run before the one that notes who was here.
func TestWhoHasJustComeBackIsNotClosed(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	back, away := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	for _, who := range []uuid.UUID{back.ID, away.ID} {
		exec(t, db, `UPDATE accounts SET last_seen_on = current_date - 800 WHERE id = $1`, who)
		exec(t, db, `INSERT INTO closures (account_id, contributions, asked_at, closes_at, idle) VALUES ($1, 'keep', now() - interval '30 days', now(), true)`, who)
	}
	exec(t, db, `INSERT INTO sessions (id, account_id, expires_at) VALUES ($1, $2, now() + interval '1 day')`, uuid.New(), back.ID)
	if n, err := store.CloseDue(t.Context()); n != 1 || err != nil {
		t.Errorf("%d closed: %v", n, err)
	}
	if n := number(t, db, `SELECT count(*) FROM accounts WHERE id = $1`, back.ID); n != 1 {
		t.Error("the account of somebody who has signed in was closed")
	}
}
