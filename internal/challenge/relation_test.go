package challenge_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// What people may do with challenges in every state, in the order asked; unknown ones and others'
// drafts are left out.
func TestRelations(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store := challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, ""))
	leader, member := fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.Member)
	other, administrator := fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.Administrator)
	made := func(change string) uuid.UUID {
		id := fixture.Challenge(t, db, challenge.Support, leader)
		if _, err := db.Pool.Exec(t.Context(), `UPDATE challenges SET `+change+` WHERE id = $1`, id); err != nil {
			t.Fatal(err)
		}
		return id
	}
	draft, open, early := made(`state = 'draft'`), made(`state = 'open'`), made(`opens_at = now() + interval '1 hour'`)
	over, closed, archived := made(`closes_at = now()`), made(`state = 'closed'`), made(`state = 'archived'`)
	ids := []uuid.UUID{archived, open, uuid.New(), draft, early, over, closed}
	led := []string{"[edit close appoint copy]", "[post-idea edit close appoint copy]", "[edit publish appoint copy]", "[edit close appoint copy]", "[edit publish archive appoint copy]", "[edit publish archive appoint copy]"}
	read, starts := []string{"[]", "[post-idea]", "[]", "[]", "[]"}, []string{"[copy]", "[post-idea copy]", "[copy]", "[copy]", "[copy]"}
	tests := []struct {
		name string
		who  auth.Principal
		want []string
	}{{"leader", leader, led}, {"administrator", administrator, led}, {"another leader", other, starts}, {"member", member, read}}
	for _, test := range tests {
		found, err := store.Relations(t.Context(), test.who, ids)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range found {
			got = append(got, fmt.Sprint(r.Permissions))
		}
		if fmt.Sprint(got) != fmt.Sprint(test.want) || found[0].ChallengeID != archived {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}
