package workshop

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
	"github.com/medskapa/medskapa/internal/permission"
)

// Filter narrows the public list.
type Filter struct {
	Past        bool       // those that were, instead of those to come
	ChallengeID *uuid.UUID // only of this challenge
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
	if err := who.Check(permission.SeeLed, 0); err != nil {
		return page.Result[Summary]{Request: r}, err
	}
	chosen := selection{name: "workshops led", where: `true`, descending: true}
	if who.Role != auth.Administrator {
		chosen.where = `EXISTS (SELECT FROM lead_assignments l WHERE l.workshop_id = w.id AND l.account_id = ? AND ` + lead.Running + `)`
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
	db := s.db.WithContext(ctx)
	first, after, order := page.Moment{}, `>`, `w.starts_at, w.id`
	if chosen.descending {
		first, after, order = page.Latest(), `<`, `w.starts_at DESC, w.id DESC`
	}
	place := func(w Summary) page.Moment { return page.Moment{At: w.StartsAt, ID: w.ID} }
	result, err := page.Read(r, chosen.name, first, place, func(from page.Moment, offset, limit int) ([]Summary, error) {
		var items []Summary
		err := db.Raw(`SELECT `+columns+tables+`WHERE `+chosen.where+` AND (w.starts_at, w.id) `+after+` (?, ?) ORDER BY `+order+` OFFSET ? LIMIT ?`,
			slices.Concat(chosen.args, []any{from.At, from.ID, offset, limit})...).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM workshops w WHERE `+chosen.where, chosen.args...)
	return result, err
}

// Entry is somebody who signed up.
type Entry struct {
	participant.Ref
	State      SignupState
	SignedUpAt time.Time
	Number     int64 // in the order they came
}

// ListSignups returns who signed up, in the order they came, to those who lead the workshop.
func (s *Store) ListSignups(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[Entry], error) {
	db := s.db.WithContext(ctx)
	w, err := get(db, who, id, "")
	if err == nil && !who.May(permission.SeeSignups, w.standing(who)) {
		err = errs.New(errs.Forbidden)
	}
	if err != nil {
		return page.Result[Entry]{Request: r}, err
	}
	number := func(e Entry) int64 { return e.Number }
	result, err := page.Read(r, "sign-ups", 0, number, func(after int64, offset, limit int) ([]Entry, error) {
		var items []Entry
		err := db.Raw(`SELECT p.id, p.display_name, p.kind, p.former_at IS NOT NULL AS former, g.state, g.created_at AS signed_up_at, g.number
			FROM signups g JOIN participants p ON p.id = g.participant_id
			WHERE g.workshop_id = ? AND g.number > ? ORDER BY g.number OFFSET ? LIMIT ?`, id, after, offset, limit).Scan(&items).Error
		return items, err
	})
	result.SetTotal(w.SeatedCount + w.WaitingCount)
	return result, err
}
