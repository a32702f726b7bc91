package challenge

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

// Filter narrows a list; its zero value is everything published.
type Filter struct {
	State State  // only in this state, as of now
	Query string // words to find
}

// place is where a challenge stands in the public list: open ones first, those that close soonest
// first; then closed and archived ones, the last closed first. Challenges are few (hundreds), so the
// order is computed; ideas, which are many, have an index for each of theirs.
type place struct {
	Rank int       `json:"r"`
	Key  float64   `json:"k"`
	ID   uuid.UUID `json:"i"`
}

type placed struct {
	Summary
	Rank int
	Key  float64
}

const placement = `CASE ` + StateNow + ` WHEN 'open' THEN 0 WHEN 'closed' THEN 1 ELSE 2 END AS rank,
	CASE WHEN c.state = 'open' AND (c.closes_at IS NULL OR c.closes_at > now())
		THEN COALESCE(extract(epoch FROM c.closes_at)::float8, 1e15)
		ELSE -extract(epoch FROM COALESCE(c.closes_at, c.updated_at))::float8 END AS key`

// matching is what a filter lets through; parameters: query, query, query, state, state.
const matching = `c.state <> 'draft'
	AND (? = '' OR c.tsv @@ (websearch_to_tsquery('swedish', ?) || websearch_to_tsquery('english', ?)))
	AND (? = '' OR ` + StateNow + ` = ?)`

// List returns published challenges in the order described at place.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (page.Result[Summary], error) {
	const name = "challenges"
	result := page.Result[Summary]{Request: r}
	args := []any{f.Query, f.Query, f.Query, f.State, f.State}
	from := place{Rank: -1}
	if r.ByCursor() {
		if err := r.After(name, &from); err != nil {
			return result, err
		}
	}
	var rows []placed
	err := s.db.WithContext(ctx).Raw(`SELECT * FROM (SELECT `+columns+`, `+placement+`
			FROM challenges c JOIN challenge_stats s ON s.challenge_id = c.id WHERE `+matching+`) listed
		WHERE (rank, key, id) > (?, ?, ?) ORDER BY rank, key, id OFFSET ? LIMIT ?`,
		append(args, from.Rank, from.Key, from.ID, r.Offset(), r.Limit+1)...).Scan(&rows).Error
	if err != nil {
		return result, err
	}
	more, err := page.More(r, name, rows, func(p placed) any { return place{p.Rank, p.Key, p.ID} })
	if err != nil {
		return result, err
	}
	result.NextCursor = more.NextCursor
	for _, row := range more.Items {
		result.Items = append(result.Items, row.Summary)
	}
	if r.ByCursor() {
		return result, nil
	}
	return s.counted(ctx, result, `FROM challenges c WHERE `+matching, args)
}

// counted adds the total to a page.
func (s *Store) counted(ctx context.Context, result page.Result[Summary], from string, args []any) (page.Result[Summary], error) {
	var n int
	err := s.db.WithContext(ctx).Raw(`SELECT count(*) FROM (SELECT `+from+` LIMIT ?) counted`, append(args, page.MaxCounted+1)...).Scan(&n).Error
	result.SetTotal(n)
	return result, err
}

// ListLed returns the challenges that who leads, drafts included, last edited first; for an
// administrator all of them.
func (s *Store) ListLed(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Summary], error) {
	const name = "challenges led"
	result := page.Result[Summary]{Request: r}
	if !who.CanLead() {
		return result, errs.New(errs.Forbidden)
	}
	from := edited{At: time.Now().AddDate(100, 0, 0)}
	if r.ByCursor() {
		if err := r.After(name, &from); err != nil {
			return result, err
		}
	}
	const led = `(? OR EXISTS (SELECT FROM challenge_leaders l WHERE l.challenge_id = c.id AND l.account_id = ?))`
	all := who.Role == auth.Administrator
	err := s.db.WithContext(ctx).Raw(`SELECT `+columns+` FROM challenges c JOIN challenge_stats s ON s.challenge_id = c.id
		WHERE `+led+` AND (c.updated_at, c.id) < (?, ?) ORDER BY c.updated_at DESC, c.id DESC OFFSET ? LIMIT ?`,
		all, who.ID, from.At, from.ID, r.Offset(), r.Limit+1).Scan(&result.Items).Error
	if err != nil {
		return result, err
	}
	result, err = page.More(r, name, result.Items, func(c Summary) any { return edited{c.UpdatedAt, c.ID} })
	if err != nil || r.ByCursor() {
		return result, err
	}
	return s.counted(ctx, result, `FROM challenges c WHERE `+led, []any{all, who.ID})
}

// edited is a place in a list by last edit.
type edited struct {
	At time.Time `json:"t"`
	ID uuid.UUID `json:"i"`
}
