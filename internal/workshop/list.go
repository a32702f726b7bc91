package workshop

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// Filter narrows the public list.
type Filter struct {
	Past        bool       // those that were, instead of those to come
	ChallengeID *uuid.UUID // only of this challenge
}

// place is where a workshop stands in a list by start.
type place struct {
	At time.Time `json:"t"`
	ID uuid.UUID `json:"i"`
}

// selection is a list by start before it is cut into pieces.
type selection struct {
	name       string // ties cursors to the list
	where      string // conditions on w
	args       []any
	descending bool
}

// List returns published and cancelled workshops: those that have not ended by start, or those that
// have with the latest start first.
func (s *Store) List(ctx context.Context, f Filter, r page.Request) (page.Result[Summary], error) {
	// The bounds on the start follow from maxLength. They let the index on the start skip those of
	// the other list.
	chosen := selection{name: "workshops to come", where: `w.state <> 'draft' AND w.ends_at > now() AND w.starts_at > now() - interval '30 days'`}
	if f.Past {
		chosen = selection{name: "workshops past", where: `w.state <> 'draft' AND w.ends_at <= now() AND w.starts_at < now()`, descending: true}
	}
	if f.ChallengeID != nil {
		chosen.where += ` AND w.challenge_id = ?`
		chosen.args = []any{*f.ChallengeID}
	}
	return s.list(ctx, chosen, r)
}

// ListLed returns the workshops that who leads, drafts included, latest start first; for an
// administrator all of them.
func (s *Store) ListLed(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Summary], error) {
	if !who.CanLead() {
		return page.Result[Summary]{Request: r}, errs.New(errs.Forbidden)
	}
	chosen := selection{name: "workshops led", where: `true`, descending: true}
	if who.Role != auth.Administrator {
		chosen.where = `EXISTS (SELECT FROM workshop_leaders l WHERE l.workshop_id = w.id AND l.account_id = ?)`
		chosen.args = []any{who.ID}
	}
	return s.list(ctx, chosen, r)
}

// ListSignedUp returns the workshops that who has signed up for, latest start first.
func (s *Store) ListSignedUp(ctx context.Context, who auth.Principal, r page.Request) (page.Result[Summary], error) {
	return s.list(ctx, selection{
		name:       "workshops signed up for",
		where:      `EXISTS (SELECT FROM signups g WHERE g.workshop_id = w.id AND g.participant_id = ?)`,
		args:       []any{who.ID},
		descending: true,
	}, r)
}

func (s *Store) list(ctx context.Context, chosen selection, r page.Request) (page.Result[Summary], error) {
	result := page.Result[Summary]{Request: r}
	if r.Beyond() {
		return s.counted(ctx, result, chosen)
	}
	query, args, err := chosen.query(r)
	if err != nil {
		return result, err
	}
	if err := s.db.WithContext(ctx).Raw(query, args...).Scan(&result.Items).Error; err != nil {
		return result, err
	}
	result, err = page.More(r, chosen.name, result.Items, func(w Summary) any { return place{w.StartsAt, w.ID} })
	if err != nil || r.ByCursor() {
		return result, err
	}
	return s.counted(ctx, result, chosen)
}

// query is the SQL for one piece and one record more.
func (c selection) query(r page.Request) (string, []any, error) {
	args, after := c.args, ""
	comparison, order := `>`, ` ORDER BY w.starts_at, w.id`
	if c.descending {
		comparison, order = `<`, ` ORDER BY w.starts_at DESC, w.id DESC`
	}
	if r.ByCursor() {
		var from place
		if err := r.After(c.name, &from); err != nil {
			return "", nil, err
		}
		after = ` AND (w.starts_at, w.id) ` + comparison + ` (?, ?)`
		args = append(args, from.At, from.ID)
	}
	args = append(args, r.Offset(), r.Limit+1)
	return `SELECT ` + columns + tables + `WHERE ` + c.where + after + order + ` OFFSET ? LIMIT ?`, args, nil
}

// counted adds the total to a page.
func (s *Store) counted(ctx context.Context, result page.Result[Summary], chosen selection) (page.Result[Summary], error) {
	var n int
	err := s.db.WithContext(ctx).Raw(`SELECT count(*) FROM (SELECT FROM workshops w WHERE `+chosen.where+` LIMIT ?) counted`,
		append(chosen.args, page.MaxCounted+1)...).Scan(&n).Error
	result.SetTotal(n)
	return result, err
}

// Entry is somebody who signed up.
type Entry struct {
	participant.Ref
	State      SignupState
	SignedUpAt time.Time
	Number     int64 // in the order they came
}

// ListSignups returns who signed up, in the order they came, to those who may edit the workshop.
func (s *Store) ListSignups(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Entry], error) {
	const name = "sign-ups"
	result := page.Result[Entry]{Request: r}
	w, err := get(s.db.WithContext(ctx), who, id, "")
	if err != nil {
		return result, err
	}
	if !MayEdit(who, w) {
		return result, errs.New(errs.Forbidden)
	}
	var after int64
	if r.ByCursor() {
		if err := r.After(name, &after); err != nil {
			return result, err
		}
	}
	err = s.db.WithContext(ctx).Raw(`SELECT p.id, p.display_name, p.kind, g.state, g.created_at AS signed_up_at, g.number
		FROM signups g JOIN participants p ON p.id = g.participant_id
		WHERE g.workshop_id = ? AND g.number > ? ORDER BY g.number OFFSET ? LIMIT ?`, id, after, r.Offset(), r.Limit+1).Scan(&result.Items).Error
	if err != nil {
		return result, err
	}
	result, err = page.More(r, name, result.Items, func(e Entry) any { return e.Number })
	if !r.ByCursor() {
		result.SetTotal(w.SeatedCount + w.WaitingCount)
	}
	return result, err
}
