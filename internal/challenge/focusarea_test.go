package challenge_test

import (
	"testing"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/fixture"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgrestest"
)

// An archived focus area takes no new challenges, and keeps those that it has.
func TestArchivedFocusArea(t *testing.T) {
	t.Parallel()
	db := postgrestest.New(t)
	store := challenge.NewStore(db.Gorm, markdown.New(), lead.NewStore(db.Gorm, nil, ""))
	leader, area := fixture.Account(t, db, auth.ProjectLeader), uuid.New()
	if _, err := db.Pool.Exec(t.Context(), `INSERT INTO focus_areas (id, title) VALUES ($1, 'Trygghet')`, area); err != nil {
		t.Fatal(err)
	}
	fields := challenge.Fields{Title: "Torget", Question: "Vad ska vi göra?", Description: "Därför.", Voting: challenge.Support,
		Voters: challenge.Anyone, Proposers: challenge.Anyone, FocusAreaID: &area}
	within, err := store.Create(t.Context(), leader, idempotency.Key{}, fields)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Pool.Exec(t.Context(), `UPDATE focus_areas SET state = 'archived'`); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Create(t.Context(), leader, idempotency.Key{}, fields); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("a new challenge: %v", err)
	}
	outside := fixture.Challenge(t, db, challenge.Support, leader)
	move := func(f *challenge.Fields) { f.FocusAreaID = &area }
	if _, err := store.Update(t.Context(), leader, outside, 1, move); errs.CodeOf(err) != errs.Unprocessable {
		t.Errorf("another challenge: %v", err)
	}
	rename := func(f *challenge.Fields) { f.Title = "Nya torget" }
	if after, err := store.Update(t.Context(), leader, within.ID, within.Version, rename); err != nil || after.FocusArea.ID != area {
		t.Errorf("its own challenge: %v, %v", after.FocusArea, err)
	}
}
