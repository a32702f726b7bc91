package challenge

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/focusarea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/text"
	"github.com/medskapa/medskapa/internal/topic"
)

// Copy makes a draft from a challenge that who may read, led by who: its texts, picture, way to vote, who may vote and propose, topics and focus
// area, as far as these are still given. Its first phase, or else its opening, is at startsAt, and every other time as many days later as
// before, at the same time of day where the municipality is. Ideas stay where they are. Without title it has that of the other.
func (s *Store) Copy(ctx context.Context, who auth.Principal, key idempotency.Key, id uuid.UUID, title *string, startsAt *time.Time) (Challenge, error) {
	if err := who.Check(permission.CreateChallenge, 0); err != nil {
		return Challenge{}, err
	}
	from, err := s.Get(ctx, who, id)
	if err != nil {
		return Challenge{}, err
	}
	if from.Phased && startsAt == nil {
		return Challenge{}, errs.Invalid("startsAt", errs.Required)
	}
	f := copied(fieldsOf(from), from.Phases, startsAt)
	if title != nil {
		f.Title = *title
	}
	if f.TopicIDs, err = topic.InUse(s.db.WithContext(ctx), f.TopicIDs); err != nil {
		return Challenge{}, err
	}
	if f.FocusAreaID != nil {
		var states []focusarea.State
		if err := s.db.WithContext(ctx).Raw(`SELECT state FROM focus_areas WHERE id = ?`, *f.FocusAreaID).Scan(&states).Error; err != nil {
			return Challenge{}, err
		}
		if len(states) == 0 || states[0] == focusarea.Archived {
			f.FocusAreaID = nil
		}
	}
	return s.Create(ctx, who, key, f)
}

// copied is what a new challenge takes from an old one.
func copied(f Fields, phases Plan, startsAt *time.Time) Fields {
	first, opened := startsAt, f.OpensAt
	f.LeaderIDs, f.OpensAt = nil, nil
	if len(phases) > 0 {
		f.Phases, f.ClosesAt = phases.shift(*startsAt), nil
		return f
	}
	f.OpensAt = first
	if first == nil || opened == nil || f.ClosesAt == nil {
		f.ClosesAt = nil
		return f
	}
	closes := shift(*f.ClosesAt, *opened, *first)
	f.ClosesAt = &closes
	return f
}

// shift is the same phases, new ones, of which the first begins at start.
func (p Plan) shift(start time.Time) Plan {
	shifted := make(Plan, len(p))
	for n, phase := range p {
		shifted[n] = Phase{Terms: phase.Terms, Description: phase.Description}
		shifted[n].StartsAt = shift(phase.StartsAt, p[0].StartsAt, start)
		if phase.EndsAt != nil {
			ends := shift(*phase.EndsAt, p[0].StartsAt, start)
			shifted[n].EndsAt = &ends
		}
	}
	shifted[0].StartsAt = start
	return shifted
}

// shift moves a time by as many days of the calendar as lie between two others, and keeps its time of day: a day in which clocks
// change is one day.
func shift(t, from, to time.Time) time.Time {
	t, from, to = text.Local(t), text.Local(from), text.Local(to)
	days := int(midnight(to).Sub(midnight(from)).Hours() / 24)
	return time.Date(t.Year(), t.Month(), t.Day()+days, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
}

// midnight is the day of a time, in a calendar without clock changes.
func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
}
