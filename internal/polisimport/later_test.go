package polisimport_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/polis/polistest"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// later is Small exported again after more had happened: a vote changed, one came, a statement came,
// and moderation turned two.
func later() polistest.Export {
	e := polistest.Small()
	e.Votes += "1651071099000,Wed,0,8,1\n1651071099001,Wed,3,9,1\n"
	e.Statements = strings.NewReplacer("1,More", "-1,More", "-1,\"Fewer", "1,\"Fewer").Replace(e.Statements) +
		"1651071098000,Wed,3,9,0,0,1,A kiosk\n"
	return e
}

const states = `SELECT string_agg(state || ' ' || listed || ' ' || agree_count || disagree_count || pass_count, ', ' ORDER BY statement)
	FROM polis_statements JOIN ideas i ON i.id = idea_id JOIN idea_stats USING (idea_id)`

func TestLaterExport(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	run(t, pool, polistest.Small().Write(t))
	if got := run(t, pool, later().Write(t)); got.Changed != 2 || got.Opinions != 4 || got.Voters != 3 {
		t.Errorf("got %+v", got)
	}
	want := "hidden false 200, published true 001, published true 000, published true 100"
	if got := ask[string](t, pool, states); got != want {
		t.Errorf("got %s", got)
	}
	if n := ask[int](t, pool, `SELECT idea_count FROM challenge_stats`); n != 3 {
		t.Errorf("%d ideas are counted", n)
	}
	if closes := ask[string](t, pool, `SELECT extract(epoch FROM closes_at)::text FROM challenges`); closes != "1651071099.002000" {
		t.Errorf("closes at %s", closes)
	}
	t.Run("and the older one after it", func(t *testing.T) {
		before := ask[string](t, pool, `SELECT string_agg(v::text, ' ' ORDER BY v) FROM votes v`)
		if got := run(t, pool, polistest.Small().Write(t)); got.Changed != 0 {
			t.Errorf("got %+v", got)
		}
		if ask[string](t, pool, `SELECT string_agg(v::text, ' ' ORDER BY v) FROM votes v`) != before {
			t.Error("it took votes back")
		}
	})
}

// People have merged a statement into another: the whole stays although the conversation hid it, and a part that it shows again is a part.
func TestLaterExportAfterMerging(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	run(t, db.Pool, polistest.Small().Write(t))
	idea := func(statement int) uuid.UUID {
		return ask[uuid.UUID](t, db.Pool, fmt.Sprintf(`SELECT idea_id FROM polis_statements WHERE statement = %d`, statement))
	}
	do(t, db.Pool, `UPDATE ideas SET state = 'published' FROM polis_statements WHERE id = idea_id AND statement = 1`)
	fixture.Merge(t, db, idea(1), idea(0))
	do(t, db.Pool, `UPDATE ideas SET state = 'hidden' FROM polis_statements WHERE id = idea_id AND statement = 1`)
	run(t, db.Pool, later().Write(t))
	want := "published true 200, merged false 001, published true 000, published true 100"
	if got := ask[string](t, db.Pool, states); got != want {
		t.Errorf("got %s", got)
	}
}

func TestKeepsWhatPeopleDid(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	run(t, pool, polistest.Small().Write(t))
	// A leader writes the challenge anew and opens it for longer; an idea is hidden, one shown, one
	// reworded and taken out of the challenge; a resident votes.
	do(t, pool, `UPDATE challenges SET title = 'The square', state = 'open', closes_at = '2030-01-01'`)
	do(t, pool, `UPDATE ideas SET state = 'withdrawn' FROM polis_statements WHERE id = idea_id AND statement = 0`)
	do(t, pool, `UPDATE idea_stats SET agree_count = agree_count + 1 FROM polis_statements s
		WHERE s.idea_id = idea_stats.idea_id AND statement = 0`)
	do(t, pool, `INSERT INTO participants (id, kind, display_name) VALUES (gen_random_uuid(), 'company', 'Real one')`)
	do(t, pool, `INSERT INTO votes (idea_id, participant_id, voting, choice) SELECT s.idea_id, p.id, 'opinion', 'agree'
		FROM polis_statements s, participants p WHERE s.statement = 0 AND p.kind = 'company'`)
	do(t, pool, `UPDATE ideas SET state = 'published' FROM polis_statements WHERE id = idea_id AND statement = 1`)
	do(t, pool, `UPDATE ideas SET title = 'A well' FROM polis_statements WHERE id = idea_id AND statement = 2`)
	do(t, pool, `UPDATE challenge_stats SET idea_count = 1`)
	do(t, pool, `DELETE FROM challenge_ideas a USING polis_statements s WHERE s.idea_id = a.idea_id AND statement = 2`)

	before := contents(t, pool)
	if got := run(t, pool, polistest.Small().Write(t)); got.Changed != 0 || contents(t, pool) != before {
		t.Errorf("the same export undid what people did: %+v", got)
	}
	run(t, pool, later().Write(t))
	want := "withdrawn false 300, published true 001, published true 000, published true 100"
	if got := ask[string](t, pool, states); got != want {
		t.Errorf("got %s", got)
	}
	if n := ask[int](t, pool, `SELECT idea_count FROM challenge_stats`); n != 2 {
		t.Errorf("%d ideas are counted", n)
	}
	if got := ask[string](t, pool, `SELECT concat_ws('|', title, state, closes_at::date) FROM challenges`); got != "The square|open|2030-01-01" {
		t.Errorf("challenge %s", got)
	}
	if n := ask[int](t, pool, `SELECT count(*) FROM challenge_ideas JOIN ideas ON id = idea_id WHERE title = 'A well'`); n != 0 {
		t.Error("the idea came back into the challenge")
	}
}

func TestConversationsStayApart(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	run(t, pool, polistest.Small().Write(t))
	other := polistest.Small()
	other.Summary = strings.ReplaceAll(other.Summary, "3square", "4park")
	if got := run(t, pool, other.Write(t)); got.Changed != 3 {
		t.Errorf("got %+v", got)
	}
	for table, want := range map[string]int{"challenges": 2, "ideas": 6, "votes": 6, "participants": 6} {
		if n := ask[int](t, pool, `SELECT count(*) FROM `+table); n != want {
			t.Errorf("%d %s, want %d", n, table, want)
		}
	}
}
