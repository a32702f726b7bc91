package challenge

import (
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/errs"
)

// PhaseKind is what a phase of a challenge is for.
type PhaseKind string

// The kinds of phases, in the order in which they usually follow each other. A challenge takes the ones it needs, also
// more than once.
const (
	CollectIdeas   PhaseKind = "collect-ideas"
	RefineTogether PhaseKind = "refine-together"
	VotePhase      PhaseKind = "vote"
	Decide         PhaseKind = "decide"
	Do             PhaseKind = "do"
	FollowUp       PhaseKind = "follow-up"
)

// PhaseKinds lists the kinds in their order.
func PhaseKinds() []PhaseKind {
	return []PhaseKind{CollectIdeas, RefineTogether, VotePhase, Decide, Do, FollowUp}
}

// Opens is what a phase of the kind is open for unless its leaders choose otherwise.
func (k PhaseKind) Opens() Acts {
	switch k {
	case CollectIdeas:
		return Acts{ActPosting, ActCommenting, ActNeeds}
	case RefineTogether, Do:
		return Acts{ActCommenting, ActNeeds}
	case VotePhase:
		return Acts{ActCommenting, ActVoting}
	case Decide, FollowUp:
		return Acts{ActCommenting}
	}
	return Acts{}
}

// Acts are some of the acts, in the order of [Act].
type Acts []Act

// Value writes an array as Postgres does.
func (a Acts) Value() (driver.Value, error) {
	written := make([]string, len(a))
	for n, act := range a {
		written[n] = string(act)
	}
	return "{" + strings.Join(written, ",") + "}", nil
}

// Scan reads what Postgres writes of an array, such as {posting,voting}.
func (a *Acts) Scan(value any) error {
	written, ok := value.(string)
	if !ok || len(written) < 2 {
		return fmt.Errorf("no array of acts: %v", value)
	}
	*a = Acts{}
	for one := range strings.FieldsFuncSeq(written[1:len(written)-1], func(r rune) bool { return r == ',' }) {
		*a = append(*a, Act(one))
	}
	return nil
}

// Terms are what a phase is, when, and what it is open for.
type Terms struct {
	Kind     PhaseKind  `json:"kind"`
	StartsAt time.Time  `json:"startsAt"`
	EndsAt   *time.Time `json:"endsAt,omitempty"` // nil: without an end
	Open     Acts       `json:"open"`
}

// same reports whether t and u say the same.
func (t Terms) same(u Terms) bool {
	return t.Kind == u.Kind && t.StartsAt.Equal(u.StartsAt) && sameTime(t.EndsAt, u.EndsAt) && slices.Equal(t.Open, u.Open)
}

func sameTime(a, b *time.Time) bool { return a == b || a != nil && b != nil && a.Equal(*b) }

// Phase is one phase of a challenge.
type Phase struct {
	ID          uuid.UUID
	Terms       `gorm:"embedded"`
	Description string
	ToldAt      *time.Time // when people were told that it has begun
}

// begun reports whether the phase has begun by now.
func (p Phase) begun(now time.Time) bool { return !p.StartsAt.After(now) }

// over reports whether the phase has ended by now.
func (p Phase) over(now time.Time) bool { return p.EndsAt != nil && !p.EndsAt.After(now) }

// Plan is the phases of a challenge, one after the other. There may be time between them, in which nothing is open.
type Plan []Phase

// At returns the phase that runs at a moment, and the first one that begins later; nil where there is none.
func (p Plan) At(now time.Time) (current, next *Phase) {
	for n := range p {
		switch {
		case !p[n].begun(now):
			return current, &p[n]
		case !p[n].over(now):
			current = &p[n]
		}
	}
	return current, nil
}

// check collects why phases do not follow each other, field by field.
func (p Plan) check(faults *errs.Fields) {
	for n, phase := range p {
		at := fmt.Sprintf("phases/%d/", n)
		last := n == len(p)-1
		switch {
		case phase.EndsAt == nil && !last:
			faults.Add(at+"endsAt", errs.Required)
		case phase.EndsAt != nil && !phase.EndsAt.After(phase.StartsAt):
			faults.Add(at+"endsAt", errs.BeforeStart)
		}
		if n > 0 && p[n-1].EndsAt != nil && phase.StartsAt.Before(*p[n-1].EndsAt) {
			faults.Add(at+"startsAt", errs.Overlaps)
		}
	}
}
