package idea

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

// ListMine returns the ideas of who, or of an organisation that who speaks for, in every state, last edited
// first.
func (s *Store) ListMine(ctx context.Context, who auth.Principal, organisation *uuid.UUID, r page.Request) (page.Result[Summary], error) {
	if !who.SignedIn() {
		return page.Result[Summary]{Request: r}, errs.New(errs.Unauthorized)
	}
	author, err := who.As(organisation)
	if err != nil {
		return page.Result[Summary]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	place := func(i Summary) page.Moment { return page.Moment{At: i.UpdatedAt, ID: i.ID} }
	result, err := page.Read(r, "my ideas", page.Latest(), place, func(after page.Moment, offset, limit int) ([]Summary, error) {
		return readAnswered[Summary](db, sql(`WITH listed AS MATERIALIZED (SELECT i.* FROM ideas i WHERE i.author_id = ? AND (i.updated_at, i.id) < (?, ?)
				ORDER BY i.updated_at DESC, i.id DESC OFFSET ? LIMIT ?)
			SELECT `+columns+`, `+settingColumns+`, `+dutyColumns+`, `+answerColumns+` FROM listed i `+joined+` ORDER BY i.updated_at DESC, i.id DESC, c.title, c.id`,
			author, after.At, after.ID, offset, limit), func(i *Summary) *Summary { return i })
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM ideas WHERE author_id = ?`, author)
	return result, err
}
