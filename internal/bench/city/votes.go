package city

import "time"

// tally counts what an idea has: the votes by choice, and the comments that are there to read.
type tally struct{ support, agree, disagree, pass, comments int32 }

// count notes a vote.
func (t *tally) count(choice string) {
	switch choice {
	case "support":
		t.support++
	case "agree":
		t.agree++
	case "disagree":
		t.disagree++
	case "pass":
		t.pass++
	}
}

// voteRows are the votes on the ideas [from, to), in the order of the primary key, counted in tallies.
func (c *City) voteRows(from, to int, tallies []tally) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			i := c.idea(d, n)
			d.take(itsVotes, n)
			for k := range int(c.votes[n]) {
				choice := choiceOf(d, i.voting)
				tallies[n].count(choice)
				if !yield(row{i.id, c.person(d, c.nth(d, k, int(c.votes[n]))).ID, i.voting, choice, d.within(i.published, 14*24*time.Hour)}) {
					return
				}
			}
		}
	}
}

// nth is voter k of many: one out of each of as many equal parts of all voters, so that nobody votes
// twice and they come in order.
func (c *City) nth(d *dice, k, many int) int {
	voters := c.People - c.Newcomers
	low, high := k*voters/many, (k+1)*voters/many
	return low + d.IntN(high-low)
}

func choiceOf(d *dice, voting string) string {
	if voting == "support" {
		return "support"
	}
	switch x := d.Float64(); {
	case x < 0.6:
		return "agree"
	case x < 0.85:
		return "disagree"
	}
	return "pass"
}

// statsRows are the rows of idea_stats for the ideas [from, to).
func (c *City) statsRows(from, to int, tallies []tally) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			i, t := c.idea(d, n), tallies[n]
			if i.state == draft {
				continue
			}
			if !yield(row{i.id, i.state == published, i.published, t.support, t.agree, t.disagree, t.pass, t.comments, c.setting(d, n).stage}) {
				return
			}
		}
	}
}
