package demo_test

import (
	"strings"
	"testing"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/demo"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func count(t *testing.T, db *postgres.DB, query string) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestLoad(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	for range 2 { // the second time finds somebody there and changes nothing
		if err := demo.Load(t.Context(), db, fixture.Passwords()); err != nil {
			t.Fatal(err)
		}
	}
	for query, least := range map[string]int{
		`SELECT count(*) FROM challenges`:                                                                   6,
		`SELECT count(*) FROM ideas WHERE state = 'published'`:                                              55,
		`SELECT count(DISTINCT kind) FROM participants`:                                                     6,
		`SELECT count(*) FROM organisations WHERE verified_at IS NOT NULL AND keeper_id IS NOT NULL`:        4,
		`SELECT count(*) FROM organisations WHERE verified_at IS NULL`:                                      1,
		`SELECT count(*) FROM organisation_acts WHERE idea_id IS NOT NULL`:                                  8,
		`SELECT count(DISTINCT role) FROM accounts`:                                                         4,
		`SELECT count(*) FROM idea_merges WHERE state = 'merged'`:                                           1,
		`SELECT count(*) FROM idea_merges WHERE state = 'proposed'`:                                         1,
		`SELECT count(*) FROM idea_handovers WHERE state = 'accepted'`:                                      1,
		`SELECT count(*) FROM idea_coauthors WHERE state = 'accepted'`:                                      2,
		`SELECT count(*) FROM idea_handovers WHERE state = 'offered'`:                                       1,
		`SELECT count(*) FROM answer_duties WHERE answered_at IS NULL AND due_at > now()`:                   2,
		`SELECT count(*) FROM answer_duties WHERE answered_at IS NULL AND due_at < now()`:                   1,
		`SELECT count(*) FROM answer_duties WHERE answered_at IS NOT NULL`:                                  1,
		`SELECT count(*) FROM needs WHERE state = 'open'`:                                                   8,
		`SELECT count(*) FROM needs WHERE state = 'fulfilled'`:                                              1,
		`SELECT count(*) FROM offers WHERE state = 'open'`:                                                  7,
		`SELECT count(*) FROM need_keys k JOIN offer_keys o USING (key)`:                                    5,
		`SELECT count(*) FROM contacts WHERE state = 'asked'`:                                               1,
		`SELECT count(*) FROM commitments WHERE outcome = 'kept'`:                                           1,
		`SELECT count(DISTINCT stage) FROM ideas`:                                                           7,
		`SELECT count(*) FROM comments WHERE parent_id IS NOT NULL`:                                         20,
		`SELECT count(*) FROM signups WHERE state = 'waiting'`:                                              1,
		`SELECT count(*) FROM challenges WHERE image_id IS NOT NULL`:                                        6,
		`SELECT count(*) FROM idea_revisions WHERE version > 1`:                                             2,
		`SELECT count(*) FROM challenges WHERE voting = 'opinion'`:                                          2,
		`SELECT count(*) FROM workshops WHERE starts_at > now()`:                                            3,
		`SELECT count(*) FROM (SELECT idea_id FROM challenge_ideas GROUP BY 1 HAVING count(*) > 1) several`: 1,
	} {
		if n := count(t, db, query); n < least {
			t.Errorf("%s: %d, want at least %d", query, n, least)
		}
	}
	if n := count(t, db, `SELECT count(*) FROM challenges`); n != 6 {
		t.Errorf("%d challenges after loading twice", n)
	}
}

// TestCountersEqualWhatTheyCount holds the demo to what the stores keep exact.
func TestCountersEqualWhatTheyCount(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	if err := demo.Load(t.Context(), db, fixture.Passwords()); err != nil {
		t.Fatal(err)
	}
	for name, query := range map[string]string{
		"votes": `SELECT count(*) FROM idea_stats s WHERE concat_ws(',', support_count, agree_count, disagree_count, pass_count) <>
			(SELECT concat_ws(',', count(*) FILTER (WHERE choice = 'support'), count(*) FILTER (WHERE choice = 'agree'), count(*) FILTER (WHERE choice = 'disagree'),
				count(*) FILTER (WHERE choice = 'pass')) FROM votes v WHERE v.idea_id = s.idea_id)`,
		"comments": `SELECT count(*) FROM idea_stats s WHERE comment_count <> (SELECT count(*) FROM comments c WHERE c.idea_id = s.idea_id AND c.state = 'published')`,
		"thanks":   `SELECT count(*) FROM comments c WHERE thanks_count <> (SELECT count(*) FROM comment_thanks t WHERE t.comment_id = c.id)`,
		"replies":  `SELECT count(*) FROM comments c WHERE reply_count <> (SELECT count(*) FROM comments r WHERE r.parent_id = c.id)`,
		"ideas": `SELECT count(*) FROM challenge_stats c WHERE idea_count <> (SELECT count(*) FROM challenge_ideas ci JOIN ideas i ON i.id = ci.idea_id
			WHERE ci.challenge_id = c.challenge_id AND i.state = 'published')`,
		"promises": `SELECT count(*) FROM needs n WHERE committed <> (SELECT COALESCE(sum(amount), 0) FROM commitments k WHERE k.need_id = n.id AND k.outcome IS DISTINCT FROM 'not-kept')`,
		"seats": `SELECT count(*) FROM workshops w WHERE concat_ws(',', seated_count, waiting_count) <>
			(SELECT concat_ws(',', count(*) FILTER (WHERE state = 'seated'), count(*) FILTER (WHERE state = 'waiting')) FROM signups s WHERE s.workshop_id = w.id)`,
		"votes by organisations": `SELECT count(*) FROM votes v JOIN organisations o ON o.id = v.participant_id`,
		"own votes":              `SELECT count(*) FROM votes v JOIN ideas i ON i.id = v.idea_id WHERE v.participant_id = i.author_id`,
		"future":                 `SELECT count(*) FROM votes WHERE created_at > now()`,
	} {
		if n := count(t, db, query); n != 0 {
			t.Errorf("%s: %d rows differ", name, n)
		}
	}
}

func TestOneAccountForEachRole(t *testing.T) {
	t.Parallel()
	accounts, err := demo.Accounts()
	if err != nil {
		t.Fatal(err)
	}
	roles := map[string]bool{}
	for _, a := range accounts {
		roles[a.Role] = true
		if a.DisplayName == "" || !strings.HasSuffix(a.Email, ".example") {
			t.Errorf("account %+v", a)
		}
	}
	if len(roles) != len(auth.Roles()) || len(accounts) != len(roles) {
		t.Errorf("accounts %+v", accounts)
	}
}
