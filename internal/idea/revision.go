package idea

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
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
	const name = "revisions"
	result := page.Result[Revision]{Request: r}
	from := math.MaxInt32
	if r.ByCursor() {
		if err := r.After(name, &from); err != nil {
			return result, err
		}
	}
	db := s.db.WithContext(ctx)
	i, err := find(db, who, id)
	if err != nil {
		return result, err
	}
	if !MayRead(who, i.Summary) {
		return result, errs.New(errs.NotFound)
	}
	var items []Revision
	err = db.Raw(`SELECT r.version, r.title, r.body, r.written_at, p.id AS editor_id, p.display_name AS editor_display_name, p.kind AS editor_kind
		FROM idea_revisions r JOIN participants p ON p.id = r.editor_id
		WHERE r.idea_id = ? AND r.version < ?::bigint ORDER BY r.version DESC OFFSET ? LIMIT ?`, id, from, r.Offset(), r.Limit+1).Scan(&items).Error
	if err != nil {
		return result, err
	}
	result, err = page.More(r, name, items, func(v Revision) any { return v.Version })
	if i.State != Draft {
		result.SetTotal(i.RevisionCount)
	} else {
		result.SetTotal(0)
	}
	return result, err
}
