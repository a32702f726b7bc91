package idea

import (
	"slices"
	"time"

	"github.com/medskapa/medskapa/internal/challenge"
)

// Duty is that an idea is owed a decision, since it reached a threshold that a challenge had promised one from. Its zero value
// is that nothing is owed. What is owed stays so whatever becomes of the promise.
type Duty struct {
	Threshold  int // supports and agreements
	ReachedAt  time.Time
	DueAt      time.Time
	AnsweredAt *time.Time // by a decision in an official answer; nil: not yet
}

// Owed reports whether a decision is or was owed.
func (d Duty) Owed() bool { return d.Threshold > 0 }

// DutyState is how it stands with a [Duty].
type DutyState string

// The states of a duty.
const (
	DutyDue      DutyState = "due"
	DutyLate     DutyState = "late"
	DutyAnswered DutyState = "answered"
)

// State is how it stands with d at a moment.
func (d Duty) State(now time.Time) DutyState {
	switch {
	case d.AnsweredAt != nil:
		return DutyAnswered
	case d.DueAt.After(now):
		return DutyDue
	}
	return DutyLate
}

// dutyColumns are those of [Summary.Duty], from joined.
const dutyColumns = `o.threshold AS duty_threshold, o.reached_at AS duty_reached_at, o.due_at AS duty_due_at, o.answered_at AS duty_answered_at`

// Goal is how much support an idea needs, and in what time, to be owed a decision.
type Goal struct {
	challenge.AnswerRule
	Until *time.Time // nil: however long it takes
}

// Goal is the lowest threshold that i can still reach; nil when none is promised, a decision is owed already, or no votes come any more. While
// one of its challenges takes votes, they count towards what a closed one has promised too.
func (i Summary) Goal(now time.Time) (lowest *Goal) {
	comes := func(a Answer) bool { return a.VotesToCome }
	if i.PublishedAt == nil || i.State != Published || i.Duty.Owed() || !slices.ContainsFunc(i.Challenges, comes) {
		return nil
	}
	for _, a := range i.Challenges {
		until := a.Promise.Until(*i.PublishedAt)
		late := until != nil && !until.After(now)
		if a.Promise.Promises() && !late && !a.Cools(now) && (lowest == nil || a.Promise.Threshold < lowest.Threshold) {
			lowest = &Goal{a.Promise, until}
		}
	}
	return lowest
}
