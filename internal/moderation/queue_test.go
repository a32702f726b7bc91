package moderation_test

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/moderation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/people"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// What has waited longest stands first by the time that it shows, whatever its id, and on every page.
func TestQueueIsByTime(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store := moderation.NewStore(db.Gorm, people.NewStore(db.Gorm, nil, nil, ""), markdown.New())
	moderator, author := fixture.Account(t, db, auth.Moderator), fixture.Account(t, db, auth.Member)
	want := make([]uuid.UUID, 3)
	for n := range want {
		id, err := store.Open(t.Context(), moderator, moderation.Idea, fixture.Idea(t, db, author))
		if err != nil {
			t.Fatal(err)
		}
		want[len(want)-1-n] = id // each was opened a day before the last
		if _, err := db.Pool.Exec(t.Context(), `UPDATE moderation_cases SET opened_at = now() - make_interval(days => $2) WHERE id = $1`, id, n); err != nil {
			t.Fatal(err)
		}
	}
	var got []uuid.UUID
	piece, cursor := int32(1), (*string)(nil)
	for range want {
		request, err := page.NewRequest(&piece, nil, cursor)
		if err != nil {
			t.Fatal(err)
		}
		found, err := store.List(t.Context(), moderator, true, request)
		if err != nil || len(found.Items) != 1 {
			t.Fatalf("%+v, %v", found, err)
		}
		got, cursor = append(got, found.Items[0].ID), &found.NextCursor
	}
	if !slices.Equal(got, want) || *cursor != "" {
		t.Errorf("the queue is %v and goes on with %q, want %v", got, *cursor, want)
	}
}
