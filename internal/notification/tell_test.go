package notification_test

import (
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/mail"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
	"github.com/medskapa/medskapa/internal/vote"
)

func open(t testing.TB) (*postgres.DB, *notification.Store) {
	t.Helper()
	db := postgrestest.New(t)
	return db, storeOn(t, db)
}

func storeOn(t testing.TB, db *postgres.DB) *notification.Store {
	t.Helper()
	queue, err := jobs.NewQueue(slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return notification.NewStore(db.Gorm, mail.NewOutbox(queue), "https://medskapa.example")
}

func exec(t testing.TB, db *postgres.DB, sql string, args ...any) {
	t.Helper()
	if _, err := db.Pool.Exec(t.Context(), sql, args...); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// told returns what somebody is told, the latest first.
func told(t *testing.T, store *notification.Store, who auth.Principal) []notification.Notification {
	t.Helper()
	found, err := store.List(t.Context(), who, false, page.First())
	must(t, err)
	return found.Items
}

func anIdea(id uuid.UUID) notification.Subject {
	return notification.Subject{Kind: notification.Idea, ID: id}
}

func write(t *testing.T, db *postgres.DB, who auth.Principal, id uuid.UUID, parent *uuid.UUID) comment.Comment {
	t.Helper()
	made, err := comment.NewStore(db.Gorm).Create(t.Context(), who, idempotency.Key{}, id, comment.Fields{Body: "Så tycker jag.", ParentID: parent})
	must(t, err)
	return made
}

// The author is told of comments without following, thirty of them as one; who writes follows; who is replied
// to is told of the reply and not of a comment; nobody is told of their own.
func TestDiscussion(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, first, second := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, author)
	opening := write(t, db, first, id, nil)
	for range 29 {
		write(t, db, second, id, nil)
	}
	must(t, store.Tell(t.Context()))
	if got := told(t, store, author); len(got) != 1 || got[0].Count != 30 || got[0].Kind != notification.Comment || got[0].By == nil || got[0].By.ID != second.ID {
		t.Fatalf("the author is told %+v, want one of thirty comments", got)
	}
	if got := told(t, store, second); len(got) != 0 {
		t.Errorf("who came after the first is told %+v", got)
	}
	write(t, db, second, id, &opening.ID)
	must(t, store.Tell(t.Context()))
	got := told(t, store, first)
	if len(got) != 2 || got[0].Kind != notification.Reply || got[0].Count != 1 || got[1].Kind != notification.Comment || got[1].Count != 29 {
		t.Errorf("who is replied to is told %+v, want a reply and 29 comments", got)
	}
	must(t, store.Unfollow(t.Context(), author, id))
	write(t, db, second, id, nil)
	must(t, store.Tell(t.Context()))
	if got := told(t, store, author); got[0].Count != 31 {
		t.Errorf("an author who does not follow is told %+v", got[0])
	}
	if n := count(t, db, `SELECT count(*) FROM notification_events WHERE done_at IS NULL`); n != 0 {
		t.Errorf("%d events wait", n)
	}
}

// The run is killed in the second piece, and several take it up at once: every follower is told exactly once.
func TestKilledHalfWay(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	id := fixture.Idea(t, db, fixture.Account(t, db, auth.Member))
	followers := fixture.Members(t, db, 50)
	for _, f := range followers {
		must(t, store.Follow(t.Context(), f, id))
	}
	last := count(t, db, `SELECT 1 FROM follows LIMIT 1`)
	exec(t, db, fmt.Sprintf(`CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
		IF NEW.recipient_id = (SELECT account_id FROM follows ORDER BY account_id OFFSET 15 LIMIT %d) THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF;
		RETURN NEW; END $$`, last))
	exec(t, db, `CREATE TRIGGER die BEFORE INSERT ON notifications FOR EACH ROW EXECUTE FUNCTION die()`)
	must(t, happened(t, db, notification.Event{Kind: notification.IdeaStage, Subject: anIdea(id)}))
	if err := store.InPieces(10).Tell(t.Context()); err == nil {
		t.Fatal("the run was not killed")
	}
	if n := count(t, db, `SELECT count(*) FROM notifications WHERE kind = 'idea-stage'`); n != 10 {
		t.Fatalf("%d were told before, want the first piece", n)
	}
	exec(t, db, `DROP TRIGGER die ON notifications`)
	var runs sync.WaitGroup
	for range 4 {
		runs.Go(func() {
			if err := storeOn(t, db).InPieces(10).Tell(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	runs.Wait()
	must(t, store.Tell(t.Context()))
	if n := count(t, db, `SELECT count(*) FROM notifications n JOIN follows f ON f.account_id = n.recipient_id WHERE n.kind = 'idea-stage' AND n.count = 1`); n != len(followers) {
		t.Errorf("%d followers have exactly one, want %d", n, len(followers))
	}
}

// Of an idea that is published those are told who follow its challenge or its author, once; who is suspended,
// disabled or no follower any more is not, nor is anybody when it was hidden meanwhile.
func TestPublishedIdea(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	people := fixture.Members(t, db, 5)
	challenge := fixture.Challenge(t, db, "support")
	for _, p := range people {
		must(t, store.Follow(t.Context(), p, challenge))
		must(t, store.Follow(t.Context(), p, author.ID))
	}
	for _, target := range []uuid.UUID{challenge, author.ID} {
		must(t, store.Unfollow(t.Context(), people[1], target))
	}
	must(t, store.Unfollow(t.Context(), people[4], challenge))
	exec(t, db, `INSERT INTO suspensions (id, account_id, reason) VALUES ($1, $2, 'Skräp och reklam, gång på gång')`, uuid.New(), people[2].ID)
	exec(t, db, `UPDATE accounts SET disabled_at = now() WHERE id = $1`, people[3].ID)
	ideas := idea.NewStore(db.Gorm, markdown.New())
	publish := func() uuid.UUID {
		made, err := ideas.Create(t.Context(), author, idempotency.Key{}, idea.Fields{Title: "Lyktor", Body: "Mer ljus.", ChallengeIDs: []uuid.UUID{challenge}}, true)
		must(t, err)
		return made.ID
	}
	hidden := publish()
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, hidden)
	must(t, store.Tell(t.Context()))
	if n := count(t, db, `SELECT count(*) FROM notifications`); n != 0 {
		t.Fatalf("%d were told of a hidden idea", n)
	}
	shown := publish()
	must(t, store.Tell(t.Context()))
	for n, want := range []notification.SubjectKind{notification.Challenge, "", "", "", notification.Person} {
		got := told(t, store, people[n])
		if want == "" && len(got) != 0 || want != "" && (len(got) != 1 || got[0].SubjectKind != want || *got[0].ObjectID != shown || got[0].ObjectTitle == nil) {
			t.Errorf("person %d is told %+v, want by %q", n, got, want)
		}
	}
	exec(t, db, `UPDATE ideas SET state = 'hidden' WHERE id = $1`, shown)
	if got := told(t, store, people[0]); len(got) != 0 {
		t.Errorf("of what is hidden by now somebody is told %+v", got)
	}
	if n, err := store.Unread(t.Context(), people[0].ID); n != 0 || err != nil {
		t.Errorf("%d unread, %v", n, err)
	}
}

// Votes are told together, to authors alone, and none twice; who votes may follow.
func TestSupports(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author := fixture.Account(t, db, auth.Member)
	club := fixture.Organisation(t, db, author)
	own, ours := fixture.Idea(t, db, author), fixture.Idea(t, db, auth.Principal{ID: club})
	votes := vote.NewStore(db.Gorm)
	people := fixture.Members(t, db, 30)
	_, err := store.SetSettings(t.Context(), people[0], 1, notification.Settings{Mail: true, FollowSupported: true})
	must(t, err)
	for _, p := range people {
		_, err := votes.Set(t.Context(), p, own, vote.Support)
		must(t, err)
	}
	_, err = votes.Set(t.Context(), people[0], ours, vote.Support)
	must(t, err)
	for range 2 {
		must(t, store.TellSupportsUntil(t.Context(), time.Now().Add(time.Second)))
	}
	got := told(t, store, author)
	if len(got) != 2 || got[0].Count+got[1].Count != 31 || got[0].By != nil {
		t.Errorf("the author is told %+v, want 30 votes and one", got)
	}
	if n := count(t, db, `SELECT count(*) FROM notifications`); n != 2 {
		t.Errorf("%d notifications", n)
	}
	if n := count(t, db, `SELECT count(*) FROM follows WHERE account_id = $1`, people[0].ID); n != 2 {
		t.Errorf("who wants to follow what they vote for follows %d things", n)
	}
}

// Who takes a vote back and gives it again, or changes it to and fro, is told of once; others who come are, also when they come after that.
func TestAVoteIsToldOfOnce(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, people := fixture.Account(t, db, auth.Member), fixture.Members(t, db, 4)
	votes, id := vote.NewStore(db.Gorm), fixture.Idea(t, db, author, fixture.Challenge(t, db, "opinion"))
	for n, step := range []struct {
		who    int
		choice vote.Choice
		want   int // of how many the author has been told so far
	}{
		{0, vote.Agree, 1}, {0, "", 1}, {0, vote.Agree, 1}, {0, vote.Disagree, 1}, {0, vote.Agree, 1}, {1, vote.Disagree, 1},
		{1, vote.Agree, 2}, {0, "", 2}, {2, vote.Agree, 2}, {3, vote.Agree, 3}, {0, vote.Agree, 4},
	} {
		var err error
		if step.choice == "" {
			_, err = votes.Withdraw(t.Context(), people[step.who], id)
		} else {
			_, err = votes.Set(t.Context(), people[step.who], id, step.choice)
		}
		must(t, err)
		must(t, store.TellSupportsUntil(t.Context(), now(t, db)))
		if got := told(t, store, author); len(got) != 1 || got[0].Count != step.want {
			t.Fatalf("after step %d the author is told %+v, want %d", n, got, step.want)
		}
	}
}

// now is the time by the database, which votes bear.
func now(t *testing.T, db *postgres.DB) (at time.Time) {
	t.Helper()
	must(t, db.Pool.QueryRow(t.Context(), `SELECT clock_timestamp()`).Scan(&at))
	return at
}

// Supporters are told of an official answer, and whom a kind names is told whatever they follow.
func TestAnswersAndNames(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	author, supporter, named, other := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, author)
	_, err := vote.NewStore(db.Gorm).Set(t.Context(), supporter, id, vote.Support)
	must(t, err)
	must(t, happened(t, db, notification.Event{Kind: notification.IdeaAnswered, Subject: anIdea(id), Object: uuid.New(), Actor: other.ID}))
	must(t, happened(t, db, notification.Event{Kind: notification.CoAuthorInvited, Subject: anIdea(id), Actor: author.ID, To: []uuid.UUID{named.ID, author.ID}}))
	must(t, store.Tell(t.Context()))
	for _, c := range []struct {
		who  auth.Principal
		want []notification.Kind
	}{{author, []notification.Kind{notification.IdeaAnswered}}, {supporter, []notification.Kind{notification.IdeaAnswered}}, {named, []notification.Kind{notification.CoAuthorInvited}}, {other, nil}} {
		got := told(t, store, c.who)
		if len(got) != len(c.want) || len(got) > 0 && got[0].Kind != c.want[0] {
			t.Errorf("told %+v, want %v", got, c.want)
		}
	}
}
