package city

import "time"

const (
	needsEach = 3  // of an idea that lacks something
	lackingOf = 10 // one in so many ideas lacks something
	// lasting is how many years needs and offers are open after the city's end at least: so long that a city that is used again has them.
	lasting = 20
)

func helpKinds() []string {
	return []string{"knowledge", "people", "tools", "venue", "funding", "permission"}
}

// need is what the rows of a need follow from.
type need struct {
	id   [16]byte
	idea idea
	made time.Time
}

// need leaves the dice as those of the need's text. It belongs to the first public one of ten ideas.
func (c *City) need(d *dice, n int) need {
	of := n / needsEach * lackingOf
	i := c.idea(d, of)
	for next := of + 1; i.state != published && next < of+lackingOf; next++ {
		i = c.idea(d, next)
	}
	d.take(aNeed, n)
	made := d.within(i.published, 10*24*time.Hour)
	return need{id: d.id(made, aNeed, n), idea: i, made: made}
}

func (c *City) needRows(d *dice, n int) row {
	lack := c.need(d, n)
	kind := d.IntN(len(helpKinds()))
	unit := []string{"timmar", "personer", "stycken", "kvadratmeter", "kronor", "tillstånd"}[kind]
	amount, committed, state := 1+d.IntN(50), 0, "open"
	switch x := d.Float64(); {
	case x < 0.04:
		state, committed = "fulfilled", amount
	case x < 0.10:
		state = "closed"
	}
	return row{lack.id, lack.idea.id, helpKinds()[kind], c.prose(d, 60+d.IntN(120)), amount, unit, committed, languages(d),
		lack.made, end().AddDate(lasting+d.IntN(5), 0, 0), state, true, lack.made, lack.made}
}

// languages are none for most.
func languages(d *dice) []string {
	switch x := d.Float64(); {
	case x < 0.8:
		return []string{}
	case x < 0.95:
		return []string{"sv"}
	}
	return []string{"sv", "en"}
}

// Need returns need n, from 0, and the author of its idea.
func (c *City) Need(n int) (id [16]byte, author Person) {
	lack := c.need(c.dice(), n)
	return lack.id, c.Person(lack.idea.author)
}
