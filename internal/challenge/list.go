package challenge

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Filter narrows a list; its zero value is everything published.
type Filter struct {
	State       State      // only in this state, as of now
	Query       string     // words to find
	FocusAreaID *uuid.UUID // only in this focus area
	TopicID     *uuid.UUID // only about this topic
}

// place is where a challenge stands in the public list: open ones first, those that close soonest
// first; then closed ones and then archived ones, the last closed first. Challenges are few (hundreds),
// so the order is computed; ideas, which are many, have an index for each of theirs.
type place struct {
	Rank int32     `json:"r"`
	Key  float64   `json:"k"`
	ID   uuid.UUID `json:"i"`
}

type placed struct {
	Summary
	Rank int32
	Key  float64
}

const placement = `CASE ` + StateNow + ` WHEN 'open' THEN 0 WHEN 'closed' THEN 1 ELSE 2 END AS rank,
	CASE WHEN c.state = 'open' AND (c.closes_at IS NULL OR c.closes_at > now())
		THEN COALESCE(extract(epoch FROM c.closes_at)::float8, 1e15)
		ELSE -extract(epoch FROM COALESCE(c.closes_at, c.updated_at))::float8 END AS key`

// matching is what a filter lets through; parameters: query, query, query, state, state, area, area.
const matching = `c.state <> 'draft'
	AND (? = '' OR EXISTS (SELECT FROM search_entries e WHERE e.id = c.id AND e.tsv @@ (websearch_to_tsquery('swedish', ?) || websearch_to_tsquery('english', ?))))
	AND (? = '' OR ` + StateNow + ` = ?)
	AND (?::uuid IS NULL OR c.focus_area_id = ?)
	AND (?::uuid IS NULL OR EXISTS (SELECT FROM challenge_topics n WHERE n.challenge_id = c.id AND n.topic_id = ?))`

// List returns published challenges in the order described at place.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (page.Result[Summary], error) {
	db := s.db.WithContext(ctx)
	words := postgres.SearchText(f.Query)
	args := []any{f.Query, words, words, f.State, f.State, f.FocusAreaID, f.FocusAreaID, f.TopicID, f.TopicID}
	placeOf := func(p placed) place { return place{p.Rank, p.Key, p.ID} }
	found, err := page.Read(r, "challenges", place{Rank: -1}, placeOf, func(after place, offset, limit int) ([]placed, error) {
		var rows []placed
		err := db.Raw(`SELECT * FROM (SELECT `+columns+`, `+placement+`
				FROM challenges c JOIN challenge_stats s ON s.challenge_id = c.id WHERE `+matching+`) listed
			WHERE (rank, key, id) > (?, ?, ?) ORDER BY rank, key, id OFFSET ? LIMIT ?`,
			slices.Concat(args, []any{after.Rank, after.Key, after.ID, offset, limit})...).Scan(&rows).Error
		return rows, err
	})
	result := page.Map(found, func(p placed) Summary { return p.Summary })
	if err == nil {
		err = addPhases(db, result.Items)
	}
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM challenges c WHERE `+matching, args...)
	return result, err
}

// ListLed returns the challenges that who leads, drafts included, last edited first; for an
// administrator all of them.
func (s *Store) ListLed(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Summary], error) {
	if err := who.Check(permission.SeeLed, 0); err != nil {
		return page.Result[Summary]{Request: r}, err
	}
	const led = `(? OR EXISTS (SELECT FROM lead_assignments l WHERE l.account_id = ? AND ` + lead.Leading + `))`
	all := who.Role == auth.Administrator
	db := s.db.WithContext(ctx)
	edited := func(c Summary) page.Moment { return page.Moment{At: c.UpdatedAt, ID: c.ID} }
	result, err := page.Read(r, "challenges led", page.Latest(), edited, func(after page.Moment, offset, limit int) ([]Summary, error) {
		var items []Summary
		err := db.Raw(`SELECT `+columns+` FROM challenges c JOIN challenge_stats s ON s.challenge_id = c.id
			WHERE `+led+` AND (c.updated_at, c.id) < (?, ?) ORDER BY c.updated_at DESC, c.id DESC OFFSET ? LIMIT ?`,
			all, who.ID, after.At, after.ID, offset, limit).Scan(&items).Error
		return items, err
	})
	if err == nil {
		err = addPhases(db, result.Items)
	}
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM challenges c WHERE `+led, all, who.ID)
	return result, err
}
