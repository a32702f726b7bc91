package idea

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// Revision is one wording of an idea that was or is public.
type Revision struct {
	Version   int // numbered from 1
	Title     string
	Body      string
	Editor    participant.Ref `gorm:"embedded;embeddedPrefix:editor_"`
	WrittenAt time.Time
}

// ListRevisions returns the wordings of an idea, the present one first, to those who may read it.
func (s *Store) ListRevisions(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Revision], error) {
	db := s.db.WithContext(ctx)
	i, err := findReadable(db, who, id)
	if err != nil {
		return page.Result[Revision]{Request: r}, err
	}
	number := func(v Revision) int { return v.Version }
	result, err := page.Read(r, "revisions", math.MaxInt32, number, func(after, offset, limit int) ([]Revision, error) {
		var items []Revision
		err := db.Raw(`SELECT r.version, r.title, r.body, r.written_at, p.id AS editor_id, p.display_name AS editor_display_name, p.kind AS editor_kind, p.former_at IS NOT NULL AS editor_former,
				p.organisation AS editor_organisation
			FROM idea_revisions r JOIN participants p ON p.id = r.editor_id
			WHERE r.idea_id = ? AND r.version < ?::bigint ORDER BY r.version DESC OFFSET ? LIMIT ?`, id, after, offset, limit).Scan(&items).Error
		return items, err
	})
	result.SetTotal(0)
	if i.State != Draft {
		result.SetTotal(i.RevisionCount)
	}
	return result, err
}
