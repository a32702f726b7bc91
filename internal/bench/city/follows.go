package city

import "time"

// A quarter of the people follow one idea and the challenge with the most ideas: 50,000 of 200,000. Of the others, an idea has a follower for
// fifty votes, and a challenge one in two hundred people.
const (
	famous         = 4
	votesAFollower = 50
	remembered     = 200
)

// followers are the rows of the followers of one thing, in the order of their ids.
func (c *City) followers(d *dice, kind string, target [16]byte, since time.Time, many int, yield func(row) bool) bool {
	for k := range many {
		if !yield(row{c.person(d, c.nth(d, k, many)).ID, kind, target, since}) {
			return false
		}
	}
	return true
}

// ideaFollowRows are the followers of the ideas [from, to).
func (c *City) ideaFollowRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			many := int(c.votes[n]) / votesAFollower
			if n == c.followed {
				many = c.Followers()
			}
			if id := c.ideaID(d.take(itsFollowers, n), n); !c.followers(d, "idea", id, moment(n, c.Ideas), many, yield) {
				return
			}
		}
	}
}

// challengeFollowRows are the followers of the challenges [from, to).
func (c *City) challengeFollowRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			many := c.People / remembered
			if n == hall {
				many = c.Followers()
			}
			if d.take(itsFollowers, c.Ideas+n); !c.followers(d, "challenge", c.challenges[n].id, c.challenges[n].opens, many, yield) {
				return
			}
		}
	}
}

// Followers is how many follow the most followed idea, and the most followed challenge.
func (c *City) Followers() int { return c.People / famous }

// Followed is the idea that most people follow.
func (c *City) Followed() [16]byte { return c.ideaID(c.dice(), c.followed) }
