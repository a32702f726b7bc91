package city

import "time"

const (
	offersEach = 4    // of somebody who offers something
	reached    = 0.25 // of the offers reach so far around a place
	local      = 0.35 // reach a district; the others reach the whole municipality
)

func (c *City) offer(d *dice, n int) (id [16]byte, owner int, made time.Time) {
	made = moment(n, c.Offers)
	people := c.Offers / offersEach
	return d.id(made, anOffer, n), min(n/offersEach, people-1) * (c.People - c.Newcomers) / people, made
}

func (c *City) offerRows(d *dice, n int) row {
	id, owner, made := c.offer(d, n)
	d.take(anOffer, n)
	kind, audience, state := helpKinds()[d.IntN(len(helpKinds()))], "public", "open"
	if d.chance(0.2) {
		audience = "matched"
	}
	if d.chance(0.1) {
		state = "paused"
	}
	var district, longitude, latitude, radius any
	switch x := d.Float64(); {
	case x < reached:
		of := d.IntN(c.Districts)
		district, longitude, latitude, radius = c.districtID(d, of), rounded(15+float64(of)/100, 100), rounded(59+d.Float64()/10, 100), 1+d.IntN(20)
	case x < reached+local:
		district = c.districtID(d, d.IntN(c.Districts))
	}
	title := []rune(c.headline(d))
	return row{id, c.person(d, owner).ID, kind, string(title[:min(len(title), 120)]), c.prose(d, 100+d.IntN(300)), audience, languages(d),
		district, longitude, latitude, radius, made, end().AddDate(lasting+d.IntN(5), 0, 0), state, true, made, made}
}

// offerTopicRows are the topics of the offers [from, to): one or two different ones for most.
func (c *City) offerTopicRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			id, _, _ := c.offer(d, n)
			d.take(itsTopics, n)
			first, second, some := d.IntN(c.Topics), d.IntN(c.Topics), d.Float64()
			if some < 0.8 && !yield(row{id, c.topicID(d, first), 1}) {
				return
			}
			if some < 0.3 && first != second && !yield(row{id, c.topicID(d, second), 2}) {
				return
			}
		}
	}
}

// Offer returns offer n, from 0, and who made it.
func (c *City) Offer(n int) (id [16]byte, owner Person) {
	id, person, _ := c.offer(c.dice(), n)
	return id, c.Person(person)
}
