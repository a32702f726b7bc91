package notification_test

import (
	"testing"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

func TestMain(m *testing.M) { postgrestest.Main(m) }

func happened(t *testing.T, db *postgres.DB, e notification.Event) error {
	t.Helper()
	return postgres.Transaction(t.Context(), db.Gorm, func(tx *gorm.DB) error { return notification.Happened(tx, e) })
}

func count(t *testing.T, db *postgres.DB, query string, args ...any) (n int) {
	t.Helper()
	if err := db.Pool.QueryRow(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

// Every kind that the program knows can be stored, with and without what may be left out; a storm of names cannot.
func TestEveryKindHappens(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	subject := notification.Subject{Kind: notification.Idea, ID: uuid.New()}
	for _, kind := range notification.Kinds() {
		if err := happened(t, db, notification.Event{Kind: kind, Subject: subject}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
		if err := happened(t, db, notification.Event{Kind: kind, Subject: subject, Actor: uuid.New(), Object: uuid.New(), To: []uuid.UUID{uuid.New(), uuid.New()}}); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
	if n := count(t, db, `SELECT count(*) FROM notification_events`); n != 2*len(notification.Kinds()) {
		t.Errorf("%d events", n)
	}
	many := make([]uuid.UUID, notification.MaxTo+1)
	if err := happened(t, db, notification.Event{Kind: notification.Mention, Subject: subject, To: many}); err == nil {
		t.Error("a storm of names was taken in")
	}
}

// A reply names who is replied to, and what is not stored tells nobody.
func TestCommentsTell(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	author, reader := fixture.Account(t, db, auth.Member), fixture.Account(t, db, auth.Member)
	id := fixture.Idea(t, db, author)
	comments := comment.NewStore(db.Gorm)
	first, err := comments.Create(t.Context(), reader, idempotency.Key{}, id, comment.Fields{Body: "Hur går det?"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = comments.Create(t.Context(), author, idempotency.Key{}, id, comment.Fields{Body: "Bra.", ParentID: &first.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err = comments.Create(t.Context(), author, idempotency.Key{}, uuid.New(), comment.Fields{Body: "Nej."}); err == nil {
		t.Fatal("a comment under nothing")
	}
	if n := count(t, db, `SELECT count(*) FROM notification_events WHERE kind = 'comment' AND subject_id = $1`, id); n != 2 {
		t.Errorf("%d comments are told of, want 2", n)
	}
	if n := count(t, db, `SELECT count(*) FROM notification_events WHERE kind = 'reply' AND named = ARRAY[$1::uuid] AND actor_id = $2`, reader.ID, author.ID); n != 1 {
		t.Errorf("%d replies name who is replied to, want 1", n)
	}
	if n := count(t, db, `SELECT count(*) FROM notification_events`); n != 3 {
		t.Errorf("%d events, want 3", n)
	}
}
