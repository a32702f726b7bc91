package comment_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// at is a text that mentions people.
func at(people ...auth.Principal) string {
	var text strings.Builder
	text.WriteString("Vad säger ni?")
	for _, p := range people {
		text.WriteString(" @" + p.ID.String())
	}
	return text.String()
}

// Who takes part, wrote the idea or shows a profile is mentioned by id: told once, under the name they have when it is read.
func TestMentions(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 5)
	who, author, talks, public, private := people[0], people[1], people[2], people[3], people[4]
	exec(t, db, `INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Hej', 'public'), ($2, 'about', 'Hej', 'members')`, public.ID, private.ID)
	id := fixture.Idea(t, db, author)
	write(t, store, talks, id, nil, "Hej")
	c := write(t, store, who, id, nil, at(author, talks, public, talks)+" @"+uuid.Nil.String()+" @0")
	if len(c.Mentions) != 3 {
		t.Fatalf("%+v", c.Mentions)
	}
	_, err := store.Create(t.Context(), who, idempotency.Key{}, id, comment.Fields{Body: at(author, private)})
	wantCode(t, err, errs.Unprocessable)
	_, err = store.Create(t.Context(), who, idempotency.Key{}, id, comment.Fields{Body: at(auth.Principal{ID: uuid.New()})})
	wantCode(t, err, errs.Unprocessable)
	_, err = store.Create(t.Context(), who, idempotency.Key{}, id, comment.Fields{Body: at(fixture.Members(t, db, 11)...)})
	wantCode(t, err, errs.Unprocessable)

	exec(t, db, `UPDATE participants SET display_name = 'Bertil Ny' WHERE id = $1`, talks.ID)
	found, err := store.List(t.Context(), auth.Principal{}, id, comment.Query{Request: page.First()})
	if err != nil || len(found.Items) != 2 || len(found.Items[1].Mentions) != 3 || found.Items[1].Mentions[1].DisplayName != "Bertil Ny" {
		t.Fatalf("%+v, %v", found.Items, err)
	}
	wantTold(t, store, c.ID, 3)
	if _, err = store.Update(t.Context(), who, c.ID, at(talks), ""); err != nil {
		t.Fatal(err)
	}
	if _, err = store.Update(t.Context(), who, c.ID, at(talks, author), ""); err != nil {
		t.Fatal(err)
	}
	var events, named int
	err = db.Pool.QueryRow(t.Context(), `SELECT count(*), sum(cardinality(named)) FROM notification_events WHERE kind = 'mention'`).Scan(&events, &named)
	if err != nil || events != 1 || named != 3 {
		t.Errorf("%d events name %d, %v; want one that names three", events, named, err)
	}
}

func wantTold(t *testing.T, store *comment.Store, id uuid.UUID, want int) {
	t.Helper()
	c, err := store.Get(t.Context(), auth.Principal{}, id)
	if err != nil || len(c.Mentions) != want {
		t.Errorf("%d mentions, %v", len(c.Mentions), err)
	}
}

// Suggested are those who take part, by the beginning of a word, and others only with a public profile.
func TestCandidates(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 4)
	for n, name := range []string{"Maja Lindqvist", "Bertil Majgren", "Majken Ek", "Majvor Dold"} {
		exec(t, db, `UPDATE participants SET display_name = $2 WHERE id = $1`, people[n].ID, name)
	}
	exec(t, db, `INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Hej', 'public')`, people[2].ID)
	id := fixture.Idea(t, db, people[0])
	write(t, store, people[1], id, nil, "Hej")
	for name, want := range map[string]string{
		"maj": "Bertil Majgren, Maja Lindqvist, Majken Ek", "m": "Bertil Majgren, Maja Lindqvist", "": "Bertil Majgren, Maja Lindqvist", "dold": "", "'); --": "Bertil Majgren, Maja Lindqvist"} {
		found, err := store.Candidates(t.Context(), people[3], id, name)
		var got []string
		for _, p := range found {
			got = append(got, p.DisplayName)
		}
		if err != nil || strings.Join(got, ", ") != want {
			t.Errorf("%q: %v, %v; want %s", name, got, err, want)
		}
	}
	_, err := store.Candidates(t.Context(), auth.Principal{}, id, "maj")
	wantCode(t, err, errs.Unauthorized)
}

// Who leads what an idea answers can be mentioned, be it by the challenge or by its focus area, for as long as they lead it.
func TestLeadersCanBeMentioned(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people, area := fixture.Members(t, db, 4), uuid.New()
	author, own, of, former := people[0], people[1], people[2], people[3]
	c := fixture.Challenge(t, db, "support", own, former)
	exec(t, db, `INSERT INTO focus_areas (id, title) VALUES ($1, 'Trygghet')`, area)
	exec(t, db, `UPDATE challenges SET focus_area_id = $2 WHERE id = $1`, c, area)
	exec(t, db, `INSERT INTO lead_assignments (focus_area_id, account_id) VALUES ($1, $2)`, area, of.ID)
	exec(t, db, `UPDATE lead_assignments SET granted_at = now() - interval '2 hours', ends_at = now() - interval '1 hour' WHERE account_id = $1`, former.ID)
	id, elsewhere := fixture.Idea(t, db, author, c), fixture.Idea(t, db, author)
	found, err := store.Candidates(t.Context(), author, id, "")
	if err != nil || len(found) != 2 || found[0].ID == found[1].ID || !slices.ContainsFunc(found, func(p participant.Ref) bool { return p.ID == of.ID }) {
		t.Errorf("%v %v", found, err)
	}
	write(t, store, author, id, nil, at(own, of))
	for _, no := range []struct{ idea, whom uuid.UUID }{{id, former.ID}, {elsewhere, of.ID}} {
		_, err = store.Create(t.Context(), author, idempotency.Key{}, no.idea, comment.Fields{Body: "Och @" + no.whom.String() + "?"})
		wantCode(t, err, errs.Unprocessable)
	}
}

// Between two of whom one has blocked the other a mention is read and told to nobody, and neither is offered the other's name.
func TestMentionsAcrossABlock(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 4)
	who, blocks, blocked, other := people[0], people[1], people[2], people[3]
	exec(t, db, `INSERT INTO blocks (participant_id, blocked_id) VALUES ($1, $2), ($2, $3)`, blocks.ID, who.ID, blocked.ID)
	id := fixture.Idea(t, db, other)
	for _, p := range []auth.Principal{blocks, blocked} {
		write(t, store, p, id, nil, "Hej")
	}
	for _, p := range []auth.Principal{blocks, blocked, other} {
		exec(t, db, `INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES ($1, 'about', 'Hej', 'public')`, p.ID)
		exec(t, db, `UPDATE participants SET display_name = 'Majken Ek' WHERE id = $1`, p.ID)
	}
	for _, idea := range []uuid.UUID{id, fixture.Idea(t, db, who)} {
		if found, err := store.Candidates(t.Context(), who, idea, "maj"); err != nil || len(found) != 1 || found[0].ID != other.ID {
			t.Errorf("%+v, %v", found, err)
		}
	}
	c := write(t, store, who, id, nil, at(blocks, blocked, other))
	wantTold(t, store, c.ID, 3)
	var told []uuid.UUID
	if err := db.Pool.QueryRow(t.Context(), `SELECT named FROM notification_events WHERE kind = 'mention'`).Scan(&told); err != nil || !slices.Equal(told, []uuid.UUID{other.ID}) {
		t.Errorf("%v are told, %v", told, err)
	}
}

// A storm of mentions, from many sides at once, ends at what a day holds.
func TestMentionStorm(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 11)
	who, others := people[0], people[1:]
	id := fixture.Idea(t, db, others[0])
	for _, p := range others {
		write(t, store, p, id, nil, "Hej")
	}
	var refused atomic.Int32
	race(12, func(int) {
		_, err := store.Create(t.Context(), who, idempotency.Key{}, id, comment.Fields{Body: at(others...)})
		if errs.CodeOf(err) == errs.TooManyRequests {
			refused.Add(1)
		} else if err != nil {
			t.Error(err)
		}
	})
	var rows int
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM comment_mentions`).Scan(&rows); err != nil || rows != 50 || refused.Load() != 7 {
		t.Errorf("%d mentions, %d refused, %v", rows, refused.Load(), err)
	}
	write(t, store, who, id, nil, "Utan att nämna någon går det bra.")
	checkCounts(t, db)
}
