package comment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func open(t *testing.T) (*postgres.DB, *comment.Store) {
	t.Helper()
	db := postgrestest.New(t)
	return db, comment.NewStore(db.Gorm)
}

func exec(t *testing.T, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, store *comment.Store, who auth.Principal, ideaID uuid.UUID, parent *uuid.UUID, body string) comment.Comment {
	t.Helper()
	c, err := store.Create(t.Context(), who, idempotency.Key{}, ideaID, comment.Fields{Body: body, ParentID: parent})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func wantCode(t *testing.T, err error, want errs.Code) {
	t.Helper()
	if errs.CodeOf(err) != want || want == "" && err != nil {
		t.Fatalf("got %v, want %q", err, want)
	}
}

// checkCounts compares the numbers of comments and replies with a recount.
func checkCounts(t *testing.T, db *postgres.DB) {
	t.Helper()
	var comments, replies int
	err := db.Pool.QueryRow(t.Context(), `SELECT
		(SELECT count(*) FROM idea_stats s WHERE comment_count <> (SELECT count(*) FROM comments c WHERE c.idea_id = s.idea_id AND c.state = 'published')),
		(SELECT count(*) FROM comments p WHERE reply_count <> (SELECT count(*) FROM comments c WHERE c.parent_id = p.id))`).Scan(&comments, &replies)
	if err != nil || comments+replies > 0 {
		t.Fatalf("%d ideas miscount their comments, %d comments their replies: %v", comments, replies, err)
	}
}

// Who may edit, delete and answer a comment, in every state of the comment and its idea.
func TestRules(t *testing.T) {
	t.Parallel()
	author := auth.Principal{ID: uuid.New(), Role: auth.Member}
	people := []struct {
		name string
		auth.Principal
	}{{"author", author}, {"member", auth.Principal{ID: uuid.New(), Role: auth.Member}},
		{"moderator", auth.Principal{ID: uuid.New(), Role: auth.Moderator}}, {"nobody", auth.Principal{}}}
	now := time.Now()
	tests := []struct {
		name                string
		idea                idea.State
		state               comment.State
		age                 time.Duration
		reply               bool
		edit, erase, answer string
	}{
		{"fresh", idea.Published, comment.Published, 0, false, "author", "author", "author member moderator"},
		{"just in time", idea.Published, comment.Published, 15*time.Minute - 1, false, "author", "author", "author member moderator"},
		{"late", idea.Published, comment.Published, 15 * time.Minute, false, "", "author", "author member moderator"},
		{"a reply", idea.Published, comment.Published, 0, true, "author", "author", ""},
		{"deleted", idea.Published, comment.DeletedByModerator, 0, false, "", "", ""},
		{"under a withdrawn idea", idea.Withdrawn, comment.Published, 0, false, "", "author", ""},
		{"under a hidden idea", idea.Hidden, comment.Published, 0, false, "", "author", ""},
	}
	for _, test := range tests {
		var edit, erase, answer []string
		for _, p := range people {
			c := comment.Comment{AuthorID: author.ID, State: test.state, CreatedAt: now.Add(-test.age)}
			if test.reply {
				c.ParentID = &uuid.UUID{}
			}
			i := idea.Summary{State: test.idea, Author: participant.Ref{ID: uuid.New()}}
			note := func(list *[]string, may bool) {
				if may {
					*list = append(*list, p.name)
				}
			}
			note(&edit, comment.MayEdit(p.Principal, c, i, now))
			note(&erase, comment.MayDelete(p.Principal, c, i))
			note(&answer, comment.MayReply(p.Principal, c, i))
		}
		if got, want := fmt.Sprint(edit, erase, answer), fmt.Sprintf("[%s] [%s] [%s]", test.edit, test.erase, test.answer); got != want {
			t.Errorf("%s: edit, delete and reply %s, want %s", test.name, got, want)
		}
	}
}

// A comment is written, answered, edited and deleted, and refused where it must be.
func TestLife(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	ctx := t.Context()
	author, other, moderator := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Moderator)
	id, elsewhere := fixture.Idea(t, db, other), fixture.Idea(t, db, other)
	first := write(t, store, author, id, nil, "Hej")
	reply := write(t, store, other, id, &first.ID, "Svar")
	if first.Body != "Hej" || first.Author.ID != author.ID || first.EditedAt != nil || reply.ParentID == nil || *reply.ParentID != first.ID {
		t.Fatalf("%+v\n%+v", first, reply)
	}
	create := func(who auth.Principal, ideaID uuid.UUID, parent *uuid.UUID) error {
		_, err := store.Create(ctx, who, idempotency.Key{}, ideaID, comment.Fields{Body: "Nej", ParentID: parent})
		return err
	}
	unknown := uuid.New()
	wantCode(t, create(author, id, &reply.ID), errs.Unprocessable)
	wantCode(t, create(author, id, &unknown), errs.Unprocessable)
	wantCode(t, create(author, elsewhere, &first.ID), errs.Unprocessable)
	wantCode(t, create(author, unknown, nil), errs.NotFound)
	wantCode(t, create(auth.Principal{}, id, nil), errs.Unauthorized)

	edited, err := store.Update(ctx, author, first.ID, "Hej igen", "")
	if err != nil || edited.Body != "Hej igen" || edited.EditedAt == nil || edited.ReplyCount != 1 || len(edited.Replies) != 1 || edited.Replies[0].Body != "Svar" {
		t.Fatalf("%+v, %v", edited, err)
	}
	_, err = store.Update(ctx, other, first.ID, "Nej", "")
	wantCode(t, err, errs.Forbidden)
	wantCode(t, store.Delete(ctx, other, first.ID), errs.Forbidden)
	wantCode(t, store.Delete(ctx, other, reply.ID), "")
	wantCode(t, store.Delete(ctx, other, reply.ID), "") // it is deleted already
	wantCode(t, store.Delete(ctx, author, first.ID), "")
	_, err = store.Update(ctx, author, first.ID, "Nej", "")
	wantCode(t, err, errs.CommentDeleted)
	wantCode(t, create(other, id, &first.ID), errs.CommentDeleted)
	gone, err := store.Get(ctx, auth.Principal{}, first.ID)
	if err != nil || gone.State != comment.DeletedByAuthor || gone.Body != "" || gone.Author.ID != uuid.Nil || gone.Replies[0].State != comment.DeletedByAuthor {
		t.Fatalf("%+v, %v", gone, err)
	}
	checkCounts(t, db)

	late := write(t, store, author, id, nil, "Sent")
	exec(t, db, `UPDATE comments SET created_at = created_at - interval '15 minutes' WHERE id = $1`, late.ID)
	_, err = store.Update(ctx, author, late.ID, "För sent", "")
	wantCode(t, err, errs.EditTimeOver)
	exec(t, db, `UPDATE ideas SET state = 'withdrawn' WHERE id = $1`, id)
	exec(t, db, `UPDATE idea_stats SET listed = false WHERE idea_id = $1`, id)
	wantCode(t, create(author, id, nil), errs.IdeaNotPublished)
	_, err = store.Get(ctx, moderator, late.ID)
	wantCode(t, err, errs.NotFound)
	_, err = store.List(ctx, author, id, comment.Query{Request: page.First()})
	wantCode(t, err, errs.NotFound)
	_, err = store.ListReplies(ctx, moderator, late.ID, page.First())
	wantCode(t, err, errs.NotFound)
	_, err = store.Update(ctx, moderator, late.ID, "Nej", "")
	wantCode(t, err, errs.NotFound)
	_, err = store.Update(ctx, author, late.ID, "Nej", "")
	wantCode(t, err, errs.IdeaNotPublished)
	_, err = store.ListReplies(ctx, author, late.ID, page.First())
	wantCode(t, err, errs.NotFound)
	_, err = store.Get(ctx, author, late.ID)
	wantCode(t, err, "")
	wantCode(t, store.Delete(ctx, author, late.ID), "") // one's own words, always
	checkCounts(t, db)
}

// The same Idempotency-Key writes one comment.
func TestCreateOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who, name := fixture.Account(t, db, auth.Member), "key"
	id := fixture.Idea(t, db, who)
	key, err := idempotency.NewKey(who.ID, &name, "createComment", "Hej")
	if err != nil {
		t.Fatal(err)
	}
	race(8, func(int) {
		if _, err := store.Create(t.Context(), who, key, id, comment.Fields{Body: "Hej"}); err != nil {
			t.Error(err)
		}
	})
	found, err := store.List(t.Context(), who, id, comment.Query{Request: page.First()})
	if err != nil || len(found.Items) != 1 {
		t.Fatalf("%d comments, %v", len(found.Items), err)
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

// Comments, replies, edits and deletions from many sides, while the idea comes and goes: no
// deadlock, and every counter equals a recount.
func TestCountsUnderRaces(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	ideas := idea.NewStore(db.Gorm, markdown.New())
	people := fixture.Members(t, db, 8)
	id := fixture.Idea(t, db, people[0])
	roots := []uuid.UUID{write(t, store, people[0], id, nil, "Ett").ID, write(t, store, people[1], id, nil, "Två").ID}
	race(len(people)+1, func(n int) {
		if n == len(people) {
			comeAndGo(t, ideas, people[0], id)
			return
		}
		random := rand.New(rand.NewPCG(uint64(n), 2))
		var mine []uuid.UUID
		for range 40 {
			var err error
			var c comment.Comment
			switch random.IntN(4) {
			case 0:
				c, err = store.Create(t.Context(), people[n], idempotency.Key{}, id, comment.Fields{Body: "Hej"})
			case 1:
				c, err = store.Create(t.Context(), people[n], idempotency.Key{}, id, comment.Fields{Body: "Svar", ParentID: &roots[random.IntN(2)]})
			case 2:
				if len(mine) > 0 {
					_, err = store.Update(t.Context(), people[n], mine[random.IntN(len(mine))], "Ändrat", "")
				}
			case 3:
				if len(mine) > 0 {
					err = store.Delete(t.Context(), people[n], mine[random.IntN(len(mine))])
				}
			}
			if err == nil && c.ID != uuid.Nil {
				mine = append(mine, c.ID)
			}
			// NotFound: the idea is withdrawn just now.
			if !slices.Contains([]errs.Code{"", errs.IdeaNotPublished, errs.CommentDeleted, errs.NotFound}, errs.CodeOf(err)) || err != nil && errs.CodeOf(err) == "" {
				t.Error(err)
			}
		}
	})
	checkCounts(t, db)
}

func comeAndGo(t *testing.T, ideas *idea.Store, author auth.Principal, id uuid.UUID) {
	i, err := ideas.Get(t.Context(), author, id)
	for n := range 20 {
		if err != nil {
			t.Error(err)
			return
		}
		i, err = ideas.SetState(t.Context(), author, id, i.Version, []idea.State{idea.Withdrawn, idea.Published}[n%2])
	}
}

// The discussion reads the same by page and by cursor: every comment once, oldest first, also where
// several were written at the same moment, and each with its first ten replies.
func TestLists(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, who)
	for n := range 25 {
		write(t, store, who, id, nil, fmt.Sprint(n))
	}
	found, err := store.List(t.Context(), who, id, comment.Query{Request: page.First()})
	if err != nil || found.Total != 25 || !found.TotalExact {
		t.Fatalf("%+v, %v", found, err)
	}
	third := found.Items[3].ID
	for n := range 13 {
		write(t, store, who, id, &third, fmt.Sprint("r", n))
	}
	exec(t, db, `UPDATE comments SET created_at = date_trunc('day', created_at)`)
	roots, replies := byID(t, db, `parent_id IS NULL`), byID(t, db, `parent_id IS NOT NULL`)
	list := func(r page.Request) (page.Result[comment.Comment], error) {
		return store.List(t.Context(), who, id, comment.Query{Request: r})
	}
	if got := walk(t, list, true); !slices.Equal(got, roots) {
		t.Errorf("by cursor %v, want %v", got, roots)
	}
	if got := walk(t, list, false); !slices.Equal(got, roots) {
		t.Errorf("by page %v, want %v", got, roots)
	}
	list = func(r page.Request) (page.Result[comment.Comment], error) {
		return store.ListReplies(t.Context(), who, third, r)
	}
	if got := walk(t, list, true); !slices.Equal(got, replies) {
		t.Errorf("replies by cursor %v, want %v", got, replies)
	}
	c, err := store.Get(t.Context(), who, third)
	if err != nil || c.ReplyCount != 13 || !slices.Equal(bodies(c.Replies), replies[:10]) {
		t.Fatalf("%+v, %v", c, err)
	}
	checkCounts(t, db)
}

// The latest are those of both levels that are there to read, for whom the idea is.
func TestLatest(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, who)
	first := write(t, store, who, id, nil, "Först")
	reply := write(t, store, who, id, &first.ID, "Svar @"+who.ID.String())
	gone := write(t, store, who, id, &first.ID, "Bort")
	if err := store.Delete(t.Context(), who, gone.ID); err != nil {
		t.Fatal(err)
	}
	write(t, store, who, id, nil, "Sist")
	latest := func(who auth.Principal, n int) []comment.Comment {
		found, err := store.Latest(t.Context(), who, id, n)
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	all := latest(auth.Principal{}, 9)
	if got := bodies(all); !slices.Equal(got, []string{"Sist", reply.Body, "Först"}) || len(all[1].Mentions) != 1 || len(all[2].Replies) != 0 {
		t.Errorf("%+v", all)
	}
	if got := bodies(latest(who, 2)); !slices.Equal(got, []string{"Sist", reply.Body}) {
		t.Error(got)
	}
	exec(t, db, `UPDATE ideas SET state = 'withdrawn'`)
	if got := latest(who, 9); len(got) != 3 {
		t.Errorf("its author reads %v", got)
	}
	_, err := store.Latest(t.Context(), auth.Principal{}, id, 9)
	wantCode(t, err, errs.NotFound)
}

func byID(t *testing.T, db *postgres.DB, where string) (found []string) {
	t.Helper()
	err := db.Pool.QueryRow(t.Context(), `SELECT array_agg(body ORDER BY created_at, id) FROM comments WHERE `+where).Scan(&found)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func bodies(list []comment.Comment) (found []string) {
	for _, c := range list {
		found = append(found, c.Body)
	}
	return found
}

// walk reads a whole list in pieces of four.
func walk(t *testing.T, list func(page.Request) (page.Result[comment.Comment], error), byCursor bool) (found []string) {
	t.Helper()
	limit, number := int32(4), int32(1)
	r, err := page.NewRequest(&limit, nil, nil)
	for {
		if err != nil {
			t.Fatal(err)
		}
		var result page.Result[comment.Comment]
		if result, err = list(r); err != nil {
			t.Fatal(err)
		}
		found = append(found, bodies(result.Items)...)
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
