package idea

import (
	"slices"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/permission"
)

// Stage is what has become of an idea since it was published. A draft has none.
type Stage string

// The stages.
const (
	New            Stage = "published" // nobody has taken it further
	InDialogue     Stage = "in-dialogue"
	Accepted       Stage = "accepted"
	PartlyAccepted Stage = "partly-accepted"
	Declined       Stage = "declined"
	InProgress     Stage = "in-progress"
	Done           Stage = "done"
	Paused         Stage = "paused"
	Dropped        Stage = "dropped"
)

// passage is the way to a stage: from where, and the action that it is.
type passage struct {
	to     Stage
	from   []Stage
	action permission.Action
}

// passages are all steps there are. Who leads a challenge that the idea answers decides on it; carrying it on is
// its author's too, who needs nobody's leave to begin or to give up.
func passages() []passage {
	return []passage{
		{InDialogue, []Stage{New, Declined}, permission.DecideIdea},
		{Accepted, []Stage{New, InDialogue, PartlyAccepted, Declined}, permission.DecideIdea},
		{PartlyAccepted, []Stage{New, InDialogue, Accepted, Declined}, permission.DecideIdea},
		{Declined, []Stage{New, InDialogue, Accepted, PartlyAccepted}, permission.DecideIdea},
		{InProgress, []Stage{New, InDialogue, Accepted, PartlyAccepted, Paused, Done}, permission.PursueIdea},
		{Done, []Stage{InProgress}, permission.PursueIdea},
		{Paused, []Stage{Accepted, PartlyAccepted, InProgress}, permission.PursueIdea},
		{Dropped, []Stage{New, InDialogue, Accepted, PartlyAccepted, InProgress, Paused}, permission.PursueIdea},
		{New, []Stage{Dropped}, permission.PursueIdea},
	}
}

// Next lists the stages to which somebody may move i who is st to it, in the order of the table. An idea moves
// while it is published.
func (i Summary) Next(p auth.Principal, st permission.Standings) (stages []Stage) {
	for _, m := range passages() {
		if i.State == Published && i.reaches(m.to) && p.May(m.action, st) {
			stages = append(stages, m.to)
		}
	}
	return stages
}

// passageTo is the way to a stage; the contract lets no other names through.
func passageTo(to Stage) passage {
	all := passages()
	return all[slices.IndexFunc(all, func(m passage) bool { return m.to == to })]
}

// reaches reports whether there is a step from where i is to a stage.
func (i Summary) reaches(to Stage) bool { return slices.Contains(passageTo(to).from, i.Stage) }

// checkMove says why somebody who is st to i cannot move it to a stage; nil when they can.
func (i Summary) checkMove(p auth.Principal, st permission.Standings, to Stage) error {
	m := passageTo(to)
	switch {
	case !p.May(m.action, st):
		return p.Check(m.action, st)
	case i.State != Published:
		return errs.New(errs.IdeaNotPublished)
	case !i.reaches(to):
		return errs.New(errs.StateTransition)
	}
	return nil
}
