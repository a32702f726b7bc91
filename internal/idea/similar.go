package idea

import (
	"context"

	"github.com/medskapa/medskapa/internal/search"
)

// Similar returns the published ideas most like a text, the nearest first; see [search.Similar].
func (s *Store) Similar(ctx context.Context, t search.Text) ([]Summary, error) {
	db := s.db.WithContext(ctx)
	ids, err := search.Similar(db, t)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	found, err := Answering(db, ids...)
	near := make([]Summary, 0, len(ids))
	for _, id := range ids {
		if i, ok := found[id]; ok && i.State == Published {
			near = append(near, i)
		}
	}
	return near, err
}
