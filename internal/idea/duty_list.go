package idea

import (
	"context"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// OwedAnswer is a duty with the idea and the challenge that promised it.
type OwedAnswer struct {
	Duty
	IdeaID    uuid.UUID
	Title     string
	VoteCount int           // supports and agreements as of now
	Challenge challenge.Ref `gorm:"embedded;embeddedPrefix:challenge_"`
}

// DutyFilter says which duties are listed.
type DutyFilter struct {
	ChallengeID *uuid.UUID
	// State is one of the three; empty: those that are due and late.
	State DutyState
}

const (
	dutyTables = `FROM answer_duties o JOIN idea_stats s ON s.idea_id = o.idea_id AND s.listed JOIN ideas i ON i.id = o.idea_id
		JOIN challenges c ON c.id = o.challenge_id WHERE `
	duties = `SELECT o.idea_id, i.title, s.vote_count, o.threshold, o.reached_at, o.due_at, o.answered_at, c.id AS challenge_id, c.title AS challenge_title,
		c.voting AS challenge_voting, c.voters AS challenge_voters, ` + challenge.StateNow + ` AS challenge_state ` + dutyTables
)

// where is the conditions of f on duties o. Duties of ideas that are not there to read are in no list.
func (f DutyFilter) where() clause {
	of := sql(`o.answered_at IS NULL`)
	switch f.State {
	case DutyAnswered:
		of = sql(`o.answered_at IS NOT NULL`)
	case DutyLate:
		of = sql(`o.answered_at IS NULL AND o.due_at <= now()`)
	case DutyDue:
		of = sql(`o.answered_at IS NULL AND o.due_at > now()`)
	}
	if f.ChallengeID != nil {
		of = join(of, sql(` AND o.challenge_id = ?`, f.ChallengeID))
	}
	return of
}

// ListDuties returns the decisions that are owed, the earliest deadline first, or those that were and have been made, the last
// first. Everybody may read them.
func (s *Store) ListDuties(ctx context.Context, f DutyFilter, r page.Request) (page.Result[OwedAnswer], error) {
	return s.listDuties(ctx, f, f.where(), r)
}

// ListMyDuties is [Store.ListDuties] of the challenges that who leads; for an administrator of all of them.
func (s *Store) ListMyDuties(ctx context.Context, who auth.Principal, f DutyFilter, r page.Request) (page.Result[OwedAnswer], error) {
	if err := who.Check(permission.SeeLed, 0); err != nil {
		return page.Result[OwedAnswer]{Request: r}, err
	}
	where := f.where()
	if who.Role != auth.Administrator {
		where = join(where, sql(` AND EXISTS (SELECT FROM lead_assignments l WHERE l.account_id = ? AND `+lead.Leading+`)`, who.ID))
	}
	return s.listDuties(ctx, f, where, r)
}

func (s *Store) listDuties(ctx context.Context, f DutyFilter, where clause, r page.Request) (page.Result[OwedAnswer], error) {
	db := s.db.WithContext(ctx)
	name, start, place, order := "duties", page.Moment{}, func(o OwedAnswer) page.Moment { return page.Moment{At: o.DueAt, ID: o.IdeaID} },
		` AND (o.due_at, o.idea_id) > (?, ?) ORDER BY o.due_at, o.idea_id OFFSET ? LIMIT ?`
	if f.State == DutyAnswered {
		name, start, place, order = "duties done", page.Latest(), func(o OwedAnswer) page.Moment { return page.Moment{At: *o.AnsweredAt, ID: o.IdeaID} },
			` AND (o.answered_at, o.idea_id) < (?, ?) ORDER BY o.answered_at DESC, o.idea_id DESC OFFSET ? LIMIT ?`
	}
	result, err := page.Read(r, name, start, place, func(after page.Moment, offset, limit int) ([]OwedAnswer, error) {
		q := join(sql(duties), where, sql(order, after.At, after.ID, offset, limit))
		return postgres.Read[OwedAnswer](db, q.sql, q.args...)
	})
	if err != nil {
		return result, err
	}
	err = result.CountTo(page.MaxCostly, db, dutyTables+where.sql, where.args...)
	return result, err
}
