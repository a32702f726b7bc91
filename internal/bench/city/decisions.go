package city

import "time"

// decision is what was answered to an idea that has left its first stage, and by whom.
type decision struct {
	id     [16]byte
	idea   [16]byte
	of     string // the decision
	stage  string // where the idea is now
	leader [16]byte
	at     time.Time
}

// decision leaves the dice as those of its words. There is none of an idea at its first stage.
func (c *City) decision(d *dice, n int) (decision, bool) {
	i, stage := c.idea(d, n), c.setting(d, n).stage
	if stage == published || i.state == draft {
		return decision{}, false
	}
	d.take(itsDecision, n)
	made := decision{idea: i.id, of: stage, stage: stage, leader: c.person(d, d.IntN(leaders)).ID, at: d.within(i.published, 30*24*time.Hour)}
	made.id = d.id(made.at, itsDecision, n)
	switch stage {
	case "in-progress", "done", "paused", "dropped":
		made.of = "accepted"
	}
	return made, true
}

// decided makes the rows of the ideas [from, to) that have a decision.
func (c *City) decided(from, to int, rows func(*dice, decision) []row) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			made, ok := c.decision(d, n)
			if !ok {
				continue
			}
			for _, one := range rows(d, made) {
				if !yield(one) {
					return
				}
			}
		}
	}
}

func (c *City) officialAnswerRows(from, to int) func(func(row) bool) {
	return c.decided(from, to, func(d *dice, made decision) []row {
		return []row{{made.id, made.idea, 1, made.of, c.prose(d, 200+d.IntN(600)), made.leader, "Stadsbyggnad", made.at}}
	})
}

// stepRows are one step to the decision, and one more where the idea has gone on.
func (c *City) stepRows(from, to int) func(func(row) bool) {
	return c.decided(from, to, func(d *dice, made decision) []row {
		all := []row{{made.idea, 1, published, made.of, c.prose(d, 50), made.leader, "leader", made.at}}
		if made.stage != made.of {
			all = append(all, row{made.idea, 2, made.of, made.stage, c.prose(d, 50), made.leader, "leader", made.at.Add(time.Hour)})
		}
		return all
	})
}
