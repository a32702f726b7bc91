package idea_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func open(t *testing.T) (*postgres.DB, *idea.Store) {
	t.Helper()
	db := postgrestest.New(t)
	return db, idea.NewStore(db.Gorm, markdown.New())
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func scan[T any](t *testing.T, db *postgres.DB, sql string, args ...any) (v T) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), sql, args...).Scan(&v); err != nil {
		t.Fatal(err)
	}
	return v
}

// checkCounts compares what the database keeps about ideas beside them with a recount.
func checkCounts(t *testing.T, db *postgres.DB) {
	t.Helper()
	for what, sql := range map[string]string{
		"challenges that miscount their ideas": `SELECT count(*) FROM challenge_stats s WHERE idea_count <>
			(SELECT count(*) FROM challenge_ideas a JOIN ideas i ON i.id = a.idea_id AND i.state = 'published' WHERE a.challenge_id = s.challenge_id)`,
		"ideas listed wrongly": `SELECT count(*) FROM ideas i LEFT JOIN idea_stats s ON s.idea_id = i.id
			WHERE COALESCE(s.listed, false) <> (i.state = 'published') OR (s.idea_id IS NULL) <> (i.state = 'draft')`,
		"kinds of author noted wrongly": `SELECT count(*) FROM idea_stats s JOIN ideas i ON i.id = s.idea_id JOIN participants p ON p.id = i.author_id
			WHERE s.author_kind <> p.kind`,
		"stages noted wrongly": `SELECT count(*) FROM idea_stats s JOIN ideas i ON i.id = s.idea_id WHERE s.stage <> i.stage`,
		"answers listed wrongly": `SELECT count(*) FROM challenge_ideas a LEFT JOIN idea_stats s ON s.idea_id = a.idea_id AND s.listed
			WHERE a.listed_at IS DISTINCT FROM s.published_at`,
		"answers ranked wrongly": `SELECT count(*) FROM (SELECT a.challenge_id, s.idea_id, s.vote_count, s.comment_count, s.hot
				FROM idea_stats s JOIN challenge_ideas a ON a.idea_id = s.idea_id WHERE s.listed) s
			FULL JOIN challenge_ranks r USING (challenge_id, idea_id) WHERE (s.vote_count, s.comment_count, s.hot) IS DISTINCT FROM (r.vote_count, r.comment_count, r.hot)`,
	} {
		if n := scan[int](t, db, sql); n > 0 {
			t.Errorf("%d %s", n, what)
		}
	}
}

// What can be wrong with the challenges of a new idea is told field by field, and nothing is stored.
func TestCreateInChallenges(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	support, opinion := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Opinion)
	made := func(change string) uuid.UUID {
		id := fixture.Challenge(t, db, challenge.Support)
		exec(t, db, `UPDATE challenges SET `+change+` WHERE id = $1`, id)
		return id
	}
	draft := made(`state = 'draft'`)
	tests := []struct {
		name       string
		challenges []uuid.UUID
		publish    bool
		want       string
	}{
		{"open", []uuid.UUID{support}, true, ""},
		{"opinion", []uuid.UUID{opinion}, true, ""},
		{"two", []uuid.UUID{support, made(`closes_at = now() + interval '1 hour'`)}, true, ""},
		{"mixed", []uuid.UUID{support, opinion}, true, "unprocessable challengeIds=voting_mismatch"},
		{"mixed draft", []uuid.UUID{support, opinion}, false, "unprocessable challengeIds=voting_mismatch"},
		{"unknown", []uuid.UUID{support, uuid.New(), draft}, false, "unprocessable challengeIds/1=unknown_id challengeIds/2=unknown_id"},
		{"closed", []uuid.UUID{made(`state = 'closed'`)}, true, "challenge_not_open"},
		{"time is up", []uuid.UUID{support, made(`closes_at = now()`)}, true, "challenge_not_open"},
		{"not yet", []uuid.UUID{made(`opens_at = now() + interval '1 hour'`)}, true, "challenge_not_open challengeIds=opens_later"},
		{"closed, as a draft", []uuid.UUID{made(`state = 'closed'`)}, false, ""},
		{"free-standing", nil, true, ""},
	}
	for _, test := range tests {
		before := scan[int](t, db, `SELECT count(*) FROM ideas`)
		i, err := store.Create(t.Context(), who, idempotency.Key{}, idea.Fields{Title: "Lyktor", Body: "Sänk *lyktorna* mer.", ChallengeIDs: test.challenges}, test.publish)
		if test.want != "" {
			if err == nil || err.Error() != test.want || scan[int](t, db, `SELECT count(*) FROM ideas`) != before {
				t.Errorf("%s: %v", test.name, err)
			}
			continue
		}
		if err != nil || len(i.Challenges) != len(test.challenges) || i.RevisionCount != 1 || (i.State == idea.Published) != test.publish ||
			i.Excerpt != "Sänk lyktorna mer." || i.BodyHTML != "<p>Sänk <em>lyktorna</em> mer.</p>\n" || (i.Voting == challenge.Opinion) != (test.name == "opinion") {
			t.Errorf("%s: %+v, %v", test.name, i, err)
		}
	}
	checkCounts(t, db)
}

// The same Idempotency-Key makes one idea, also when ten calls come at once.
func TestCreateOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who, challengeID, name := fixture.Account(t, db, auth.Member), fixture.Challenge(t, db, challenge.Support), "key"
	key, err := idempotency.NewKey(who.ID, &name, "createIdea", "content")
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]uuid.UUID, 10)
	race(len(ids), func(n int) {
		i, err := store.Create(t.Context(), who, key, idea.Fields{Title: "Lyktor", Body: "Sänk dem.", ChallengeIDs: []uuid.UUID{challengeID}}, true)
		if err != nil {
			t.Error(err)
		}
		ids[n] = i.ID
	})
	if n := scan[int](t, db, `SELECT count(*) FROM ideas`); n != 1 || len(slices.Compact(ids)) != 1 {
		t.Fatalf("%d ideas, answers %v", n, ids)
	}
	checkCounts(t, db)
}

// race runs n goroutines that start together, and waits for them.
func race(n int, do func(n int)) {
	var ready, done sync.WaitGroup
	ready.Add(n)
	for i := range n {
		done.Go(func() {
			ready.Done()
			ready.Wait()
			do(i)
		})
	}
	done.Wait()
}

// The life of an idea: drafted, moved to another challenge, published, edited, withdrawn and hidden.
func TestLife(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	ctx := t.Context()
	author, member, moderator := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Moderator)
	support, opinion := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Opinion)
	i, err := store.Create(ctx, author, idempotency.Key{}, idea.Fields{Title: "Lyktor", Body: "Ett.", ChallengeIDs: []uuid.UUID{support}}, false)
	wantCode(t, err, "")
	_, err = store.Get(ctx, member, i.ID)
	wantCode(t, err, errs.NotFound)

	edit := func(who auth.Principal, e idea.Edit) error {
		t.Helper()
		changed, err := store.Update(ctx, who, i.ID, i.Version, e)
		if err == nil {
			i = changed
		}
		return err
	}
	move := func(who auth.Principal, to idea.State) error {
		t.Helper()
		changed, err := store.SetState(ctx, who, i.ID, i.Version, to)
		if err == nil {
			i = changed
		}
		return err
	}
	two, three, other := "Två.", "Tre.", []uuid.UUID{opinion}
	wantCode(t, edit(author, idea.Edit{Body: &two, ChallengeIDs: &other}), "")
	if i.Voting != challenge.Opinion || i.RevisionCount != 1 || len(i.Challenges) != 1 || i.Challenges[0].ID != opinion {
		t.Fatalf("%+v", i)
	}
	wantCode(t, move(member, idea.Published), errs.NotFound)
	wantCode(t, move(author, idea.Withdrawn), errs.StateTransition)
	wantCode(t, move(author, idea.Published), "")
	wantCode(t, edit(member, idea.Edit{Body: &three}), errs.Forbidden)
	wantCode(t, edit(moderator, idea.Edit{Body: &three}), errs.Forbidden)
	wantCode(t, edit(author, idea.Edit{ChallengeIDs: &other}), errs.Unprocessable)
	stale := i.Version
	wantCode(t, edit(author, idea.Edit{Body: &three}), "")
	_, err = store.Update(ctx, author, i.ID, stale, idea.Edit{Body: &two})
	wantCode(t, err, errs.PreconditionFailed)
	wantCode(t, edit(author, idea.Edit{Body: &three}), "") // the same wording is not one more
	published, publishedAt := i.Version, *i.PublishedAt

	wantCode(t, move(author, idea.Hidden), errs.Forbidden)
	wantCode(t, move(moderator, idea.Withdrawn), errs.Forbidden)
	wantCode(t, move(member, idea.Withdrawn), errs.Forbidden)
	wantCode(t, move(author, idea.Withdrawn), "")
	wantCode(t, edit(author, idea.Edit{Body: &two}), errs.IdeaNotPublished)
	seen, err := store.Get(ctx, auth.Principal{}, i.ID)
	if err != nil || seen.State != idea.Withdrawn || seen.Title+seen.Body+seen.BodyHTML+seen.Excerpt != "" {
		t.Fatalf("a withdrawn idea shows %+v, %v", seen, err)
	}
	_, err = store.ListRevisions(ctx, member, i.ID, page.First())
	wantCode(t, err, errs.NotFound)
	checkCounts(t, db)
	exec(t, db, `UPDATE challenges SET state = 'closed' WHERE id = $1`, opinion)
	wantCode(t, move(author, idea.Published), "") // it was public before, so it may come back
	show(t, db, i.ID, false)
	i, err = store.Get(ctx, author, i.ID)
	wantCode(t, err, "")
	wantCode(t, move(author, idea.Published), errs.StateTransition)
	_, err = store.Get(ctx, member, i.ID)
	wantCode(t, err, errs.NotFound)
	show(t, db, i.ID, true)
	i, err = store.Get(ctx, author, i.ID)
	wantCode(t, err, "")
	if i.Version <= published || !i.PublishedAt.Equal(publishedAt) {
		t.Fatalf("version %d after %d, published %s after %s", i.Version, published, i.PublishedAt, publishedAt)
	}
	checkCounts(t, db)
	revisions, err := store.ListRevisions(ctx, auth.Principal{}, i.ID, page.First())
	if err != nil || len(revisions.Items) != 2 || revisions.Total != 2 || revisions.Items[0].Body != "Tre." || revisions.Items[0].Version != 2 || revisions.Items[1].Body != "Två." {
		t.Fatalf("%+v, %v", revisions, err)
	}
}

// Who may not move an idea is told so at once, and keeps nobody waiting: neither is the author held for them, nor do they wait for it.
func TestStepsOfOthersHoldNobody(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, stranger := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	published := fixture.Idea(t, db, author)
	draft, err := store.Create(t.Context(), author, idempotency.Key{}, idea.Fields{Title: "Lyktor", Body: "Så."}, false)
	if err != nil {
		t.Fatal(err)
	}
	writing, err := db.Pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer writing.Rollback(t.Context()) //nolint:errcheck // nothing is written
	for _, sql := range []string{`SELECT FROM accounts WHERE id = $1 FOR UPDATE`, `SELECT FROM participants WHERE id = $1 FOR UPDATE`, `SELECT FROM ideas WHERE author_id = $1 FOR UPDATE`} {
		if _, err := writing.Exec(t.Context(), sql, author.ID); err != nil {
			t.Fatal(err)
		}
	}
	soon, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for _, to := range []idea.State{idea.Published, idea.Withdrawn} {
		for id, want := range map[uuid.UUID]errs.Code{published: errs.Forbidden, draft.ID: errs.NotFound, uuid.New(): errs.NotFound} {
			if _, err := store.SetState(soon, stranger, id, 1, to); errs.CodeOf(err) != want {
				t.Errorf("%s by a stranger: %v, want %s", to, err, want)
			}
		}
	}
}

// Of ten edits of the same version one wins; each that won is one wording.
func TestEditsAtOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, author)
	for round := range 3 {
		var mu sync.Mutex
		won := 0
		race(10, func(n int) {
			body := strings.Repeat("o", n+1+10*round)
			_, err := store.Update(t.Context(), author, id, round+1, idea.Edit{Body: &body})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				won++
			} else if errs.CodeOf(err) != errs.PreconditionFailed {
				t.Error(err)
			}
		})
		if won != 1 {
			t.Fatalf("%d edits of one version were accepted", won)
		}
	}
	if n := scan[int](t, db, `SELECT count(*) FROM idea_revisions WHERE idea_id = $1`, id); n != 4 {
		t.Fatalf("%d wordings after 3 edits", n)
	}
}

// Ideas going in and out of shared challenges from many sides neither deadlock nor miscount.
func TestCountsUnderRaces(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	a, b, c := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	sets := [][]uuid.UUID{{a, b}, {b, a}, {c, a}, {b, c}, {c, b, a}, {a, b, c}, {c}, {b}}
	race(len(sets), func(n int) {
		i, err := store.Create(t.Context(), author, idempotency.Key{}, idea.Fields{Title: "Idé", Body: "Så.", ChallengeIDs: sets[n]}, n%2 == 0)
		for _, to := range []idea.State{idea.Published, idea.Withdrawn, idea.Published, idea.Withdrawn, idea.Published} {
			if err == nil && i.State != to {
				i, err = store.SetState(t.Context(), author, i.ID, i.Version, to)
			}
		}
		if err != nil {
			t.Error(err)
		}
	})
	checkCounts(t, db)
	if n := scan[int](t, db, `SELECT sum(idea_count)::int FROM challenge_stats`); n != 16 {
		t.Fatalf("counted %d", n)
	}
}

// show has moderation show or hide an idea.
func show(t *testing.T, db *postgres.DB, id uuid.UUID, so bool) {
	t.Helper()
	if err := postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error { return idea.Show(tx, fixture.Account(t, db, auth.Moderator).ID, id, so) }); err != nil {
		t.Fatal(err)
	}
}
