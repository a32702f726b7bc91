package city

import "time"

const (
	toldMost = 20  // the person who is told of one in informed ideas
	informed = 100 // 10,000 of a million
)

// notificationRows has one for each idea: most have been read. They happen far ahead, since what happened half a year ago is deleted, and a
// city is used again for years.
func (c *City) notificationRows(d *dice, n int) row {
	at := end().AddDate(50, 0, 0).Add(time.Duration(n) * time.Minute)
	d.take(aNotification, n)
	kind := []string{"comment", "idea-stage", "idea-supported"}[d.IntN(3)]
	to, count, read := c.voter(d), 1+d.IntN(9), any(at.Add(time.Hour))
	if n%informed == 0 {
		to = toldMost
	}
	if d.chance(0.1) {
		read = nil
	}
	return row{d.id(at, aNotification, n), c.person(d, to).ID, kind, "idea", c.ideaID(d, n), count, at, read}
}

// Informed is who is told the most: of one idea in a hundred.
func (c *City) Informed() Person { return c.Person(toldMost) }
