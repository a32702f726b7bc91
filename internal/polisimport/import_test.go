package polisimport_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/medskapa/medskapa/internal/polis"
	"github.com/medskapa/medskapa/internal/polis/polistest"
	"github.com/medskapa/medskapa/internal/polisimport"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

// run imports the folder and fails the test on an error.
func run(t *testing.T, pool *pgxpool.Pool, dir string) polisimport.Figures {
	t.Helper()
	figures, err := tryRun(t.Context(), pool, dir)
	if err != nil {
		t.Fatal(err)
	}
	return figures
}

func tryRun(ctx context.Context, pool *pgxpool.Pool, dir string) (polisimport.Figures, error) {
	export, err := polis.Open(dir)
	if err != nil {
		return polisimport.Figures{}, err
	}
	return polisimport.Import(ctx, pool, export, func(polisimport.Stage) {})
}

// ask answers a query of one value.
func ask[T any](t *testing.T, pool *pgxpool.Pool, sql string, args ...any) T {
	t.Helper()
	var answer T
	if err := pool.QueryRow(t.Context(), sql, args...).Scan(&answer); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return answer
}

func do(t *testing.T, pool *pgxpool.Pool, sql string) {
	t.Helper()
	if _, err := pool.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

// contents is a fingerprint of everything that an import can write.
func contents(t *testing.T, pool *pgxpool.Pool) string {
	t.Helper()
	var all strings.Builder
	for _, table := range []string{
		"participants", "accounts", "challenges", "challenge_stats", "ideas", "challenge_ideas", "idea_stats", "idea_revisions", "votes",
		"polis_conversations", "polis_people", "polis_statements",
	} {
		all.WriteString(ask[string](t, pool, `SELECT '`+table+` ' || count(*) || ' ' || COALESCE(sum(hashtextextended(r::text, 0)), 0) || E'\n' FROM `+table+` r`))
	}
	return all.String()
}

func TestImportsAnExport(t *testing.T) {
	t.Parallel()
	for dir, want := range polistest.Folders(t) {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			pool := postgrestest.New(t).Pool
			want.Rows = 0 // not among the figures of an import
			got := run(t, pool, dir)
			if sum(got) != want {
				t.Errorf("got %+v, want %+v", got, want)
			}
			if got.Changed != got.Opinions {
				t.Errorf("changed %d of %d", got.Changed, got.Opinions)
			}
			compareVotes(t, pool, polistest.ReadMatrix(t, dir))
			compareCounters(t, pool, polistest.ReadMatrix(t, dir))
			compareIdeas(t, pool, dir)

			before := contents(t, pool)
			again := run(t, pool, dir)
			if again.Changed != 0 || sum(again) != want || contents(t, pool) != before {
				t.Errorf("importing again changed something: %+v", again)
			}
		})
	}
}

// sum is f as polistest counts.
func sum(f polisimport.Figures) polistest.Figures {
	return polistest.Figures{
		Statements: int(f.Statements), Visible: int(f.Visible), Voters: int(f.Voters), Opinions: int(f.Opinions),
		Agree: int(f.Agree), Disagree: int(f.Disagree), Pass: int(f.Pass),
	}
}

func compareVotes(t *testing.T, pool *pgxpool.Pool, want polistest.Matrix) {
	t.Helper()
	rows, err := pool.Query(t.Context(), `
		SELECT p.person, s.statement, v.choice FROM votes v
		JOIN polis_people p USING (participant_id) JOIN polis_statements s USING (idea_id)`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	n := 0
	for ; rows.Next(); n++ {
		var cell polistest.Cell
		var choice polis.Choice
		if err := rows.Scan(&cell.Voter, &cell.Statement, &choice); err != nil {
			t.Fatal(err)
		}
		if want[cell] != choice {
			t.Fatalf("%+v: stored %q, but the matrix says %q", cell, choice, want[cell])
		}
	}
	if rows.Err() != nil || n != len(want) || n != ask[int](t, pool, `SELECT count(*) FROM votes`) {
		t.Errorf("%d votes, want %d: %v", n, len(want), rows.Err())
	}
}

func compareCounters(t *testing.T, pool *pgxpool.Pool, matrix polistest.Matrix) {
	t.Helper()
	want := map[int64]map[polis.Choice]int{}
	for cell, choice := range matrix {
		if want[cell.Statement] == nil {
			want[cell.Statement] = map[polis.Choice]int{}
		}
		want[cell.Statement][choice]++
	}
	rows, err := pool.Query(t.Context(), `
		SELECT statement, agree_count, disagree_count, pass_count FROM idea_stats JOIN polis_statements USING (idea_id)`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var id int64
		var agree, disagree, pass int
		if err := rows.Scan(&id, &agree, &disagree, &pass); err != nil {
			t.Fatal(err)
		}
		if w := want[id]; w[polis.Agree] != agree || w[polis.Disagree] != disagree || w[polis.Pass] != pass {
			t.Errorf("statement %d: counted %d, %d, %d, want %v", id, agree, disagree, pass, w)
		}
	}
	if rows.Err() != nil {
		t.Error(rows.Err())
	}
}

// compareIdeas compares every statement of the export with what became of it.
func compareIdeas(t *testing.T, pool *pgxpool.Pool, dir string) {
	t.Helper()
	export, err := polis.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for s, err := range export.Statements() {
		if err != nil {
			t.Fatal(err)
		}
		n++
		state := map[bool]string{true: "hidden", false: "published"}[s.Hidden]
		if !ask[bool](t, pool, `
			SELECT count(*) = 1 FROM polis_statements k JOIN ideas i ON i.id = k.idea_id JOIN idea_stats c USING (idea_id)
			JOIN idea_revisions r USING (idea_id) JOIN participants p ON p.id = i.author_id
			JOIN challenge_ideas a USING (idea_id, challenge_id)
			WHERE k.statement = $1 AND i.title = $2 AND i.created_at = $3 AND i.published_at = $3 AND i.updated_at = $3
				AND i.state = $4 AND c.listed = (i.state = 'published') AND c.published_at = $3 AND i.voting = 'opinion'
				AND p.display_name = 'Deltagare ' || $5::bigint AND r.version = i.version AND r.body = i.body
				AND r.written_at = $3`,
			s.ID, polis.TitleOf(s.Body), s.At, state, s.Author) {
			t.Errorf("statement %d is not an idea as it should be", s.ID)
		}
	}
	if n != ask[int](t, pool, `SELECT count(*) FROM ideas`) {
		t.Errorf("%d statements, but more ideas", n)
	}
	if !ask[bool](t, pool, `SELECT idea_count = (SELECT count(*) FROM ideas WHERE state = 'published') FROM challenge_stats`) {
		t.Error("the challenge miscounts its ideas")
	}
}

func TestMakesAClosedChallenge(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	run(t, pool, polistest.Small().Write(t))
	got := ask[string](t, pool, `SELECT concat_ws('|', title, question, description, voting, state,
		extract(epoch FROM opens_at), extract(epoch FROM closes_at)) FROM challenges`)
	want := "Town square|be there?|What should\n\nbe there?\n\nPolis: https://polis.example/3square|opinion|closed|" +
		"1651071094.558000|1651071097.001000"
	if got != want {
		t.Errorf("got %s", got)
	}
	if ask[bool](t, pool, `SELECT EXISTS (SELECT FROM participants p JOIN accounts USING (id)) OR EXISTS (SELECT FROM accounts)`) {
		t.Error("somebody has an account")
	}
	if times := ask[string](t, pool, `SELECT string_agg(extract(epoch FROM created_at)::text, ' ' ORDER BY created_at) FROM votes`); times !=
		"1651071095.000000 1651071096.000000 1651071097.000000" {
		t.Errorf("votes cast at %s", times)
	}
	if ask[bool](t, pool, `SELECT bool_or(substr(id::text, 15, 1) <> '7' OR substr(id::text, 20, 1) NOT IN ('8', '9', 'a', 'b'))
		FROM (SELECT id FROM ideas UNION ALL SELECT id FROM participants UNION ALL SELECT id FROM challenges) t`) {
		t.Error("an id is not a UUID of version 7")
	}
	if ask[bool](t, pool, `SELECT bool_or(left(replace(id::text, '-', ''), 12)
		<> lpad(to_hex((extract(epoch FROM created_at) * 1000)::bigint), 12, '0')) FROM ideas`) {
		t.Error("an idea's id does not begin with its time")
	}
}

func TestImportsWithoutAddressOrVotes(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	e := polistest.Small()
	e.Summary = "topic,TV\n"
	statements := e.Statements
	e.Statements, _, _ = strings.Cut(statements, "\n")
	e.Votes = "timestamp,comment-id,voter-id,vote\n"
	if got := run(t, pool, e.Write(t)); got != (polisimport.Figures{}) {
		t.Errorf("got %+v", got)
	}
	if got := ask[string](t, pool, `SELECT concat_ws('|', title, question, description, opens_at, closes_at) FROM challenges`); got != "“TV”|“TV”|TV" {
		t.Errorf("got %s", got)
	}
	e.Statements = statements
	run(t, pool, e.Write(t))
	if n := ask[int](t, pool, `SELECT count(*) FROM challenges WHERE closes_at > opens_at`); n != 1 {
		t.Errorf("%d challenges with dates: the topic did not find the first", n)
	}
}

func TestMalformedLeavesNothing(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	before := contents(t, pool)
	for _, b := range []struct {
		file   string
		change func(*polistest.Export)
	}{
		{"summary.csv", func(e *polistest.Export) { e.Summary = "views,1\n" }},
		{"comments.csv", func(e *polistest.Export) { e.Statements += "1651071094560,Wed,3,7,0,0,2,Another\n" }},
		{"comments.csv", func(e *polistest.Export) { e.Statements += "1651071094560,Wed,3,7,0,0,1,\"Another\n" }},
		{"votes.csv", func(e *polistest.Export) { e.Votes += "1651071097000,Wed,9,8,0\n" }},
		{"votes.csv", func(e *polistest.Export) { e.Votes += "1651071097000,Wed,1\n" }},
		{"votes.csv", func(e *polistest.Export) { e.Votes = "" }},
	} {
		e := polistest.Small()
		b.change(&e)
		_, err := tryRun(t.Context(), pool, e.Write(t))
		var fault *polis.FormatError
		if !errors.As(err, &fault) || fault.File != b.file {
			t.Errorf("%s: got %v", b.file, err)
		}
	}
	if contents(t, pool) != before {
		t.Error("something was imported")
	}
}

func TestCancelledLeavesNothing(t *testing.T) {
	t.Parallel()
	pool := postgrestest.New(t).Pool
	before := contents(t, pool)
	export, err := polis.Open(polistest.Small().Write(t))
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	_, err = polisimport.Import(ctx, pool, export, func(s polisimport.Stage) {
		if s == polisimport.Storing {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if contents(t, pool) != before {
		t.Error("something was imported")
	}
}
