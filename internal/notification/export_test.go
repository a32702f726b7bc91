package notification

import (
	"context"
	"time"
)

// InPieces lets one transaction tell n people.
func (s *Store) InPieces(n int) *Store {
	s.piece = n
	return s
}

// TellSupportsUntil counts the votes up to a time.
func (s *Store) TellSupportsUntil(ctx context.Context, until time.Time) error {
	return s.tellSupports(ctx, until)
}

// Due is when mail of a cadence leaves about what happened then.
func (c Cadence) Due(now time.Time) time.Time { return c.due(now) }
