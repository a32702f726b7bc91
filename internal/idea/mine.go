package idea

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

// edited is a place in a list by last edit.
type edited struct {
	At time.Time `json:"t"`
	ID uuid.UUID `json:"i"`
}

// ListMine returns the ideas of who in every state, last edited first.
func (s *Store) ListMine(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Summary], error) {
	const name = "my ideas"
	result := page.Result[Summary]{Request: r}
	if !who.SignedIn() {
		return result, errs.New(errs.Unauthorized)
	}
	from := edited{At: time.Now().AddDate(100, 0, 0)}
	if r.ByCursor() {
		if err := r.After(name, &from); err != nil {
			return result, err
		}
	}
	db := s.db.WithContext(ctx)
	var items []Summary
	err := db.Raw(`WITH listed AS MATERIALIZED (SELECT i.* FROM ideas i WHERE i.author_id = ? AND (i.updated_at, i.id) < (?, ?)
			ORDER BY i.updated_at DESC, i.id DESC OFFSET ? LIMIT ?)
		SELECT `+columns+` FROM listed i JOIN participants p ON p.id = i.author_id LEFT JOIN idea_stats s ON s.idea_id = i.id
		ORDER BY i.updated_at DESC, i.id DESC`, who.ID, from.At, from.ID, r.Offset(), r.Limit+1).Scan(&items).Error
	if err != nil {
		return result, err
	}
	result, err = page.More(r, name, items, func(i Summary) any { return edited{i.UpdatedAt, i.ID} })
	if err != nil {
		return result, err
	}
	if err := addAnswers(db, result.Items); err != nil || r.ByCursor() {
		return result, err
	}
	err = countMine(db, who, &result)
	return result, err
}

func countMine(db *gorm.DB, who auth.Principal, result *page.Result[Summary]) error {
	var n int
	err := db.Raw(`SELECT count(*) FROM (SELECT FROM ideas WHERE author_id = ? LIMIT ?) counted`, who.ID, page.MaxCounted+1).Scan(&n).Error
	result.SetTotal(n)
	return err
}
