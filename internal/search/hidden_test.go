package search_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
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
		{"idea withdrawn", `WITH s AS (UPDATE idea_stats SET listed = false WHERE idea_id = $1) UPDATE ideas SET state = 'withdrawn' WHERE id = $1`,
			`WITH s AS (UPDATE idea_stats SET listed = true WHERE idea_id = $1) UPDATE ideas SET state = 'published' WHERE id = $1`, idea, []uuid.UUID{comment, reply}},
		{"idea hidden", `WITH s AS (UPDATE idea_stats SET listed = false WHERE idea_id = $1) UPDATE ideas SET state = 'hidden' WHERE id = $1`,
			`WITH s AS (UPDATE idea_stats SET listed = true WHERE idea_id = $1) UPDATE ideas SET state = 'published' WHERE id = $1`, idea, []uuid.UUID{comment, reply}},
		{"idea merged", `WITH s AS (UPDATE idea_stats SET listed = false WHERE idea_id = $1) UPDATE ideas SET state = 'merged' WHERE id = $1`,
			`WITH s AS (UPDATE idea_stats SET listed = true WHERE idea_id = $1) UPDATE ideas SET state = 'published' WHERE id = $1`, idea, []uuid.UUID{comment, reply}},
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
	exec(t, db, `UPDATE idea_stats SET listed = false WHERE idea_id = $1`, id)
	if found := find(t, store, search.Filter{Query: "hemlighetsmakerri"}); found.Corrected != "" || len(found.Items) > 0 {
		t.Errorf("%+v", found)
	}
}
