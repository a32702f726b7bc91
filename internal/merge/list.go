package merge

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// latest stands before every proposal in a list that has the latest first.
var latest = uuid.Max //nolint:gochecknoglobals // a constant

func placeOf(p Proposal) uuid.UUID { return p.ID }

// touching is the SQL for proposals in which an idea is either end.
const touching = `(m.idea_id = ? OR m.into_id = ?)`

// OfIdea returns the proposals that concern an idea and that who is a party to, the latest first: all of them for its authors and
// leaders and for moderators, and for others those that they made or whose other idea is theirs.
func (s *Store) OfIdea(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Proposal], error) {
	db := s.db.WithContext(ctx)
	i, err := idea.Readable(db, who, id)
	if err != nil {
		return page.Result[Proposal]{Request: r}, err
	}
	standing, err := idea.Standings(db, who, i)
	if err != nil {
		return page.Result[Proposal]{Request: r}, err
	}
	mine := append(postgres.IDs{who.ID}, who.SpeaksFor...)
	all := who.May(permission.SeeMerge, standing)
	const where = touching + ` AND (? OR m.proposed_by = ? OR a.author_id = ANY (?) OR b.author_id = ANY (?))`
	args := []any{id, id, all, who.ID, mine, mine}
	result, err := page.Read(r, "merges of "+id.String(), latest, placeOf, func(after uuid.UUID, offset, limit int) ([]Proposal, error) {
		return read(db, who, `WHERE m.id < ? AND `+where+` ORDER BY m.id DESC OFFSET ? LIMIT ?`, slices.Concat([]any{after}, args, []any{offset, limit})...)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, joined+`WHERE `+where, args...)
	return result, err
}

// Queue returns the proposals that wait, those that wait longest first, to moderators.
func (s *Store) Queue(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Proposal], error) {
	if err := who.Check(permission.DecideMerge, 0); err != nil {
		return page.Result[Proposal]{Request: r}, err
	}
	db := s.db.WithContext(ctx)
	result, err := page.Read(r, "merge proposals", uuid.Nil, placeOf, func(after uuid.UUID, offset, limit int) ([]Proposal, error) {
		return read(db, who, `WHERE m.state = 'proposed' AND m.expires_at > now() AND m.id > ? ORDER BY m.id OFFSET ? LIMIT ?`, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM idea_merges WHERE state = 'proposed' AND expires_at > now()`)
	return result, err
}

// History returns the merges of an idea, in force or undone, the latest first, for everybody: what was proposed and not done is not
// among them. A title that is not public is empty.
func (s *Store) History(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Proposal], error) {
	db := s.db.WithContext(ctx)
	if _, err := idea.Readable(db, who, id); err != nil {
		return page.Result[Proposal]{Request: r}, err
	}
	const where = touching + ` AND m.state IN ('merged', 'undone')`
	result, err := page.Read(r, "merged "+id.String(), latest, placeOf, func(after uuid.UUID, offset, limit int) ([]Proposal, error) {
		return read(db, auth.Principal{}, `WHERE `+where+` AND m.id < ? ORDER BY m.id DESC OFFSET ? LIMIT ?`, id, id, after, offset, limit)
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM idea_merges m WHERE `+where, id, id)
	return result, err
}
