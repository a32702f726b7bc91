package search_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/search"
)

// Nothing that is hidden is found, in whatever way it is hidden, and what comes back is found again.
func TestHiddenIsNeverFound(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	challenge, idea := fixture.Challenge(t, db, "support"), fixture.Idea(t, db, author)
	comment, reply, workshop, organisation := uuid.New(), uuid.New(), uuid.New(), fixture.Organisation(t, db, author)
	exec(t, db, `UPDATE challenges SET question = 'Var finns en älgtunnel?' WHERE id = $1`, challenge)
	exec(t, db, `UPDATE ideas SET title = 'Älgtunnel' WHERE id = $1`, idea)
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, body) VALUES ($1, $2, $3, 'En älgtunnel till')`, comment, idea, author.ID)
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, parent_id, body) VALUES ($1, $2, $3, $4, 'Svar om älgtunnel')`, reply, idea, author.ID, comment)
	exec(t, db, `INSERT INTO workshops (id, title, description, starts_at, ends_at, place, seats, state)
		VALUES ($1, 'Älgtunnel', 'Vi gräver.', now(), now() + interval '1 hour', 'Bron', 3, 'published')`, workshop)
	exec(t, db, `UPDATE organisations SET description = 'Vi gräver älgtunnel' WHERE id = $1`, organisation)
	exec(t, db, `INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Gräver älgtunnel', 'public'),
		($1, 'place', 'Bor i en älgtunnel', 'members'), ($1, 'contact-email', 'algtunnel@alvsala.example', 'private')`, author.ID)
	everything := []uuid.UUID{challenge, idea, comment, reply, workshop, organisation, author.ID}
	missing := func(what string, want ...uuid.UUID) {
		t.Helper()
		consistent(t, db)
		got := idsOf(find(t, store, search.Filter{Query: "älgtunnel"}).Items)
		counted := find(t, store, search.Filter{Query: "älgtunnel"}).Counts.Total
		for _, id := range everything {
			if slices.Contains(got, id) == slices.Contains(want, id) {
				t.Errorf("%s: %v found is %v", what, slices.Index(everything, id), slices.Contains(got, id))
			}
		}
		if counted != len(got) {
			t.Errorf("%s: %d counted, %d found", what, counted, len(got))
		}
	}
	missing("nothing hidden")
	for _, way := range []struct {
		what, hide, show string
		id               uuid.UUID
		with             []uuid.UUID
	}{
		{"challenge taken back to draft", `UPDATE challenges SET state = 'draft' WHERE id = $1`, `UPDATE challenges SET state = 'open' WHERE id = $1`, challenge, nil},
		{"idea withdrawn", `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, show, idea, []uuid.UUID{comment, reply}},
		{"idea hidden", hide, show, idea, []uuid.UUID{comment, reply}},
		{"comment hidden", `UPDATE comments SET state = 'deleted-by-moderator', body = '' WHERE id = $1`,
			`UPDATE comments SET state = 'published', body = 'En älgtunnel till' WHERE id = $1`, comment, nil},
		{"comment deleted", `UPDATE comments SET state = 'deleted-by-author', body = '' WHERE id = $1`,
			`UPDATE comments SET state = 'published', body = 'En älgtunnel till' WHERE id = $1`, comment, nil},
		{"workshop unpublished", `UPDATE workshops SET state = 'draft' WHERE id = $1`, `UPDATE workshops SET state = 'published' WHERE id = $1`, workshop, nil},
		{"organisation hidden", `UPDATE organisations SET hidden_at = now() WHERE id = $1`, `UPDATE organisations SET hidden_at = NULL WHERE id = $1`, organisation, nil},
		{"profile for members", `UPDATE profile_fields SET visibility = 'members' WHERE participant_id = $1 AND name = 'about'`,
			`UPDATE profile_fields SET visibility = 'public' WHERE participant_id = $1 AND name = 'about'`, author.ID, nil},
		{"profile emptied", `DELETE FROM profile_fields WHERE participant_id = $1 AND name = 'about'`,
			`INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Gräver älgtunnel', 'public')`, author.ID, nil},
		{"person suspended", `INSERT INTO suspensions (id, account_id, reason) VALUES (gen_random_uuid(), $1, 'Hotade en granne.')`,
			`UPDATE suspensions SET lifted_at = now() WHERE account_id = $1`, author.ID, nil},
		{"account closed to its owner", `UPDATE accounts SET disabled_at = now() WHERE id = $1`, `UPDATE accounts SET disabled_at = NULL WHERE id = $1`, author.ID, nil},
		{"person gone", `UPDATE participants SET former_at = current_date WHERE id = $1`, `UPDATE participants SET former_at = NULL WHERE id = $1`, author.ID, nil},
	} {
		exec(t, db, way.hide, way.id)
		missing(way.what, append(way.with, way.id)...)
		exec(t, db, way.show, way.id)
		missing(way.what + " and shown again")
	}
	undo := fixture.Merge(t, db, idea, fixture.Idea(t, db, author))
	missing("idea merged", idea, comment, reply)
	undo()
	missing("idea parted again")
	exec(t, db, `INSERT INTO suspensions (id, account_id, reason, starts_at, ends_at) VALUES (gen_random_uuid(), $1, 'Hotade en granne.', now() - interval '2 days', now() + interval '1 day')`, author.ID)
	missing("suspended for a while", author.ID)
	exec(t, db, `ALTER TABLE suspensions DISABLE TRIGGER suspensions_search; UPDATE suspensions SET ends_at = now() - interval '1 minute' WHERE lifted_at IS NULL;
		ALTER TABLE suspensions ENABLE TRIGGER suspensions_search`)
	if err := search.Tend(t.Context(), db.Gorm); err != nil {
		t.Fatal(err)
	}
	missing("suspended until a while ago")
}

// A word that only something hidden has is never suggested.
func TestHiddenWordsAreNotSuggested(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	id := anIdea(t, db, "Hemlighetsmakeri", "Här.")
	comments(t, db, id, 1, "Hemlighetsmakeri!")
	exec(t, db, hide, id)
	if found := find(t, store, search.Filter{Query: "hemlighetsmakerri"}); found.Corrected != "" || len(found.Items) > 0 {
		t.Errorf("%+v", found)
	}
}

const (
	hide = `UPDATE ideas SET state = 'hidden' WHERE id = $1`
	show = `UPDATE ideas SET state = 'published' WHERE id = $1`
)

// comments writes so many comments on an idea.
func comments(t *testing.T, db *postgres.DB, idea uuid.UUID, many int, body string) {
	t.Helper()
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, body) SELECT gen_random_uuid(), i.id, i.author_id, $3 FROM ideas i, generate_series(1, $2) WHERE i.id = $1`, idea, many, body)
}

// A discussion is held back and brought back as it is: no row of it is written anew, which would take longer than a request may.
func TestDiscussionsAreHeldBack(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	challenge := fixture.Challenge(t, db, "support")
	id := anIdea(t, db, "Älgstig", "Här.")
	comments(t, db, id, 450, "Vid älgtunnel")
	found := func(f search.Filter, want int) {
		t.Helper()
		f.Query = "älgtunnel"
		if got := find(t, store, f).Counts.Total; got != want {
			t.Errorf("%d found, want %d", got, want)
		}
	}
	written := func() (rows string) {
		t.Helper()
		if err := db.Pool.QueryRow(t.Context(), `SELECT string_agg(ctid::text || xmin, ' ' ORDER BY id) FROM search_entries WHERE kind = 'comment'`).Scan(&rows); err != nil {
			t.Fatal(err)
		}
		return rows
	}
	before := written()
	exec(t, db, hide, id)
	consistent(t, db)
	found(search.Filter{}, 0)
	exec(t, db, show, id)
	consistent(t, db)
	found(search.Filter{}, 450)
	if written() != before {
		t.Error("rows were written anew")
	}
	exec(t, db, hide, id)
	exec(t, db, `INSERT INTO challenge_ideas (challenge_id, idea_id, voting) VALUES ($1, $2, 'support')`, challenge, id)
	exec(t, db, `UPDATE comments SET state = 'deleted-by-author', body = '' WHERE id = (SELECT min(id::text)::uuid FROM comments)`)
	exec(t, db, `DELETE FROM comments WHERE id = (SELECT max(id::text)::uuid FROM comments)`)
	exec(t, db, show, id)
	found(search.Filter{}, 448)
	found(search.Filter{ChallengeID: &challenge}, 200)
	if err := search.Tend(t.Context(), db.Gorm); err != nil {
		t.Fatal(err)
	}
	consistent(t, db)
	found(search.Filter{ChallengeID: &challenge}, 448)
	exec(t, db, `UPDATE comments SET state = 'published', body = 'Vid älgtunnel' WHERE state <> 'published'`)
	found(search.Filter{}, 449)
}

// An idea that was hidden while its comments had no rows, as those of before had none, is brought back in time, and the rest is found a little later.
func TestMissingCommentsComeBack(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	id := anIdea(t, db, "Älgstig", "Här.")
	comments(t, db, id, 250, "Vid älgtunnel")
	exec(t, db, hide, id)
	exec(t, db, `DELETE FROM search_entries WHERE kind = 'comment'`)
	exec(t, db, show, id)
	if got := find(t, store, search.Filter{Query: "älgtunnel"}).Counts.Total; got != 200 {
		t.Errorf("%d found at once", got)
	}
	if err := search.Tend(t.Context(), db.Gorm); err != nil {
		t.Fatal(err)
	}
	consistent(t, db)
}

// Who changes a comment while its idea comes back, and whoever of the two is first, leaves it to be found, and as it is by then.
func TestCommentsChangeWhileTheirIdeaComesBack(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]string{
		"kind": `UPDATE participants SET kind = 'researcher' WHERE id = $1`,
		"body": `UPDATE comments SET body = 'Utan namn vid älgtunnel' WHERE author_id = $1`,
	} {
		for _, backFirst := range []bool{true, false} {
			for _, missing := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s, back first %v, without rows %v", name, backFirst, missing), func(t *testing.T) {
					t.Parallel()
					db, store := open(t)
					writer := fixture.Account(t, db, auth.Member)
					id := anIdea(t, db, "Älgstig", "Här.")
					comments(t, db, id, 3, "Vid älgtunnel")
					exec(t, db, `UPDATE comments SET author_id = $1`, writer.ID)
					exec(t, db, hide, id)
					if missing {
						exec(t, db, `DELETE FROM search_entries WHERE kind = 'comment'`)
					}
					first, second := step{show, id}, step{change, writer.ID}
					if !backFirst {
						first, second = second, first
					}
					atOnce(t, db, first, second)
					if err := search.Tend(t.Context(), db.Gorm); err != nil {
						t.Fatal(err)
					}
					consistent(t, db)
					if got := find(t, store, search.Filter{Query: "älgtunnel"}).Counts.Total; got != 3 {
						t.Errorf("%d found", got)
					}
				})
			}
		}
	}
}

// step is a statement about one thing.
type step struct {
	sql string
	id  uuid.UUID
}

// atOnce takes a step in a transaction that ends once the second, in another, is done or waits for it.
func atOnce(t *testing.T, db *postgres.DB, first, second step) {
	t.Helper()
	tx, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback(t.Context()) //nolint:errcheck // done by then, unless the test has failed
	if _, err := tx.Exec(t.Context(), first.sql, first.id); err != nil {
		t.Fatal(err)
	}
	other, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer other.Rollback(t.Context()) //nolint:errcheck // as above
	done := make(chan error, 1)
	go func() {
		_, err := other.Exec(t.Context(), second.sql, second.id)
		done <- err
	}()
	for waits := false; !waits && len(done) == 0; {
		if err := db.Pool.QueryRow(t.Context(), `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`).Scan(&waits); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(tx.Commit(t.Context()), <-done, other.Commit(t.Context())); err != nil {
		t.Fatal(err)
	}
}
