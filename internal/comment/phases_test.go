package comment_test

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/comment"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/relation"
)

// An idea is discussed while a challenge that it answers is open for that, and a free-standing one always. What is there stays
// its author's to edit and delete.
func TestPhases(t *testing.T) {
	t.Parallel()
	db, store := open(t)
	who := fixture.Account(t, db, auth.Member)
	talking, quiet, plain := fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support), fixture.Challenge(t, db, challenge.Support)
	fixture.Phase(t, db, talking, -time.Hour, time.Hour, "commenting")
	exec(t, db, `UPDATE challenges SET state = 'closed' WHERE id = $1`, plain)
	silent := fixture.Idea(t, db, who, quiet)
	before := write(t, store, who, silent, nil, "Innan det blev tyst.")
	fixture.Phase(t, db, quiet, -time.Hour, time.Hour, "posting", "voting", "needs")
	tests := []struct {
		name string
		idea uuid.UUID
		want errs.Code
	}{
		{"open for it", fixture.Idea(t, db, who, talking), ""},
		{"not open for it", silent, errs.CommentingClosed},
		{"one of two is open for it", fixture.Idea(t, db, who, quiet, talking), ""},
		{"a closed challenge without phases", fixture.Idea(t, db, who, plain), ""},
		{"free-standing", fixture.Idea(t, db, who), ""},
	}
	for _, test := range tests {
		_, err := store.Create(t.Context(), who, idempotency.Key{}, test.idea, comment.Fields{Body: "Så tänker jag."})
		if errs.CodeOf(err) != test.want || test.want == "" && err != nil {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
	_, err := store.Create(t.Context(), who, idempotency.Key{}, silent, comment.Fields{Body: "Och svar?", ParentID: &before.ID})
	wantCode(t, err, errs.CommentingClosed)
	found, err := store.Relations(t.Context(), who, []uuid.UUID{before.ID})
	if err != nil || len(found) != 1 || len(found[0].Permissions) != 2 || found[0].Permissions[0] != relation.Edit {
		t.Errorf("%v, %v; want to edit and delete", found, err)
	}
	checkCounts(t, db)
}
