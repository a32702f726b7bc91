package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"github.com/google/uuid"
)

// toldOf is a kind of event that followers are told of, and of which the city's people have been told nothing.
const toldOf = "commitment"

// telling measures how the program tells all followers of an idea of one event: how many rows it writes a second, and how much more memory
// it has meanwhile.
func (m *measuring) telling(ctx context.Context) (err error) {
	event, err := uuid.NewV7()
	if err != nil {
		return err
	}
	about := m.city.Followed()
	defer func() { err = errors.Join(err, m.untell(context.WithoutCancel(ctx), event, about)) }()
	_, err = m.city.db.Pool.Exec(ctx, `INSERT INTO notification_events (id, kind, subject_kind, subject_id) VALUES ($1, $2, 'idea', $3)`, event, toldOf, about)
	if err != nil {
		return err
	}
	before := m.city.watched.now()
	rate, most, err := m.follow(ctx, event)
	if err != nil {
		return err
	}
	after, told := m.city.watched.now(), 0
	if err := m.city.db.Pool.QueryRow(ctx, `SELECT count(*) FROM notifications WHERE kind = $1 AND subject_id = $2`, toldOf, about).Scan(&told); err != nil {
		return err
	}
	fmt.Fprintf(os.Stderr, "    %d of %d followers told, Postgres %.0f µs and the program %.0f µs each\n", told, m.city.Followers(),
		(after.postgres.micros-before.postgres.micros)/float64(told), (after.app.micros-before.app.micros)/float64(told))
	// The author is one of them or one more.
	if told < m.city.Followers() || told > m.city.Followers()+1 {
		return fmt.Errorf("%d told of %d followers", told, m.city.Followers())
	}
	m.report.add(row{Name: "toldPerSecond", Value: rate, Target: 5_000, AtLeast: true, Unit: "rows/s"},
		row{Name: "memoryForTelling", Value: most - megabytes(before.app.bytes), Target: 50, Unit: "MB"})
	return nil
}

// follow looks on until everybody is told, and returns how many were told a second from the first piece on, and the most memory.
func (m *measuring) follow(ctx context.Context, event uuid.UUID) (rate, most float64, err error) {
	looks := time.NewTicker(10 * time.Millisecond)
	defer looks.Stop()
	began, first := time.Now(), 0
	for {
		var told int
		var done bool
		err := m.city.db.Pool.QueryRow(ctx, `SELECT CASE WHEN told_to IS NULL THEN 0 ELSE (SELECT count(*) FROM follows f WHERE f.target_id = e.subject_id AND f.account_id <= e.told_to) END,
			done_at IS NOT NULL FROM notification_events e WHERE id = $1`, event).Scan(&told, &done)
		if err != nil {
			return 0, 0, err
		}
		if first == 0 {
			first = told
			if told == 0 && !done {
				began = time.Now()
			}
		}
		most = max(most, megabytes(usageOf(m.city.watched.app, false).bytes))
		if done {
			return float64(m.city.Followers()-first) / time.Since(began).Seconds(), most, nil
		}
		select {
		case <-ctx.Done():
			return 0, 0, context.Cause(ctx)
		case <-looks.C:
		}
	}
}

// untell takes away what was told.
func (m *measuring) untell(ctx context.Context, event uuid.UUID, about [16]byte) error {
	_, notes := m.city.db.Pool.Exec(ctx, `DELETE FROM notifications WHERE kind = $1 AND subject_id = $2`, toldOf, about)
	_, events := m.city.db.Pool.Exec(ctx, `DELETE FROM notification_events WHERE id = $1`, event)
	return errors.Join(notes, events)
}
