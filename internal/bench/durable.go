package main

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/medskapa/medskapa/internal/bench/load"
)

// commits is how many are timed.
const commits = 200

// durable notes how long one durable commit takes on this machine's disk: what no writer comes below.
func (m *measuring) durable(ctx context.Context) error {
	conn, err := pgx.Connect(ctx, m.city.database)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(ctx) }() // nothing is lost with it
	took := make([]float64, commits)
	for n := range took {
		began := time.Now()
		if _, err := conn.Exec(ctx, `UPDATE bench.city SET made_by = made_by`); err != nil {
			return err
		}
		took[n] = ms(time.Since(began))
	}
	m.report.Machine.CommitMs = load.Median(took)
	return nil
}
