package comment

import (
	"context"
	"slices"
	"strings"

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
	columns = `c.id, c.idea_id, c.parent_id, c.author_id, c.kind, c.official, c.body, c.state, c.created_at, c.edited_at,
		c.thanks_count, c.reply_count,
		p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind, p.organisation AS by_organisation, p.former_at IS NOT NULL AS by_former`
	joined = `LEFT JOIN participants p ON p.id = c.author_id AND c.state = 'published'`
)

// Query is which comments of the first level are asked for, and in which order.
type Query struct {
	page.Request
	Sort   Sort
	Kind   Kind       // empty: every kind
	Around *uuid.UUID // the comment, of either level, in whose surroundings to begin
}

// List returns the first level of the discussion under an idea, each with its first replies. Around a comment
// it returns as many before it as after it; the reply that is asked for is among the replies then.
func (s *Store) List(ctx context.Context, who auth.Principal, ideaID uuid.UUID, q Query) (page.Result[Comment], error) {
	db := s.db.WithContext(ctx)
	i, err := ideaOf(db, who, ideaID)
	if err == nil && !idea.MayRead(who, i) {
		err = errs.New(errs.NotFound)
	}
	if err == nil && q.Around != nil && q.Kind != "" {
		err = errs.Invalid("around", errs.NotTogether, "kind")
	}
	if err != nil {
		return page.Result[Comment]{Request: q.Request}, err
	}
	firstLevel := clause{`FROM comments WHERE idea_id = ? AND parent_id IS NULL`, []any{ideaID}}
	if q.Kind != "" {
		firstLevel = clause{firstLevel.sql + ` AND kind = ?`, append(firstLevel.args, q.Kind)}
	}
	if q.Around != nil {
		return around(db, orderOf(q.Sort), firstLevel, q.Request, *q.Around)
	}
	result, err := piece(db, orderOf(q.Sort), firstLevel, q.Request)
	if err != nil {
		return result, err
	}
	err = result.Count(db, firstLevel.sql, firstLevel.args...)
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
	o := orderOf(Oldest)
	o.list = "replies"
	result, err := piece(db, o, clause{`FROM comments WHERE parent_id = ?`, []any{id}}, r)
	result.SetTotal(c.ReplyCount)
	return result, err
}

// piece reads what r asks for of the comments that from selects.
func piece(db *gorm.DB, o order, from clause, r page.Request) (page.Result[Comment], error) {
	return page.ReadWindow(r, o.list, o.first, o.of, func(at place, back bool, offset, limit int) ([]Comment, error) {
		after, by := o.sql(back)
		items, err := read(db, clause{`SELECT * ` + from.sql + ` AND ` + after + by + ` OFFSET ? LIMIT ?`,
			slices.Concat(from.args, []any{o.key(at), at.ID, offset, limit})}, uuid.Nil)
		slices.SortFunc(items, o.compare)
		if back {
			slices.Reverse(items)
		}
		return items, err
	})
}

// around reads the comment that id stands under, or is, and those next to it on both sides, by one query
// that reads as much in the middle of a discussion as at its beginning.
func around(db *gorm.DB, o order, from clause, r page.Request, id uuid.UUID) (page.Result[Comment], error) {
	before, later := (r.Limit-1)/2, r.Limit-(r.Limit-1)/2 // with itself
	side := func(back bool, n int) clause {
		after, by := o.sql(back)
		if !back { // itself too
			after = strings.NewReplacer("> ", ">= ", "< ", "<= ").Replace(after)
		}
		after = strings.Replace(after, "(?, ?)", "(SELECT "+o.column+", id FROM middle)", 1)
		return clause{`(SELECT * ` + from.sql + ` AND ` + after + by + ` LIMIT ?)`, slices.Concat(from.args, []any{n + 1})}
	}
	front, rest := side(true, before), side(false, later)
	items, err := read(db, clause{`WITH middle AS MATERIALIZED (SELECT * ` + from.sql + ` AND id = (SELECT COALESCE(parent_id, id) FROM comments WHERE id = ?))
		` + front.sql + ` UNION ALL ` + rest.sql, slices.Concat(from.args, []any{id}, front.args, rest.args)}, id)
	if err != nil {
		return page.Result[Comment]{Request: r}, err
	}
	slices.SortFunc(items, o.compare)
	middle := slices.IndexFunc(items, func(c Comment) bool {
		return c.ID == id || slices.ContainsFunc(c.Replies, func(r Comment) bool { return r.ID == id })
	})
	if middle < 0 {
		return page.Result[Comment]{Request: r}, errs.Invalid("around", errs.UnknownID)
	}
	return page.Cut(r, o.list, items, max(0, middle-before), min(middle+later, len(items)), [2]bool{}, o.of)
}

// read returns the comments that listed selects, each with its first replies, the first official ones among
// them and wanted if it is one: one query, at most maxReplies + maxOfficial + 2 rows a comment however long
// the threads are.
func read(db *gorm.DB, listed clause, wanted uuid.UUID) ([]Comment, error) {
	rows, err := postgres.Read[Comment](db, `WITH listed AS MATERIALIZED (`+listed.sql+`)
		SELECT `+columns+` FROM (
			SELECT 1 AS level, * FROM listed
			UNION ALL
			SELECT 2 AS level, r.* FROM listed l CROSS JOIN LATERAL (
				(SELECT * FROM comments WHERE parent_id = l.id ORDER BY created_at, id LIMIT ?) UNION ALL
				(SELECT * FROM comments WHERE parent_id = l.id AND official ORDER BY created_at, id LIMIT ?) UNION ALL
				(SELECT * FROM comments WHERE id = ? AND parent_id = l.id)) r
			WHERE l.reply_count > 0) c `+joined+`
		ORDER BY c.level, c.created_at, c.id`, slices.Concat(listed.args, []any{maxReplies, maxOfficial, wanted})...)
	if err != nil {
		return nil, err
	}
	threads := threaded(rows)
	return threads, name(db, threads)
}

// threaded puts replies under what they reply to, each once. The comments themselves come first.
func threaded(rows []Comment) []Comment {
	var threads []Comment
	at := make(map[uuid.UUID]int, len(rows))
	for _, c := range rows {
		if _, twice := at[c.ID]; twice {
			continue
		}
		if c.ParentID != nil {
			if n, ok := at[*c.ParentID]; ok {
				threads[n].Replies = append(threads[n].Replies, c)
				at[c.ID] = -1
				continue
			}
		}
		at[c.ID] = len(threads)
		threads = append(threads, c)
	}
	return threads
}
