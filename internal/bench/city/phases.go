package city

// One in so many challenges has phases, and another one in as many promises answers; the one with the most ideas has neither.
const (
	phasedOf   = 4
	promiseOf  = 3
	threshold  = 50 // votes
	answerDays = 30
)

func (p challenge) phased(n int) bool { return n%phasedOf == phasedOf-1 }

func promises(n int) bool { return n%promiseOf == 1 }

// phaseRows are the phases of the challenges [from, to) that have some. None begins or ends after the city's end, so that what is open does not
// depend on when the city is made.
func (c *City) phaseRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			for _, one := range c.phasesOf(d, n) {
				if !yield(one) {
					return
				}
			}
		}
	}
}

func (c *City) phasesOf(d *dice, n int) []row {
	p := c.challenges[n]
	phase := func(number int, kind string, from, to any, open ...string) row {
		return row{d.id(p.opens, aPhase, n*phasedOf+number), p.id, number, kind, from, to, append([]string{}, open...), end()}
	}
	switch {
	case !p.phased(n):
		return nil
	case p.closes.IsZero():
		return []row{phase(1, "refine-together", p.opens, nil, "posting", "commenting", "voting", "needs")}
	}
	turn := p.opens.Add(p.closes.Sub(p.opens) * 2 / 3)
	return []row{phase(1, "collect-ideas", p.opens, turn, "posting", "commenting", "needs"),
		phase(2, "vote", turn, p.closes, "voting", "commenting", "needs"), phase(3, "decide", p.closes, nil)}
}

// challengeTopicRows are one or two topics of the challenges [from, to).
func (c *City) challengeTopicRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			first, second := n%c.Topics, (n/c.Topics+n+1)%c.Topics
			if !yield(row{c.challenges[n].id, c.topicID(d, first), 1}) || first != second && n%2 == 0 && !yield(row{c.challenges[n].id, c.topicID(d, second), 2}) {
				return
			}
		}
	}
}
