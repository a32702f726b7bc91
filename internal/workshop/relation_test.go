package workshop_test

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/relation"
	"github.com/medskapa/medskapa/internal/workshop"
)

// want is what a relation should be.
type want struct {
	id       uuid.UUID
	state    workshop.SignupState // empty when not signed up
	position int
	may      []relation.Permission
}

func TestRelations(t *testing.T) {
	t.Parallel()
	db, s := open(t)
	leader, admin := fixture.Account(t, db, auth.ProjectLeader), fixture.Account(t, db, auth.Administrator)
	people := fixture.Members(t, db, 3)
	draft, err := s.Create(t.Context(), leader, noKey, fields(), workshop.Draft)
	if err != nil {
		t.Fatal(err)
	}
	open, booked := publish(t, s, leader), full(t, s, leader, people[:2]...)
	off := to(t, s, leader, full(t, s, leader, people[0]), workshop.Cancelled)
	begun, over := full(t, s, leader, people[0]), publish(t, s, leader)
	_, err = db.Pool.Exec(t.Context(), `UPDATE workshops SET starts_at = now() - interval '1 minute', ends_at = now() + interval '1 hour' WHERE id = $1`, begun.ID)
	if err != nil {
		t.Fatal(err)
	}
	shift(t, db, over.ID, -30*24*time.Hour)
	forResearchers := publish(t, s, leader, func(f *workshop.Fields) { f.Audience = workshop.Audience{"researcher"} })
	asked := []uuid.UUID{draft.ID, open.ID, uuid.New(), booked.ID, off.ID, begun.ID, over.ID, forResearchers.ID}

	// What leaders and administrators may do.
	leading := []want{
		{id: draft.ID, may: []relation.Permission{"edit", "publish", "see-signups", "appoint"}},
		{id: open.ID, may: []relation.Permission{"sign-up", "edit", "cancel", "see-signups", "appoint"}},
		{id: booked.ID, may: []relation.Permission{"sign-up", "edit", "cancel", "see-signups", "appoint"}},
		{id: off.ID, may: []relation.Permission{"edit", "publish", "see-signups", "appoint"}},
		{id: begun.ID, may: []relation.Permission{"edit", "cancel", "see-signups", "appoint"}},
		{id: over.ID, may: []relation.Permission{"edit", "see-signups", "appoint"}},
		{id: forResearchers.ID, may: []relation.Permission{"edit", "cancel", "see-signups", "appoint"}},
	}
	for name, c := range map[string]struct {
		who  auth.Principal
		want []want
	}{
		"seated": {people[0], []want{
			{id: open.ID, may: []relation.Permission{"sign-up"}},
			{booked.ID, "seated", 0, []relation.Permission{"sign-off"}},
			{off.ID, "seated", 0, []relation.Permission{"sign-off"}},
			{begun.ID, "seated", 0, nil}, {id: over.ID}, {id: forResearchers.ID}}},
		"waiting": {people[1], []want{
			{id: open.ID, may: []relation.Permission{"sign-up"}},
			{booked.ID, "waiting", 1, []relation.Permission{"sign-off"}},
			{id: off.ID}, {id: begun.ID}, {id: over.ID}, {id: forResearchers.ID}}},
		"leader":        {leader, leading},
		"administrator": {admin, leading},
	} {
		got, err := s.Relations(t.Context(), c.who, asked)
		if err != nil || len(got) != len(c.want) {
			t.Fatalf("%s: %+v: %v", name, got, err)
		}
		for i, w := range c.want {
			g := got[i]
			var have want
			if g.Signup != nil {
				have.state, have.position = g.Signup.State, g.Signup.Position
			}
			if g.WorkshopID != w.id || have.state != w.state || have.position != w.position || !slices.Equal(g.Permissions, w.may) {
				t.Errorf("%s, %d: %+v, want %+v", name, i, g, w)
			}
		}
	}
}
