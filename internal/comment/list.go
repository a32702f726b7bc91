package comment

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/postgres"
)

// clause is a piece of SQL with the values of its placeholders.
type clause struct {
	sql  string
	args []any
}

// columns are those of [Comment], from comments c and joined; a deleted one shows no author.
const (
	columns = `c.id, c.idea_id, c.parent_id, c.author_id, c.body, c.state, c.created_at, c.edited_at, c.reply_count,
		p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind, p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former`
	joined = `LEFT JOIN participants p ON p.id = c.author_id AND c.state = 'published'`
)

// List returns the first level of the discussion under an idea, oldest first, each with its first replies.
func (s *Store) List(ctx context.Context, who auth.Principal, ideaID uuid.UUID, r page.Request) (page.Result[Comment], error) {
	db := s.db.WithContext(ctx)
	i, err := ideaOf(db, who, ideaID)
	if err == nil && !idea.MayRead(who, i) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return page.Result[Comment]{Request: r}, err
	}
	const firstLevel = `FROM comments WHERE idea_id = ? AND parent_id IS NULL`
	result, err := piece(db, "comments", clause{firstLevel, []any{ideaID}}, r)
	if err != nil {
		return result, err
	}
	err = result.Count(db, firstLevel, ideaID)
	return result, err
}

// ListReplies returns the replies to a comment, oldest first.
func (s *Store) ListReplies(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Comment], error) {
	db := s.db.WithContext(ctx)
	c, i, err := find(db, who, id)
	if err == nil && !idea.MayRead(who, i) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return page.Result[Comment]{Request: r}, err
	}
	result, err := piece(db, "replies", clause{`FROM comments WHERE parent_id = ?`, []any{id}}, r)
	result.SetTotal(c.ReplyCount)
	return result, err
}

// piece reads what r asks for of the comments that from selects, oldest first.
func piece(db *gorm.DB, name string, from clause, r page.Request) (page.Result[Comment], error) {
	written := func(c Comment) page.Moment { return page.Moment{At: c.CreatedAt, ID: c.ID} }
	return page.Read(r, name, page.Moment{}, written, func(after page.Moment, offset, limit int) ([]Comment, error) {
		return read(db, clause{`SELECT * ` + from.sql + ` AND (created_at, id) > (?, ?) ORDER BY created_at, id OFFSET ? LIMIT ?`,
			slices.Concat(from.args, []any{after.At, after.ID, offset, limit})})
	})
}

// read returns the comments that listed selects, in its order, each with its first replies: one
// query, at most maxReplies+1 rows a comment however long the threads are.
func read(db *gorm.DB, listed clause) ([]Comment, error) {
	rows, err := postgres.Read[Comment](db, `WITH listed AS MATERIALIZED (`+listed.sql+`)
		SELECT `+columns+` FROM (
			SELECT 1 AS level, * FROM listed
			UNION ALL
			SELECT 2 AS level, r.* FROM listed l CROSS JOIN LATERAL (
				SELECT * FROM comments WHERE parent_id = l.id ORDER BY created_at, id LIMIT ?) r) c `+joined+`
		ORDER BY c.level, c.created_at, c.id`, append(listed.args, maxReplies)...)
	return threaded(rows), err
}

// threaded puts replies under what they reply to. The comments themselves come first.
func threaded(rows []Comment) []Comment {
	var threads []Comment
	at := make(map[uuid.UUID]int, len(rows))
	for _, c := range rows {
		if c.ParentID != nil {
			if n, ok := at[*c.ParentID]; ok {
				threads[n].Replies = append(threads[n].Replies, c)
				continue
			}
		}
		at[c.ID] = len(threads)
		threads = append(threads, c)
	}
	return threads
}
