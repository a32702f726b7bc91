package comment_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// thread writes n comments of one moment under an idea, every third of which is a question, and the tens
// thanked for; it returns their texts in each order, and their ids by text.
func thread(t *testing.T, db *postgres.DB, author auth.Principal, ideaID uuid.UUID, n int) (orders map[comment.Sort][]string, ids map[string]uuid.UUID) {
	t.Helper()
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, body, kind, created_at, thanks_count)
		SELECT gen_random_uuid(), $1, $2, 'c' || n, CASE n % 3 WHEN 0 THEN 'question' ELSE 'comment' END, now() + n / 2 * interval '1 second', n % 10
		FROM generate_series(1, $3::integer) n`, ideaID, author.ID, n)
	orders, ids = map[comment.Sort][]string{}, map[string]uuid.UUID{}
	for sort, by := range map[comment.Sort]string{comment.Oldest: "created_at, id", comment.Newest: "created_at DESC, id DESC", comment.MostThanked: "thanks_count DESC, id DESC"} {
		rows, err := db.Pool.Query(t.Context(), `SELECT body, id FROM comments WHERE idea_id = $1 ORDER BY `+by, ideaID)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var body string
			var id uuid.UUID
			if err := rows.Scan(&body, &id); err != nil {
				t.Fatal(err)
			}
			orders[sort], ids[body] = append(orders[sort], body), id
		}
		if rows.Err() != nil {
			t.Fatal(rows.Err())
		}
	}
	return orders, ids
}

// From any comment a discussion is read to both ends, in every order: each comment once and in its place.
func TestAround(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, who)
	orders, ids := thread(t, db, who, id, 31)
	for sort, want := range orders {
		for _, at := range []int{0, 1, 2, 15, 28, 29, 30} {
			got := both(t, store, id, sort, ids[want[at]])
			if !slices.Equal(got, want) {
				t.Errorf("%s around number %d: %v, want %v", sort, at, got, want)
			}
		}
		if got := walk(t, func(r page.Request) (page.Result[comment.Comment], error) {
			return store.List(t.Context(), who, id, comment.Query{Request: r, Sort: sort})
		}, true); !slices.Equal(got, want) {
			t.Errorf("%s from the beginning: %v, want %v", sort, got, want)
		}
	}
}

// both reads a window of four around a comment, and on from there both ways.
func both(t *testing.T, store *comment.Store, ideaID uuid.UUID, sort comment.Sort, at uuid.UUID) []string {
	t.Helper()
	read := func(cursor, before *string, around *uuid.UUID) page.Result[comment.Comment] {
		limit := int32(4)
		r, err := page.NewWindow(&limit, nil, cursor, before, around != nil)
		if err != nil {
			t.Fatal(err)
		}
		found, err := store.List(t.Context(), auth.Principal{}, ideaID, comment.Query{Request: r, Sort: sort, Around: around})
		if err != nil || len(found.Items) > 4 {
			t.Fatalf("%d comments, %v", len(found.Items), err)
		}
		return found
	}
	middle := read(nil, nil, &at)
	if !slices.ContainsFunc(middle.Items, func(c comment.Comment) bool { return c.ID == at }) {
		t.Errorf("the comment is not in the window around it: %v", bodies(middle.Items))
	}
	got := bodies(middle.Items)
	for next := middle.NextCursor; next != ""; {
		more := read(&next, nil, nil)
		got, next = append(got, bodies(more.Items)...), more.NextCursor
	}
	for previous := middle.PrevCursor; previous != ""; {
		more := read(nil, &previous, nil)
		got, previous = append(bodies(more.Items), got...), more.PrevCursor
	}
	return got
}

// The window around a reply holds it, however many come before it; and official replies are always there.
func TestAroundReply(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, who)
	_, ids := thread(t, db, who, id, 9)
	parent := ids["c5"]
	exec(t, db, `INSERT INTO comments (id, idea_id, author_id, parent_id, body, official, created_at)
		SELECT gen_random_uuid(), $1, $2, $3, 'r' || n, n = 30, now() + n * interval '1 second' FROM generate_series(1, 40) n`, id, who.ID, parent)
	exec(t, db, `UPDATE comments SET reply_count = 40 WHERE id = $1`, parent)
	var reply uuid.UUID
	if err := db.Pool.QueryRow(t.Context(), `SELECT id FROM comments WHERE body = 'r35'`).Scan(&reply); err != nil {
		t.Fatal(err)
	}
	r, err := page.NewWindow(nil, nil, nil, nil, true)
	if err != nil {
		t.Fatal(err)
	}
	found, err := store.List(t.Context(), who, id, comment.Query{Request: r, Around: &reply})
	at := slices.IndexFunc(found.Items, func(c comment.Comment) bool { return c.ID == parent })
	if err != nil || at < 0 {
		t.Fatalf("%v, %v", bodies(found.Items), err)
	}
	if got := strings.Join(bodies(found.Items[at].Replies), " "); got != "r1 r2 r3 r4 r5 r6 r7 r8 r9 r10 r30 r35" {
		t.Errorf("replies %s", got)
	}
	unknown := uuid.New()
	_, err = store.List(t.Context(), who, id, comment.Query{Request: r, Around: &unknown})
	wantCode(t, err, errs.Unprocessable)
	_, err = store.List(t.Context(), who, fixture.Idea(t, db, who), comment.Query{Request: r, Around: &reply})
	wantCode(t, err, errs.Unprocessable)
	_, err = store.List(t.Context(), who, id, comment.Query{Request: r, Around: &reply, Kind: comment.Question})
	wantCode(t, err, errs.Unprocessable)
}

// Only comments of one kind, in every order, and counted.
func TestKinds(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, who)
	orders, _ := thread(t, db, who, id, 20)
	for sort, all := range orders {
		want := slices.DeleteFunc(slices.Clone(all), func(body string) bool {
			var n int
			if _, err := fmt.Sscanf(body, "c%d", &n); err != nil {
				t.Fatal(err)
			}
			return n%3 != 0
		})
		found, err := store.List(t.Context(), who, id, comment.Query{Request: page.First(), Sort: sort, Kind: comment.Question})
		if err != nil || !slices.Equal(bodies(found.Items), want) || found.Total != len(want) {
			t.Errorf("%s: %v of %d, %v; want %v", sort, bodies(found.Items), found.Total, err, want)
		}
	}
	c, err := store.Create(t.Context(), who, idempotency.Key{}, id, comment.Fields{Body: "Oj", Kind: comment.Concern})
	if err != nil || c.Kind != comment.Concern || c.Official {
		t.Fatalf("%+v, %v", c, err)
	}
	if c, err = store.Update(t.Context(), who, c.ID, "Hm", comment.Question); err != nil || c.Kind != comment.Question {
		t.Errorf("%+v, %v", c, err)
	}
}

// On behalf of the municipality speaks who leads a challenge that the idea answers, and an administrator.
func TestOfficial(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	member, leader, other := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.ProjectLeader)
	fixture.Challenge(t, db, "support", other)
	id := fixture.Idea(t, db, member, fixture.Challenge(t, db, "support", leader))
	for _, c := range []struct {
		who  auth.Principal
		want errs.Code
	}{{leader, ""}, {fixture.Account(t, db, auth.Administrator), ""}, {other, errs.Forbidden}, {member, errs.Forbidden},
		{fixture.Account(t, db, auth.Moderator), errs.Forbidden}, {auth.Principal{}, errs.Unauthorized}} {
		said, err := store.Create(t.Context(), c.who, idempotency.Key{}, id, comment.Fields{Body: "Vi gör det.", Official: true})
		wantCode(t, err, c.want)
		if err == nil && (!said.Official || said.Author.ID != c.who.ID) {
			t.Errorf("%+v", said)
		}
	}
	organisation := fixture.Organisation(t, db, leader)
	speaker := leader
	speaker.SpeaksFor = postgres.IDs{organisation}
	_, err := store.Create(t.Context(), speaker, idempotency.Key{}, id, comment.Fields{Body: "Vi.", Official: true, OrganisationID: &organisation})
	wantCode(t, err, errs.Unprocessable)
}

// One thanks a person whatever happens at once, none for one's own or for what is gone, and none left of who takes it back.
func TestThanks(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	people := fixture.Members(t, db, 9)
	author, readers := people[0], people[1:]
	id := fixture.Idea(t, db, author)
	c := write(t, store, author, id, nil, "Jag kan hjälpa till.")
	race(8*len(readers), func(n int) {
		if _, err := store.Thank(t.Context(), readers[n%len(readers)], c.ID); err != nil {
			t.Error(err)
		}
	})
	n, err := store.Thank(t.Context(), readers[0], c.ID)
	if err != nil || n != len(readers) {
		t.Fatalf("%d thanks, %v", n, err)
	}
	race(8*4, func(n int) {
		if _, err := store.TakeBack(t.Context(), readers[n%4], c.ID); err != nil {
			t.Error(err)
		}
	})
	for range 3 {
		_, err := store.Thank(t.Context(), readers[0], c.ID)
		wantCode(t, err, "")
		_, err = store.TakeBack(t.Context(), readers[0], c.ID)
		wantCode(t, err, "")
	}
	var told int
	if err := db.Pool.QueryRow(t.Context(), `SELECT count(*) FROM notification_events WHERE kind = 'thanks'`).Scan(&told); err != nil || told != len(readers) {
		t.Errorf("the author is told %d times of %d who thanked; %v", told, len(readers), err)
	}
	relations, err := store.Relations(t.Context(), readers[0], []uuid.UUID{c.ID})
	if err != nil || relations[0].Thanked || !slices.Contains(relations[0].Permissions, "thank") {
		t.Errorf("%+v, %v", relations, err)
	}
	relations, err = store.Relations(t.Context(), readers[7], []uuid.UUID{c.ID})
	if err != nil || !relations[0].Thanked {
		t.Errorf("%+v, %v", relations, err)
	}
	_, err = store.Thank(t.Context(), author, c.ID)
	wantCode(t, err, errs.Forbidden)
	_, err = store.Thank(t.Context(), auth.Principal{}, c.ID)
	wantCode(t, err, errs.Unauthorized)
	wantThanks(t, db, c.ID, len(readers)-4)
	race(2*len(readers), func(n int) { // while it is deleted
		if n == 3 {
			wantCode(t, store.Delete(t.Context(), author, c.ID), "")
			return
		}
		if _, err := store.Thank(t.Context(), readers[n%len(readers)], c.ID); err != nil && errs.CodeOf(err) != errs.CommentDeleted {
			t.Error(err)
		}
	})
	wantThanks(t, db, c.ID, 0)
}

func wantThanks(t *testing.T, db *postgres.DB, id uuid.UUID, want int) {
	t.Helper()
	var count, rows int
	err := db.Pool.QueryRow(t.Context(), `SELECT thanks_count, (SELECT count(*) FROM comment_thanks t WHERE t.comment_id = c.id) FROM comments c WHERE id = $1`, id).Scan(&count, &rows)
	if err != nil || count != want || rows != want {
		t.Errorf("counted %d, %d rows, want %d; %v", count, rows, want, err)
	}
}
