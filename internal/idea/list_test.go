package idea_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/relation"
)

// walk reads a whole list in pieces of seven.
func walk[T any](t *testing.T, list func(page.Request) (page.Result[T], error), byCursor bool) (found []T) {
	t.Helper()
	limit, number := int32(7), int32(1)
	r, err := page.NewRequest(&limit, nil, nil)
	for {
		if err != nil {
			t.Fatal(err)
		}
		var result page.Result[T]
		if result, err = list(r); err != nil {
			t.Fatal(err)
		}
		found = append(found, result.Items...)
		if result.NextCursor == "" {
			return found
		}
		if number++; byCursor {
			r, err = page.NewRequest(&limit, nil, &result.NextCursor)
		} else {
			r, err = page.NewRequest(&limit, &number, nil)
		}
	}
}

func idsOf(list []idea.Summary) (ids []uuid.UUID) {
	for _, i := range list {
		ids = append(ids, i.ID)
	}
	return ids
}

// fill publishes 60 ideas with many equal keys: by residents and companies, in two challenges or
// free-standing, and hides a few more.
func fill(t *testing.T, db *postgres.DB) (a, b uuid.UUID, people []auth.Principal) {
	t.Helper()
	people = []auth.Principal{fixture.Account(t, db, auth.Member), fixture.Person(t, db, participant.Company, auth.Member)}
	a, b = fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	sets := [][]uuid.UUID{{a}, {a, b}, nil}
	for n := range 63 {
		id := fixture.Idea(t, db, people[n%2], sets[n%3]...)
		exec(t, db, `UPDATE idea_stats SET support_count = $2::int % 5, comment_count = $2::int % 4,
			published_at = timestamptz '2026-01-01' + $2::int / 3 * interval '1 hour' WHERE idea_id = $1`, id, n)
		exec(t, db, `UPDATE ideas SET published_at = (SELECT published_at FROM idea_stats WHERE idea_id = id), body = $2,
			state = CASE WHEN $3 THEN 'published' ELSE 'hidden' END, stage = CASE WHEN $4::int % 3 = 0 THEN 'done' ELSE 'published' END
			WHERE id = $1`, id, fmt.Sprintf("Så här, cykel %d.", n%7), n < 60, n)
	}
	exec(t, db, `UPDATE challenge_stats s SET idea_count =
		(SELECT count(*) FROM challenge_ideas a JOIN idea_stats i ON i.idea_id = a.idea_id AND i.listed WHERE a.challenge_id = s.challenge_id)`)
	return a, b, people
}

// Every order gives each idea exactly once, by page as by cursor, and is the order that SQL tells, among
// all ideas as in a challenge and of a kind of author.
func TestOrders(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	a, b, _ := fill(t, db)
	checkCounts(t, db)
	orders := map[idea.Sort]string{
		idea.Trending: "hot", idea.Newest: "published_at", idea.MostSupported: "vote_count", idea.MostDiscussed: "comment_count",
		idea.Random: "CASE WHEN hash <= hashint4(17) THEN hash ELSE hash - 4294967296 END", idea.Relevance: "",
	}
	for sort, key := range orders {
		for filter, many := range map[idea.Filter]int{
			{}: 60, {ChallengeID: &a}: 40, {ChallengeID: &b}: 20, {AuthorKind: participant.Company}: 30, {AuthorKind: participant.Resident}: 30,
			{AuthorKind: participant.Company, ChallengeID: &b}: 10, {Stage: idea.Done}: 20, {Stage: idea.New}: 40, {Stage: idea.Done, ChallengeID: &a}: 20,
		} {
			filter.Sort, filter.Seed = sort, 17
			if sort == idea.Relevance {
				filter.Query = "cykel"
			}
			list := func(r page.Request) (page.Result[idea.Summary], error) { return store.List(t.Context(), filter, r) }
			byPage, byCursor := idsOf(walk(t, list, false)), idsOf(walk(t, list, true))
			if !slices.Equal(byPage, byCursor) {
				t.Errorf("%s: pages and cursors differ:\n%v\n%v", sort, byPage, byCursor)
			}
			if key != "" {
				want := scan[[]uuid.UUID](t, db, `SELECT array_agg(idea_id ORDER BY `+key+` DESC, idea_id DESC)
					FROM (SELECT *, uuid_hash(idea_id)::bigint AS hash FROM idea_stats WHERE listed) s
					WHERE ($1::uuid IS NULL OR EXISTS (SELECT FROM challenge_ideas a WHERE a.idea_id = s.idea_id AND a.challenge_id = $1))
						AND ($2 = '' OR EXISTS (SELECT FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = s.idea_id AND p.kind = $2))
						AND ($3 = '' OR stage = $3)`,
					filter.ChallengeID, string(filter.AuthorKind), string(filter.Stage))
				if !slices.Equal(byPage, want) {
					t.Errorf("%s: got %v\nwant %v", sort, byPage, want)
				}
			}
			slices.SortFunc(byPage, func(x, y uuid.UUID) int { return slices.Compare(x[:], y[:]) })
			if len(slices.Compact(byPage)) != many {
				t.Errorf("%s: %d ideas", sort, len(byPage))
			}
		}
	}
}

// Filters let through what they say, alone and together, and the total is exact.
func TestFilters(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	a, b, people := fill(t, db)
	yes, no, nowhere := true, false, uuid.New()
	tests := []struct {
		name   string
		filter idea.Filter
		want   int
	}{
		{"all", idea.Filter{}, 60},
		{"challenge a", idea.Filter{ChallengeID: &a}, 40},
		{"challenge b", idea.Filter{ChallengeID: &b}, 20},
		{"unknown challenge", idea.Filter{ChallengeID: &nowhere}, 0},
		{"author", idea.Filter{AuthorID: &people[0].ID}, 30},
		{"companies", idea.Filter{AuthorKind: participant.Company}, 30},
		{"researchers", idea.Filter{AuthorKind: participant.Researcher}, 0},
		{"free-standing", idea.Filter{Standalone: &yes}, 20},
		{"in a challenge", idea.Filter{Standalone: &no}, 40},
		{"in a and free-standing", idea.Filter{ChallengeID: &a, Standalone: &yes}, 0},
		{"found", idea.Filter{Query: "cykel", Sort: idea.Newest}, 60},
		{"found in b by a company", idea.Filter{Query: "cykel", ChallengeID: &b, AuthorKind: participant.Company}, 10},
		{"not found", idea.Filter{Query: "tandläkare", Sort: idea.MostSupported}, 0},
	}
	for _, test := range tests {
		limit, past := int32(9), int32(99)
		r, _ := page.NewRequest(&limit, nil, nil)
		found, err := store.List(t.Context(), test.filter, r)
		if err != nil || found.Total != test.want || !found.TotalExact || len(found.Items) != min(9, test.want) {
			t.Errorf("%s: %d of %d, %v", test.name, len(found.Items), found.Total, err)
		}
		r, _ = page.NewRequest(&limit, &past, nil)
		if found, err = store.List(t.Context(), test.filter, r); err != nil || found.Total != test.want || len(found.Items) != 0 {
			t.Errorf("%s, past the end: %d of %d, %v", test.name, len(found.Items), found.Total, err)
		}
	}
}

// Ideas follow their author, who may take part as somebody else later on, also while an idea is on its way.
func TestAuthorsChangeKind(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	challengeID := fixture.Challenge(t, db, challenge.Support)
	race(9, func(n int) {
		if n%3 == 0 {
			exec(t, db, `UPDATE participants SET kind = $2 WHERE id = $1`, who.ID, string(participant.Kinds()[n/3]))
			return
		}
		fields := idea.Fields{Title: "Lyktor", Body: "Sänk dem.", ChallengeIDs: []uuid.UUID{challengeID}}
		if _, err := store.Create(t.Context(), who, idempotency.Key{}, fields, true); err != nil {
			t.Error(err)
		}
	})
	checkCounts(t, db)
	for _, kind := range participant.Kinds() {
		exec(t, db, `UPDATE participants SET kind = $2 WHERE id = $1`, who.ID, string(kind))
		found, err := store.List(t.Context(), idea.Filter{AuthorKind: kind}, page.First())
		if err != nil || len(found.Items) != 6 {
			t.Errorf("%s: %d ideas, %v", kind, len(found.Items), err)
		}
	}
}

// A seed gives the same order each time, another seed another one, and a cursor remembers its seed.
func TestRandomOrder(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	fill(t, db)
	list := func(seed int32) []uuid.UUID {
		found, err := store.List(t.Context(), idea.Filter{Sort: idea.Random, Seed: seed}, page.First())
		if err != nil {
			t.Fatal(err)
		}
		return idsOf(found.Items)
	}
	if !slices.Equal(list(1), list(1)) || slices.Equal(list(1), list(2)) || slices.Equal(list(0), list(1)) {
		t.Error("a seed must give one order of its own")
	}
	first, err := store.List(t.Context(), idea.Filter{Sort: idea.Random, Seed: 5}, page.First())
	if err != nil {
		t.Fatal(err)
	}
	r, _ := page.NewRequest(nil, nil, &first.NextCursor)
	withSeed, err := store.List(t.Context(), idea.Filter{Sort: idea.Random, Seed: 5}, r)
	without, err2 := store.List(t.Context(), idea.Filter{Sort: idea.Random}, r)
	if err != nil || err2 != nil || !slices.Equal(idsOf(withSeed.Items), idsOf(without.Items)) {
		t.Errorf("%v, %v", err, err2)
	}
}

// What a list refuses.
func TestListRefuses(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	fill(t, db)
	_, err := store.List(t.Context(), idea.Filter{Sort: idea.Relevance}, page.First())
	wantCode(t, err, errs.Unprocessable)
	newest, err := store.List(t.Context(), idea.Filter{Sort: idea.Newest}, page.First())
	if err != nil {
		t.Fatal(err)
	}
	for _, cursor := range []string{newest.NextCursor, "", "x", "AAAAAAAA"} {
		r, _ := page.NewRequest(nil, nil, &cursor)
		_, err = store.List(t.Context(), idea.Filter{Sort: idea.Trending}, r)
		wantCode(t, err, errs.Unprocessable)
	}
}

// Search finds other forms of a word in Swedish and in English, and takes what people type as it is.
func TestSearch(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	texts := map[string]string{
		"lyktor":   "Lyktorna längs älven lyser för starkt.",
		"cyklar":   "Fler cyklar åt alla barn.",
		"cykelväg": "En cykelväg till skolan.",
		"garden":   "Gardens for growing vegetables.",
		"hund":     "Rastgård för hundar & katter <script>",
	}
	ids := map[uuid.UUID]string{}
	for name, body := range texts {
		id := fixture.Idea(t, db, who)
		exec(t, db, `UPDATE ideas SET body = $2 WHERE id = $1`, id, body)
		ids[id] = name
	}
	tests := []struct {
		query string
		want  []string
	}{
		{"lykta", []string{"lyktor"}},
		{"lyktan", nil}, // too short for the stemmer to take the article off
		{"LYKTOR", []string{"lyktor"}},
		{"älvarna", []string{"lyktor"}},
		{"cykla", []string{"cyklar"}},
		{"cyklarna", []string{"cyklar"}},
		{"cykel", nil}, // the stemmer keeps the e: cykel and cykl are two words to it
		{"cykelvägar", []string{"cykelväg"}},
		{"garden", []string{"garden"}},
		{"vegetable", []string{"garden"}},
		{"grow", []string{"garden"}},
		{"hund", []string{"hund"}},
		{"hundarna katt", []string{"hund"}},
		{"hund -katter", nil},
		{"lykta or hund", []string{"hund", "lyktor"}},
		{`"cyklar åt"`, []string{"cyklar"}},
		{`"barn cyklar"`, nil},
		{"!& | :* ( ' \\", nil},
		{"-", nil},
		{strings.Repeat("- ", 100), nil}, // Postgres by itself fails on it
	}
	for _, test := range tests {
		for _, sort := range []idea.Sort{"", idea.Newest} {
			found, err := store.List(t.Context(), idea.Filter{Query: test.query, Sort: sort}, page.First())
			var got []string
			for _, i := range found.Items {
				got = append(got, ids[i.ID])
			}
			slices.Sort(got)
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("%q %s: found %v, want %v, %v", test.query, sort, got, test.want, err)
			}
		}
	}
}

// A word in the title counts for more than the same word in the text.
func TestRelevance(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	inBody, inTitle := fixture.Idea(t, db, who), fixture.Idea(t, db, who)
	exec(t, db, `UPDATE ideas SET body = 'En bastu vid älven.' WHERE id = $1`, inBody)
	exec(t, db, `UPDATE ideas SET title = 'En bastu' WHERE id = $1`, inTitle)
	exec(t, db, `UPDATE idea_stats SET support_count = 1000 WHERE idea_id = $1`, inBody)
	found, err := store.List(t.Context(), idea.Filter{Query: "bastu"}, page.First())
	if err != nil || !slices.Equal(idsOf(found.Items), []uuid.UUID{inTitle, inBody}) {
		t.Fatalf("%v, %v", idsOf(found.Items), err)
	}
}

// One's own ideas in every state, last edited first; what one is to them and to others' ideas.
func TestMineAndRelations(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who, other, moderator := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Moderator)
	var own []uuid.UUID
	states := []idea.State{idea.Published, idea.Withdrawn, idea.Hidden, idea.Published, idea.Published, idea.Published, idea.Published, idea.Published, idea.Published}
	for n, state := range states {
		id := fixture.Idea(t, db, who)
		exec(t, db, `UPDATE ideas SET state = $2, updated_at = now() + $3::int / 3 * interval '1 hour' WHERE id = $1`, id, string(state), n)
		own = append(own, id)
	}
	exec(t, db, `INSERT INTO votes (idea_id, participant_id, voting, choice) SELECT id, $2, 'support', 'support' FROM ideas WHERE id = ANY ($1)`, own[:2], other.ID)
	want := scan[[]uuid.UUID](t, db, `SELECT array_agg(id ORDER BY updated_at DESC, id DESC) FROM ideas`)
	list := func(r page.Request) (page.Result[idea.Summary], error) {
		return store.ListMine(t.Context(), who, nil, r)
	}
	if got := idsOf(walk(t, list, true)); !slices.Equal(got, want) {
		t.Errorf("by cursor %v, want %v", got, want)
	}
	if got := idsOf(walk(t, list, false)); !slices.Equal(got, want) {
		t.Errorf("by page %v, want %v", got, want)
	}
	if found, err := store.ListMine(t.Context(), other, nil, page.First()); err != nil || len(found.Items) != 0 {
		t.Errorf("%+v, %v", found, err)
	}
	asked := []uuid.UUID{own[2], uuid.New(), own[1], own[0], own[0]}
	tests := []struct {
		name string
		who  auth.Principal
		want string
	}{
		{"author", who, "[2 [] 1 [publish] 0 [vote comment edit withdraw propose-merge hand-over invite-co-authors state-needs record-outcome]]"},
		{"voter", other, "[1 [] 0 support [vote comment propose-merge help]]"},
		{"moderator", moderator, "[2 [review] 1 [] 0 [vote comment review propose-merge help]]"},
	}
	for _, test := range tests {
		found, err := store.Relations(t.Context(), test.who, asked)
		var got []any
		for _, r := range found {
			got = append(got, slices.Index(own, r.IdeaID))
			if r.Choice != "" {
				got = append(got, r.Choice)
			}
			got = append(got, r.Permissions)
		}
		if err != nil || fmt.Sprint(got) != test.want {
			t.Errorf("%s: %v, want %s, %v", test.name, got, test.want, err)
		}
	}
	exec(t, db, `UPDATE ideas SET stage = 'in-progress' WHERE id = $1`, own[0])
	begun, err := store.Relations(t.Context(), other, own[:1])
	if err != nil || len(begun) != 1 || slices.Contains(begun[0].Permissions, relation.Merge) {
		t.Errorf("what is under way becomes part of another: %+v, %v", begun, err)
	}
}
