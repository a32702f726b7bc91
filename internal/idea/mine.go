package idea

import (
	"context"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

// ListMine returns the ideas of who in every state, last edited first.
func (s *Store) ListMine(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Summary], error) {
	if !who.SignedIn() {
		return page.Result[Summary]{Request: r}, errs.New(errs.Unauthorized)
	}
	db := s.db.WithContext(ctx)
	place := func(i Summary) page.Moment { return page.Moment{At: i.UpdatedAt, ID: i.ID} }
	result, err := page.Read(r, "my ideas", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Summary, error) {
		var items []Summary
		err := db.Raw(`WITH listed AS MATERIALIZED (SELECT i.* FROM ideas i WHERE i.author_id = ? AND (i.updated_at, i.id) < (?, ?)
				ORDER BY i.updated_at DESC, i.id DESC OFFSET ? LIMIT ?)
			SELECT `+columns+` FROM listed i JOIN participants p ON p.id = i.author_id LEFT JOIN idea_stats s ON s.idea_id = i.id
			ORDER BY i.updated_at DESC, i.id DESC`, who.ID, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	if err := addAnswers(db, result.Items); err != nil {
		return result, err
	}
	err = result.Count(db, `FROM ideas WHERE author_id = ?`, who.ID)
	return result, err
}
