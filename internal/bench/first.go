package main

import (
	"context"
	"path/filepath"

	"github.com/medskapa/medskapa/internal/bench/city"
)

// idle notes the memory of the program before any load.
func (m *measuring) idle(context.Context) error {
	m.report.add(row{Name: "memoryIdle", Value: megabytes(m.city.watched.now().app.bytes), Target: 60, Unit: "MB"})
	return nil
}

// first measures how long the built program takes, with its own Postgres that is there already, until
// somebody is answered.
func (m *measuring) first(ctx context.Context) error {
	own := program{path: binary(), args: []string{"serve"}, ready: api + "/ideas",
		env: []string{"DATABASE_URL=", "MEDSKAPA_DATA=" + filepath.Join(folder(), "first")}}
	made, _, err := start(ctx, own) // makes the cluster
	if err != nil {
		return err
	}
	made.stop()
	again, took, err := start(ctx, own)
	if err != nil {
		return err
	}
	again.stop()
	m.report.add(row{Name: "firstAnswer", Value: ms(took), Target: 1000, Unit: "ms"})
	return nil
}

// recount takes away what was written, and fails when a counter is not what a recount says: what is
// taken away is subtracted, so a count that was lost before still shows.
func (m *measuring) recount(ctx context.Context) error {
	if err := m.tidy(ctx); err != nil {
		return err
	}
	m.report.add(row{Name: "votesLostOrDouble", Unit: "votes"}) // else a check before this has failed
	return city.Recount(ctx, m.city.db.Pool)
}
