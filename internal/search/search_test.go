package search_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/search"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T) (*postgres.DB, *search.Store) {
	t.Helper()
	db := postgrestest.New(t)
	return db, search.NewStore(db.Gorm, markdown.New())
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func find(t *testing.T, s *search.Store, f search.Filter) search.Result {
	t.Helper()
	found, err := s.List(t.Context(), f, page.First())
	if err != nil {
		t.Fatalf("%+v: %v", f, err)
	}
	return found
}

func idsOf(hits []search.Hit) (ids []uuid.UUID) {
	for _, h := range hits {
		ids = append(ids, h.ID)
	}
	return ids
}

func written(all []search.Piece) string {
	var s strings.Builder
	for _, p := range all {
		if p.Found {
			s.WriteString("<" + p.Text + ">")
			continue
		}
		s.WriteString(p.Text)
	}
	return s.String()
}

// idea is a published one with words of its own.
func anIdea(t *testing.T, db *postgres.DB, title, body string, challenges ...uuid.UUID) uuid.UUID {
	t.Helper()
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member), challenges...)
	exec(t, db, `UPDATE ideas SET title = $2, body = $3 WHERE id = $1`, id, title, body)
	return id
}

// consistent fails when the rows are not exactly those of what everybody may see, or say something else.
func consistent(t *testing.T, db *postgres.DB) {
	t.Helper()
	var wrong []string
	err := db.Pool.QueryRow(t.Context(), `SELECT array_agg(COALESCE(e.kind, p.kind) || CASE WHEN p.id IS NULL THEN ' too many' WHEN e.id IS NULL THEN ' missing' ELSE ' differs' END)
		FROM (SELECT * FROM search_entries x WHERE NOT EXISTS (SELECT FROM search_withheld w WHERE w.id = x.id)) e FULL JOIN search_public p ON p.id = e.id
		WHERE e.tsv IS DISTINCT FROM search_tsv(p, e.number) OR (e.kind, e.at, e.stage, e.author_kind, e.challenge_ids, e.topic_ids, e.district_id)
			IS DISTINCT FROM (p.kind, p.at, p.stage, p.author_kind, p.challenge_ids, p.topic_ids, p.district_id)`).Scan(&wrong)
	if err != nil || len(wrong) > 0 {
		t.Errorf("rows that are not as they should be: %v, %v", wrong, err)
	}
}

// Words are found in either language, inflected, begun and misspelt; titles come first, and what is found is marked.
func TestWords(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	inBody := anIdea(t, db, "Vid älven", "Bygg en **badbrygga** med stegar.")
	inTitle := anIdea(t, db, "Badbryggor för alla", "Ett förslag.")
	english := anIdea(t, db, "Running tracks", "More lighting on the jogging paths & squares.")
	for _, test := range []struct {
		query      string
		unfinished bool
		want       []uuid.UUID
		corrected  string
	}{
		{"badbrygga", false, []uuid.UUID{inTitle, inBody}, ""},
		{"BADBRYGGOR", false, []uuid.UUID{inTitle, inBody}, ""},
		{"badbr", false, nil, ""},
		{"badbr", true, []uuid.UUID{inTitle, inBody}, ""},
		{"stegar badbr", true, []uuid.UUID{inBody}, ""},
		{"run path", false, []uuid.UUID{english}, ""},
		{"badbryga", false, []uuid.UUID{inTitle, inBody}, "badbrygga"},
		{"Jogginng paths", false, []uuid.UUID{english}, "jogging paths"},
		{"badbrygga -stegar", false, []uuid.UUID{inTitle}, ""},
		{`"bygg en"`, false, []uuid.UUID{inBody}, ""},
		{"-badbrygga", false, nil, ""},
		{"och att det", false, nil, ""},
		{"xyzzyxxy", false, nil, ""},
		{"#kidea", false, nil, ""},
		{"'#kidea'", true, nil, ""},
		{"' | '#kidea", false, nil, ""},
	} {
		found := find(t, store, search.Filter{Query: test.query, Unfinished: test.unfinished})
		if !slices.Equal(idsOf(found.Items), test.want) || found.Corrected != test.corrected {
			t.Errorf("%q: %v, corrected %q; want %v, %q", test.query, idsOf(found.Items), found.Corrected, test.want, test.corrected)
		}
	}
	first := find(t, store, search.Filter{Query: "badbrygga"}).Items
	if got := written(first[0].Title) + "|" + written(first[1].Excerpt); got != "<Badbryggor> för alla|Bygg en <badbrygga> med stegar." {
		t.Error(got)
	}
	if got := written(find(t, store, search.Filter{Query: "squares"}).Items[0].Excerpt); got != "More lighting on the jogging paths & <squares>." {
		t.Error(got)
	}
}

// A word finds compounds that end with it, after what has the word itself; it finds none that merely end with the same letters.
func TestCompounds(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	itself := anIdea(t, db, "En park", "Mitt i byn.")
	skate := anIdea(t, db, "Tak över skateparken", "Vid Älvhallen.")
	anIdea(t, db, "Parkering", "Bilar.")
	house := anIdea(t, db, "Kulturhuset", "För kultur.")
	anIdea(t, db, "Sport", "Transporter hit.")
	for query, want := range map[string][]uuid.UUID{
		"park": {itself, skate}, "parken": {itself, skate}, "park tak": {skate}, "park -tak": {itself}, `"park"`: {itself}, "hus": {house}, "ort": nil, "skate": nil,
	} {
		if found := find(t, store, search.Filter{Query: query}); !slices.Equal(idsOf(found.Items), want) || found.Corrected != "" {
			t.Errorf("%q: %v, want %v; corrected %q", query, idsOf(found.Items), want, found.Corrected)
		}
	}
	if got := written(find(t, store, search.Filter{Query: "park tak"}).Items[0].Title); got != "<Tak> över <skateparken>" {
		t.Error(got)
	}
}

// What is misspelt is taken for a word that is like it, never for one that is in everything.
func TestCorrection(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	kajen := anIdea(t, db, "Kajen ska ha öppet", "Man kan träffas.")
	for query, want := range map[string]string{"kajn": "kajen", "kajjen": "kajen", "akjen": "kajen", "kam": "", "kxn": "", "mna": ""} {
		found := find(t, store, search.Filter{Query: query})
		if found.Corrected != want || want != "" && !slices.Equal(idsOf(found.Items), []uuid.UUID{kajen}) {
			t.Errorf("%q: %q, want %q", query, found.Corrected, want)
		}
	}
}

// People are found by their names, as they are written, who tell everybody something or lead what everybody may see.
func TestNames(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	leader, other, open := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	for id, name := range map[uuid.UUID]string{leader.ID: "Maja Lindqvist", other.ID: "Maja Fördold", open.ID: "Anders Öppen"} {
		exec(t, db, `UPDATE participants SET display_name = $2 WHERE id = $1`, id, name)
	}
	exec(t, db, `INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Snickare', 'public')`, open.ID)
	challenge := fixture.Challenge(t, db, "support", leader)
	month := anIdea(t, db, "Fest i maj", "För alla.")
	expect := func(query string, want ...uuid.UUID) {
		t.Helper()
		consistent(t, db)
		if got := idsOf(find(t, store, search.Filter{Query: query}).Items); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
	expect("Maja", leader.ID)
	expect("maja lindqvist", leader.ID)
	expect("maj", month)
	if got := written(find(t, store, search.Filter{Query: "Maja Lindqvist"}).Items[0].Title); got != "<Maja> <Lindqvist>" {
		t.Error(got)
	}
	expect("Anders", open.ID)
	expect("anders öppen", open.ID)
	exec(t, db, `UPDATE challenges SET state = 'draft' WHERE id = $1`, challenge)
	expect("lindqvist")
	exec(t, db, `UPDATE challenges SET state = 'open' WHERE id = $1`, challenge)
	expect("lindqvist", leader.ID)
	exec(t, db, `ALTER TABLE lead_assignments DISABLE TRIGGER lead_assignments_search; UPDATE lead_assignments SET granted_at = now() - interval '2 days', ends_at = now() - interval '1 hour';
		ALTER TABLE lead_assignments ENABLE TRIGGER lead_assignments_search`)
	if err := search.Tend(t.Context(), db.Gorm); err != nil {
		t.Fatal(err)
	}
	expect("lindqvist")
}

// Every filter narrows, and its counts say what each of its values would find.
func TestFiltersAndCounts(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	challenge := fixture.Challenge(t, db, "support")
	exec(t, db, `UPDATE challenges SET title = 'Lekparker', question = 'Var?' WHERE id = $1`, challenge)
	answer, alone := anIdea(t, db, "En lekpark", "Gungor.", challenge), anIdea(t, db, "Lekpark och kaffe", "Bänkar.")
	topic, district := uuid.New(), uuid.New()
	exec(t, db, `INSERT INTO topics (id, slug, name_sv, name_en) VALUES ($1, 'barn', 'Barn', 'Children')`, topic)
	exec(t, db, `INSERT INTO districts (id, name, boundary, west, south, east, north) VALUES ($1, 'Norr', '[]', 0, 0, 1, 1)`, district)
	exec(t, db, `INSERT INTO idea_topics (idea_id, topic_id, number) VALUES ($1, $2, 1)`, answer, topic)
	exec(t, db, `UPDATE ideas SET district_id = $2, stage = 'accepted' WHERE id = $1`, answer, district)
	exec(t, db, `UPDATE participants SET kind = 'company' WHERE id = (SELECT author_id FROM ideas WHERE id = $1)`, alone)
	exec(t, db, `UPDATE idea_stats SET published_at = now() - interval '40 days' WHERE idea_id = $1`, alone)
	exec(t, db, `UPDATE ideas SET published_at = now() - interval '40 days', body = body || ' ' WHERE id = $1`, alone)
	consistent(t, db)
	for _, test := range []struct {
		filter search.Filter
		want   []uuid.UUID
	}{
		{search.Filter{}, []uuid.UUID{challenge, answer, alone}},
		{search.Filter{Kind: search.Idea}, []uuid.UUID{answer, alone}},
		{search.Filter{ChallengeID: &challenge}, []uuid.UUID{challenge, answer}},
		{search.Filter{TopicID: &topic}, []uuid.UUID{answer}},
		{search.Filter{DistrictID: &district}, []uuid.UUID{answer}},
		{search.Filter{Stage: "accepted"}, []uuid.UUID{answer}},
		{search.Filter{ParticipantKind: "company"}, []uuid.UUID{alone}},
		{search.Filter{Kind: search.Idea, Within: search.Month}, []uuid.UUID{answer}},
		{search.Filter{Kind: search.Idea, Within: search.Year}, []uuid.UUID{answer, alone}},
		{search.Filter{Kind: search.Workshop}, nil},
	} {
		test.filter.Query = "lekpark"
		found := find(t, store, test.filter)
		got := idsOf(found.Items)
		for _, id := range test.want {
			if !slices.Contains(got, id) {
				t.Errorf("%+v: %v lacks %v", test.filter, got, id)
			}
		}
		if len(got) != len(test.want) || found.Total != len(test.want) || !found.TotalExact {
			t.Errorf("%+v: %v of %d, want %v", test.filter, got, found.Total, test.want)
		}
	}
	counts := find(t, store, search.Filter{Query: "lekpark", Kind: search.Idea}).Counts
	if got := fmt.Sprint(counts.Kinds, counts.Challenges, counts.Topics, counts.Stages, counts.Times); got != fmt.Sprintf(
		"[{idea   2} {challenge   1}] [{%s Lekparker  1}] [{barn Barn Children 1}] [{accepted   1} {published   1}] [{year   2} {month   1} {week   1}]", challenge) {
		t.Error(got)
	}
}

// Pages follow each other without gap or repetition.
func TestCursor(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	for n := range 7 {
		anIdea(t, db, fmt.Sprintf("Lyktor %d", n), strings.Repeat("lyktor ", n+1))
	}
	whole := idsOf(find(t, store, search.Filter{Query: "lykta"}).Items)
	if len(whole) != 7 {
		t.Fatal(whole)
	}
	limit, cursor := int32(3), (*string)(nil)
	var got []uuid.UUID
	for range 3 {
		r, err := page.NewRequest(&limit, nil, cursor)
		if err != nil {
			t.Fatal(err)
		}
		found, err := store.List(t.Context(), search.Filter{Query: "lykta"}, r)
		if err != nil {
			t.Fatal(err)
		}
		got, cursor = append(got, idsOf(found.Items)...), &found.NextCursor
	}
	if !slices.Equal(got, whole) {
		t.Errorf("%v, want %v", got, whole)
	}
}

// The nearest ideas come first, whatever is misspelt, and those that share a common word only do not.
func TestSimilar(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	for n := range 30 {
		anIdea(t, db, fmt.Sprintf("Förslag %d för parken", n), "Mer grönt och fler bänkar i parken.")
	}
	near := anIdea(t, db, "Cykelgarage vid stationen", "Lås och tak för cyklar.")
	nearest := anIdea(t, db, "Ett cykelgarage med tak vid parkens station", "Låsbart och upplyst.")
	lamp := anIdea(t, db, "Lampan vid hållplatsen i Björkliden", "Den är trasig.")
	path := anIdea(t, db, "Ploga gångbanan före körbanan", "Gångbanor är för alla.")
	pavement := anIdea(t, db, "Snöskottade trottoarer", "Plogning är tyst på vintern.")
	hidden := anIdea(t, db, "Cykelgarage med tak vid stationen", "Lås.")
	exec(t, db, hide, hidden)
	for _, test := range []struct {
		text search.Text
		want []uuid.UUID
	}{
		{search.Text{Title: "Cykelgarage med tak vid parkens station"}, []uuid.UUID{nearest, near}},
		{search.Text{Title: "Cykelgarrage vid sttationen"}, []uuid.UUID{nearest, near}},
		{search.Text{Title: "Cykelgarage vid stationen", Not: &near}, []uuid.UUID{nearest}},
		{search.Text{Title: "Belysning vid busshalplats i Björkliden"}, []uuid.UUID{lamp}},
		{search.Text{Title: "Trasig busshållplats"}, []uuid.UUID{lamp}},
		{search.Text{Title: "Fri plogning av gångbanor tidigt, alltid"}, []uuid.UUID{path}},
		{search.Text{Title: "Trottoarernas plogning"}, []uuid.UUID{pavement}},
		{search.Text{Title: "Rymdraketer"}, nil},
		{search.Text{Title: "och att"}, nil},
		{search.Text{Title: "Rymdraketer vid gatan"}, nil},
		{search.Text{}, nil},
	} {
		got, err := search.Similar(db.Gorm, test.text)
		if err != nil || !slices.Equal(got, test.want) {
			t.Errorf("%+v: %v, want %v, %v", test.text, got, test.want, err)
		}
	}
}

// What is looked up of a text that means nothing is bounded: anybody may send one.
func TestSimilarToNonsense(t *testing.T) {
	t.Parallel()
	db, _ := open(t)
	var body strings.Builder
	for n := range 40 {
		fmt.Fprintf(&body, "xqzdw%cvk%c ", 'a'+n%20, 'a'+n/2)
	}
	queries := 0
	if err := db.Gorm.Callback().Row().Before("gorm:row").Register("count", func(*gorm.DB) { queries++ }); err != nil {
		t.Fatal(err)
	}
	got, err := search.Similar(db.Gorm, search.Text{Title: "Rymdraketer", Body: body.String()})
	if err != nil || len(got) > 0 || queries == 0 || queries > 50 {
		t.Errorf("%v, %d queries, %v", got, queries, err)
	}
}

// Each word is found in the language that it is in, whatever language its neighbours are in; words that either does not count are not asked for
// beside others, and alone they are.
func TestWordsOfTwoLanguages(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	mixed := anIdea(t, db, "Skateparker", "We want gatherings at night.")
	plain := anIdea(t, db, "Skateparken", "Vi vill ses på kvällen.")
	for query, want := range map[string][]uuid.UUID{
		"skateparkerna gathering":          {mixed},
		"the skateparks":                   {mixed, plain},
		"skateparker gathering på the":     {mixed},
		"skateparkerna -gatherings":        {plain},
		"skateparkerna -kvällarna":         {mixed},
		"gathering or kväll":               {mixed, plain},
		"skateparkerna gathering -evening": {mixed},
	} {
		got := idsOf(find(t, store, search.Filter{Query: query}).Items)
		slices.SortFunc(got, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		slices.SortFunc(want, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", query, got, want)
		}
	}
}
