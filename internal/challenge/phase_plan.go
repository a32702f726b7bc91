package challenge

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/errs"
)

// grace is how long a time may have passed when it reaches us and still mean now: it was chosen a moment ago.
const grace = 10 * time.Minute

// succeed makes p, as leaders want it, the successor of the plan of before: known phases keep what is not theirs to
// change, new ones get an id. Unless it is free, what has happened stays: phases that are over, and how a running one
// began. A time that has come just now is now.
func (p Plan) succeed(before Plan, now time.Time, free bool) (Plan, error) {
	var faults errs.Fields
	p.check(&faults)
	after := slices.Clone(p)
	for n := range after {
		at := fmt.Sprintf("phases/%d/", n)
		known := before.find(after[n].ID)
		switch {
		case after[n].ID == uuid.Nil:
			id, err := uuid.NewV7()
			if err != nil {
				return nil, err
			}
			after[n].ID = id
			if !free {
				comeNow(&after[n], now, at, &faults)
			}
		case known == nil:
			faults.Add(at+"id", errs.UnknownID)
		case p[:n].find(known.ID) != nil:
			faults.Add(at+"id", errs.Duplicate)
		default:
			after[n].ToldAt = known.ToldAt
			if !free {
				after[n].move(*known, now, at, &faults)
			}
		}
	}
	lacks := func(phase Phase) bool { return phase.begun(now) && p.find(phase.ID) == nil }
	if !free && slices.ContainsFunc(before, lacks) {
		faults.Add("phases", errs.AlreadyBegun)
	}
	return after, faults.Err()
}

// move holds p, once known, to what may still be changed of it.
func (p *Phase) move(known Phase, now time.Time, at string, faults *errs.Fields) {
	switch {
	case known.over(now):
		if !p.same(known.Terms) {
			faults.Add(at+"startsAt", errs.AlreadyBegun)
		}
	case known.begun(now):
		if p.Kind != known.Kind || !p.StartsAt.Equal(known.StartsAt) {
			faults.Add(at+"startsAt", errs.AlreadyBegun)
		}
		comeNowEnd(p, now, at, faults)
	default:
		comeNow(p, now, at, faults)
	}
}

// comeNow refuses a phase that is to begin in the past, or takes its beginning for now.
func comeNow(p *Phase, now time.Time, at string, faults *errs.Fields) {
	switch ago := now.Sub(p.StartsAt); {
	case ago > grace:
		faults.Add(at+"startsAt", errs.InThePast)
	case ago > 0:
		p.StartsAt = now
	}
	comeNowEnd(p, now, at, faults)
}

// comeNowEnd does the same with its end.
func comeNowEnd(p *Phase, now time.Time, at string, faults *errs.Fields) {
	if p.EndsAt == nil {
		return
	}
	switch ago := now.Sub(*p.EndsAt); {
	case ago > grace:
		faults.Add(at+"endsAt", errs.InThePast)
	case ago > 0:
		p.EndsAt = &now
	}
}

func (p Plan) find(id uuid.UUID) *Phase {
	n := slices.IndexFunc(p, func(phase Phase) bool { return phase.ID == id })
	if n < 0 {
		return nil
	}
	return &p[n]
}

// Move is what became of one phase; without Before it is new, without After it was taken out.
type Move struct {
	Before *Terms `json:"before,omitempty"`
	After  *Terms `json:"after,omitempty"`
}

// moves returns what differs between two plans, in the order of the later one; what was taken out comes last.
func moves(before, after Plan) Moves {
	var found Moves
	for n := range after {
		known := before.find(after[n].ID)
		switch {
		case known == nil:
			found = append(found, Move{After: &after[n].Terms})
		case !known.same(after[n].Terms):
			found = append(found, Move{Before: &known.Terms, After: &after[n].Terms})
		}
	}
	for n := range before {
		if after.find(before[n].ID) == nil {
			found = append(found, Move{Before: &before[n].Terms})
		}
	}
	return found
}
