package notification

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/postgres"
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

// TellPiece tells one piece of what waits, and reports whether anything did.
func (s *Store) TellPiece(ctx context.Context) (bool, error) {
	id, err := s.tellPiece(ctx, postgres.IDs{})
	return id != uuid.Nil, err
}
