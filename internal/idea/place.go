package idea

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

// Start is where a stretch of all published ideas begins, in the order in which they were published. It stays when others come.
type Start struct {
	PublishedAt time.Time
	IdeaID      uuid.UUID
}

// String writes a start so that it fits into an address.
func (s Start) String() string { return fmt.Sprintf("%d-%s", s.PublishedAt.UnixMicro(), s.IdeaID) }

// ParseStart reads what String writes.
func ParseStart(text string) (Start, bool) {
	micros, id, _ := strings.Cut(text, "-")
	at, err := strconv.ParseInt(micros, 10, 64)
	if err != nil || at < 0 || at > 1<<53 {
		return Start{}, false
	}
	parsed, err := uuid.Parse(id)
	return Start{time.UnixMicro(at), parsed}, err == nil && parsed.String() == id
}

// Starts returns where each stretch of n published ideas begins. It reads an index with as many entries as there are ideas, and no table.
func (s *Store) Starts(ctx context.Context, n int) (found []Start, err error) {
	err = s.db.WithContext(ctx).Raw(`WITH RECURSIVE starts AS (
			(SELECT published_at, id FROM ideas WHERE state = 'published' ORDER BY published_at, id LIMIT 1)
			UNION ALL
			SELECT n.* FROM starts s CROSS JOIN LATERAL (SELECT published_at, id FROM ideas WHERE state = 'published'
				AND (published_at, id) > (s.published_at, s.id) ORDER BY published_at, id OFFSET ? LIMIT 1) n)
		SELECT published_at, id AS idea_id FROM starts`, n-1).Scan(&found).Error
	return found, err
}

// Place is a published idea and when it was changed.
type Place struct {
	ID        uuid.UUID
	UpdatedAt time.Time
}

// From returns the n published ideas from a start on.
func (s *Store) From(ctx context.Context, start Start, n int) (found []Place, err error) {
	err = s.db.WithContext(ctx).Raw(`SELECT id, updated_at FROM ideas WHERE state = 'published' AND (published_at, id) >= (?, ?)
		ORDER BY published_at, id LIMIT ?`, start.PublishedAt, start.IdeaID, n).Scan(&found).Error
	return found, err
}
