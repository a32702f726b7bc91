// Package city makes up a whole city of ideas for measurements: the same seed and size give the same
// rows. How popular an idea is follows a power law, as do the words of its text.
package city

import (
	"math"
	"math/rand/v2"
	"time"
)

// Version changes whenever the rows of a seed do, so that cities made by an older generator are not
// taken for new ones.
const Version = 5

// A city's ideas are spread over three years, up to a fixed day: rows shall not depend on the clock.
const years = 3

// end is the day after the city's last idea.
func end() time.Time { return time.Date(2026, time.November, 1, 0, 0, 0, 0, time.UTC) }

func start() time.Time { return end().AddDate(-years, 0, 0) }

// Size is how much there is of everything; see [Sized].
type Size struct {
	Ideas      int
	People     int
	Newcomers  int // the last of the people: signed in, but they have written and voted nothing yet
	Challenges int
	Workshops  int
	Votes      int // at most
	Comments   int // at most

	Topics, Districts, Organisations int
	Needs, Offers, Notifications     int
}

// Sized returns the size of a city with a number of ideas: one person for five of them (200,000 for a
// million), 20 votes and 5 comments an idea, 3 needs and 2 offers for ten ideas, and challenges that grow
// more slowly (12 for 10,000 ideas, 100 for a million).
func Sized(ideas int) Size {
	people := max(1_000, ideas/5)
	challenges := max(8, int(math.Round(12*math.Pow(float64(ideas)/10_000, 0.46))))
	return Size{Ideas: ideas, People: people, Newcomers: people / 10, Challenges: challenges,
		Workshops: 2 * challenges, Votes: 20 * ideas, Comments: 5 * ideas, Topics: 30, Districts: 20, Organisations: people / 200,
		Needs: ideas / lackingOf * needsEach, Offers: ideas / 5, Notifications: ideas}
}

// City is a plan from which all rows follow.
type City struct {
	Size
	seed       uint64
	words      []string
	votes      []int32 // of each idea
	comments   []int32 // of each idea, deleted ones included
	challenges []challenge
	followed   int // the idea that most people follow: the public one with the most votes
}

// New plans a city of at least 100 ideas.
func New(seed uint64, ideas int) *City {
	c := &City{Size: Sized(ideas), seed: seed, words: vocabulary()}
	shuffle := rand.New(rand.NewPCG(seed, 0))
	voters := c.People - c.Newcomers
	c.votes = powerLaw(c.Votes, voters, shuffle.Perm(ideas))
	c.comments = powerLaw(c.Comments, math.MaxInt32, shuffle.Perm(ideas))
	c.challenges = c.planChallenges()
	for i := range c.votes {
		if c.idea(c.dice(), i).state == draft {
			c.votes[i], c.comments[i] = 0, 0
		} else if c.votes[i] > c.votes[c.followed] && c.idea(c.dice(), i).state == published {
			c.followed = i
		}
	}
	return c
}

// powerLaw spreads total over the things in ranked, most popular first: the share of rank r is
// proportional to r^-0.8, and none gets more than limit. The sum stays a little below total.
func powerLaw(total, limit int, ranked []int) []int32 {
	const exponent = 0.8
	sum := 0.0
	for r := range ranked {
		sum += math.Pow(float64(r+1), -exponent)
	}
	shares := make([]int32, len(ranked))
	for r, thing := range ranked {
		shares[thing] = int32(min(float64(limit), float64(total)/sum*math.Pow(float64(r+1), -exponent)))
	}
	return shares
}
