package city

import (
	"fmt"
	"math"
	"time"
)

// challenge is a question that takes ideas for a while; closes is zero while it is open.
type challenge struct {
	id            [16]byte
	voting        string
	opens, closes time.Time
	weight        float64
}

// hall is the challenge that is open all the time and holds the most ideas.
const (
	hall      = 0
	hallShare = 0.15
)

// planChallenges spreads the challenges but the hall over the city's time, each open for three eighths
// of it. Some draw many more ideas than others.
func (c *City) planChallenges() []challenge {
	d, planned := c.dice(), make([]challenge, c.Challenges)
	ranks := d.Perm(c.Challenges)
	quarter := end().Sub(start()) / 4
	for n := range planned {
		p := challenge{voting: "support", opens: start(), weight: math.Pow(float64(ranks[n]+1), -0.7)}
		if n != hall {
			p.opens = moment(n, c.Challenges).Add(-quarter)
			p.closes = p.opens.Add(quarter * 3 / 2)
		}
		if n%3 == 2 {
			p.voting = "opinion"
		}
		if !p.closes.Before(end()) {
			p.closes = time.Time{}
		}
		p.id = d.id(p.opens, aChallenge, n)
		planned[n] = p
	}
	return planned
}

func (p challenge) takes(at time.Time) bool {
	return !at.Before(p.opens) && (p.closes.IsZero() || at.Before(p.closes))
}

// answered is which challenges an idea made at a moment answers: none, one, or now and then two that
// vote the same way.
func (c *City) answered(d *dice, at time.Time) []int {
	const none, two = 0.10, 0.05
	x, again := d.Float64(), d.chance(two)
	switch {
	case x < none:
		return nil
	case x < none+hallShare:
		return []int{hall}
	}
	first, ok := c.choose(d, at, func(int) bool { return true })
	if !ok {
		return []int{hall}
	}
	if again {
		other := func(n int) bool { return n != first && c.challenges[n].voting == c.challenges[first].voting }
		if second, ok := c.choose(d, at, other); ok {
			return []int{first, second}
		}
	}
	return []int{first}
}

// choose draws one of the fitting challenges but the hall by their weights.
func (c *City) choose(d *dice, at time.Time, fits func(int) bool) (int, bool) {
	chosen, sum := 0, 0.0
	for n := hall + 1; n < len(c.challenges); n++ {
		if p := c.challenges[n]; p.takes(at) && fits(n) {
			sum += p.weight
			if d.Float64()*sum < p.weight {
				chosen = n
			}
		}
	}
	return chosen, chosen != hall
}

func (c *City) challengeRows(d *dice, n int) row {
	p := c.challenges[n]
	d.take(aChallenge, n)
	state, closes := "open", any(nil)
	if !p.closes.IsZero() {
		state, closes = "closed", p.closes
	}
	if p.phased(n) {
		state = "open" // its phases end it
	}
	var votes, days, from any
	if promises(n) {
		votes, days, from = threshold, answerDays, "threshold"
	}
	return row{p.id, fmt.Sprintf("%d. %s", n+1, c.headline(d)), c.headline(d) + "?", c.prose(d, 1500), p.voting, state, p.opens, closes, p.opens, p.opens,
		votes, days, from}
}

func (c *City) leaderRows(d *dice, n int) row {
	return row{c.challenges[n].id, c.person(d, n%leaders).ID}
}

// Challenge returns challenge n, from 0, which is the one with the most ideas and always open.
func (c *City) Challenge(n int) [16]byte { return c.challenges[n].id }
