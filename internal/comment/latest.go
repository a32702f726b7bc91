package comment

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Latest returns the latest comments that are there to read under an idea that who may read, replies like any other, at most n, the latest
// first. None comes with its replies.
func (s *Store) Latest(ctx context.Context, who auth.Principal, ideaID uuid.UUID, n int) ([]Comment, error) {
	db := s.db.WithContext(ctx)
	i, err := ideaOf(db, who, ideaID)
	if err == nil && !idea.MayRead(who, i) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return nil, err
	}
	found, err := postgres.Read[Comment](db, `SELECT `+columns+` FROM (
			SELECT * FROM comments WHERE idea_id = ? AND state = 'published' ORDER BY created_at DESC, id DESC LIMIT ?) c `+joined+`
		ORDER BY c.created_at DESC, c.id DESC`, ideaID, n)
	if err != nil {
		return nil, err
	}
	return found, name(db, found)
}
