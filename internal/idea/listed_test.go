package idea_test

import (
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Whether an idea is listed follows from its state, and nothing can be written that says otherwise.
func TestListedIsWhatTheStateSays(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	const listed, into = `UPDATE idea_stats SET listed = $2 WHERE idea_id = $1`, `INSERT INTO idea_stats (idea_id, listed, published_at) VALUES ($1, $2, now())`
	for _, state := range []string{"withdrawn", "published", "hidden", "published"} {
		exec(t, db, `UPDATE ideas SET state = $2 WHERE id = $1`, id, state)
		if got := scan[bool](t, db, `SELECT listed FROM idea_stats WHERE idea_id = $1`, id); got != (state == "published") {
			t.Errorf("%s and listed: %v", state, got)
		}
		if _, err := db.Pool.Exec(t.Context(), listed, id, state != "published"); !postgres.Violates(err, "idea_stats_as_state") {
			t.Errorf("%s and made listed: %v: %v", state, state != "published", err)
		}
		exec(t, db, listed, id, state == "published") // as the program of before does
	}
	exec(t, db, `DELETE FROM idea_stats`)
	if _, err := db.Pool.Exec(t.Context(), into, id, false); !postgres.Violates(err, "idea_stats_as_state") {
		t.Errorf("counters of what is not listed: %v", err)
	}
	exec(t, db, into, id, true)
}

// Who writes the counters of an idea holds its state, so who changes that meanwhile finds them.
func TestListedWhileTheStateChanges(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	exec(t, db, `DELETE FROM idea_stats`)
	tx, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(t.Context(), `INSERT INTO idea_stats (idea_id, listed, published_at) VALUES ($1, true, now())`, id); err != nil {
		t.Fatal(err)
	}
	hidden := make(chan error, 1)
	go func() {
		_, err := db.Pool.Exec(t.Context(), `UPDATE ideas SET state = 'hidden' WHERE id = $1`, id)
		hidden <- err
	}()
	for waits := false; !waits && len(hidden) == 0; {
		waits = scan[bool](t, db, `SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`)
	}
	if err := tx.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := <-hidden; err != nil || scan[bool](t, db, `SELECT listed FROM idea_stats`) {
		t.Errorf("hidden and listed: %v", err)
	}
}

// The program of before, which may run beside, erases what somebody wrote by the counters first and the state after them; what of the two is
// left out is refused when all is said.
func TestListedBeforeTheState(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	erase := func(both bool) error {
		return pgx.BeginFunc(t.Context(), db.Pool, func(tx pgx.Tx) error {
			if _, err := tx.Exec(t.Context(), `UPDATE idea_stats SET listed = false WHERE idea_id = $1`, id); err != nil {
				t.Errorf("refused before the end: %v", err)
				return err
			}
			if !both {
				return nil
			}
			_, err := tx.Exec(t.Context(), `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, id)
			return err
		})
	}
	if err := erase(false); !postgres.Violates(err, "idea_stats_as_state") {
		t.Errorf("without the state: %v", err)
	}
	if err := erase(true); err != nil || scan[bool](t, db, `SELECT listed FROM idea_stats`) {
		t.Errorf("with the state: %v", err)
	}
}

// Votes and comments change counters, and nothing looks at the state because of it.
func TestCountingChecksNoState(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	explain := func(sql string) (plan string) {
		err := pgx.BeginFunc(t.Context(), db.Pool, func(tx pgx.Tx) error {
			if _, err := tx.Exec(t.Context(), `SET CONSTRAINTS ALL IMMEDIATE`); err != nil { // a plan tells of no others
				return err
			}
			return tx.QueryRow(t.Context(), `EXPLAIN (ANALYZE, FORMAT JSON) `+sql).Scan(&plan)
		})
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	plan := explain(`UPDATE idea_stats SET support_count = support_count + 1, comment_count = comment_count + 1`)
	if !strings.Contains(plan, "idea_stats_ranked") || strings.Contains(plan, "idea_stats_as_state") {
		t.Error(plan)
	}
	if plan := explain(`UPDATE idea_stats SET listed = listed`); !strings.Contains(plan, "idea_stats_as_state") {
		t.Error("a plan does not tell what looks at the state: " + plan)
	}
}
