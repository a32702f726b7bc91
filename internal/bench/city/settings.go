package city

import (
	"fmt"
	"math"
	"strings"
)

// setting is what an idea is about, where it is, and how far it has come.
type setting struct {
	stage    string
	district any // null for some
	topics   []int
	place    [2]any // longitude and latitude; null for most
}

// setting leaves the dice as those of the idea's setting.
func (c *City) setting(d *dice, n int) setting {
	d.take(itsSetting, n)
	s := setting{stage: stageAt(d)}
	district, somewhere := d.IntN(c.Districts), d.chance(0.6)
	first, second := d.IntN(c.Topics), d.IntN(c.Topics)
	switch x := d.Float64(); {
	case x < 0.5:
		s.topics = []int{first}
	case x < 0.7 && first != second:
		s.topics = []int{first, second}
	}
	if somewhere {
		s.district = c.districtID(d, district)
	}
	if somewhere && d.chance(0.3) {
		s.place = [2]any{rounded(15+(float64(district)+d.Float64())/100, 10_000), rounded(59+d.Float64()/10, 10_000)}
	}
	return s
}

// rounded is a number in parts of one.
func rounded(x, parts float64) float64 { return math.Round(x*parts) / parts }

// stageAt is the first one for most ideas.
func stageAt(d *dice) string {
	later := []string{"in-dialogue", "accepted", "partly-accepted", "declined", "in-progress", "done", "paused", "dropped"}
	if d.chance(0.85) {
		return published
	}
	return later[d.IntN(len(later))]
}

func (c *City) topicID(d *dice, n int) [16]byte    { return d.id(start(), aTopic, n) }
func (c *City) districtID(d *dice, n int) [16]byte { return d.id(start(), aDistrict, n) }

func (c *City) topicRows(d *dice, n int) row {
	word := c.Word(60 + n)
	return row{c.topicID(d, n), fmt.Sprintf("topic-%d", n+1), "Om " + word, "On " + word}
}

// districtRows are squares side by side.
func (c *City) districtRows(d *dice, n int) row {
	w, e, s, north := 15+float64(n)/100, 15+float64(n+1)/100, 59.0, 59.1
	square := fmt.Sprintf("[[[[%[1]g,%[3]g],[%[2]g,%[3]g],[%[2]g,%[4]g],[%[1]g,%[4]g],[%[1]g,%[3]g]]]]", w, e, s, north)
	return row{c.districtID(d, n), "Stadsdel " + string(rune('A'+n)), square, w, s, e, north}
}

// ideaTopicRows are the topics of the ideas [from, to).
func (c *City) ideaTopicRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			i := c.ideaID(d, n)
			for k, topic := range c.setting(d, n).topics {
				if !yield(row{i, c.topicID(d, topic), k + 1}) {
					return
				}
			}
		}
	}
}

// profiled: one in so many people tells everybody something about themselves.
const profiled = 10

func (c *City) profiles(d *dice, n int) row {
	p := c.person(d, n*profiled)
	d.take(aProfile, n)
	return row{p.ID, "about", strings.TrimSpace(c.prose(d, 80)), "public"}
}

func (c *City) organisation(d *dice, n int) [16]byte {
	return d.id(joinedAt(n, c.People), anOrganisation, n)
}

// bodies are the participants that organisations are.
func (c *City) bodies(d *dice, n int) row {
	id := c.organisation(d, n)
	d.take(anOrganisation, n)
	kinds := []string{"company", "association", "university", "department", "public-body"}
	return row{id, kinds[d.IntN(len(kinds))], fmt.Sprintf("%s %d", c.sentence(nil, d, 2), n), joinedAt(n, c.People), true}
}

func (c *City) organisations(d *dice, n int) row {
	id := c.organisation(d, n)
	d.take(anOrganisation, n)
	return row{id, c.person(d, n).ID, c.prose(d, 200), joinedAt(n, c.People)}
}

// District returns district n, from 0.
func (c *City) District(n int) [16]byte { return c.districtID(c.dice(), n) }
