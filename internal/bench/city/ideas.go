package city

import (
	"slices"
	"time"
)

const (
	draft     = "draft"
	published = "published"
)

// idea is what the rows of an idea, its votes and its comments follow from.
type idea struct {
	id        [16]byte
	author    int
	made      time.Time
	published time.Time
	state     string
	voting    string
	answers   []int
}

// idea leaves the dice as those of the idea's text.
func (c *City) idea(d *dice, n int) idea {
	d.take(anIdea, n)
	i := idea{id: c.ideaID(d, n), made: moment(n, c.Ideas), author: c.voter(d), state: stateOf(d), voting: "support"}
	i.published = d.within(i.made, 24*time.Hour)
	i.answers = c.answered(d, i.made)
	if len(i.answers) > 0 {
		i.voting = c.challenges[i.answers[0]].voting
	}
	return i
}

func (c *City) ideaID(d *dice, n int) [16]byte { return d.id(moment(n, c.Ideas), anIdea, n) }

func stateOf(d *dice) string {
	switch x := d.Float64(); {
	case x < 0.005:
		return draft
	case x < 0.010:
		return "hidden"
	case x < 0.020:
		return "withdrawn"
	}
	return published
}

func (c *City) ideaRows(d *dice, n int) row {
	i := c.idea(d, n)
	title, body := c.headline(d), c.prose(d, 300+d.IntN(500))
	at := any(i.published)
	if i.state == draft {
		at = nil
	}
	s := c.setting(d, n)
	return row{i.id, c.person(d, i.author).ID, title, body, excerpt(body), i.voting, i.state, s.stage, s.district, s.place[0], s.place[1], i.made, at, i.published}
}

// answerRows are the rows of challenge_ideas for the ideas [from, to).
func (c *City) answerRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			i := c.idea(d, n)
			for _, a := range i.answers {
				if !yield(row{c.challenges[a].id, i.id, i.voting}) {
					return
				}
			}
		}
	}
}

// OpenIdeas returns up to limit ideas that take votes by support for as long as the city stands: the
// most popular first.
func (c *City) OpenIdeas(limit int) [][16]byte {
	d, open := c.dice(), []int(nil)
	for n := range c.Ideas {
		if i := c.idea(d, n); i.state == published && (len(i.answers) == 0 || i.answers[0] == hall) {
			open = append(open, n)
		}
	}
	slices.SortStableFunc(open, func(a, b int) int { return int(c.votes[b]) - int(c.votes[a]) })
	ids := make([][16]byte, min(limit, len(open)))
	for n := range ids {
		ids[n] = c.idea(d, open[n]).id
	}
	return ids
}
