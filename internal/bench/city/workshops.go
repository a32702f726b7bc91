package city

import (
	"fmt"
	"time"
)

// seats is how many a workshop has; seated of them are taken.
const (
	seats  = 30
	seated = 20
)

func (c *City) workshop(d *dice, n int) (id [16]byte, starts time.Time) {
	starts = moment(n, c.Workshops).Truncate(time.Hour).AddDate(1, 0, 0)
	return d.id(starts.AddDate(0, -2, 0), aWorkshop, n), starts
}

func (c *City) workshopRows(d *dice, n int) row {
	id, starts := c.workshop(d, n)
	d.take(aWorkshop, n)
	made := starts.AddDate(0, -2, 0)
	return row{id, fmt.Sprintf("%d. %s", n+1, c.headline(d)), c.prose(d, 800), starts, starts.Add(2 * time.Hour), c.headline(d), seats, seated,
		c.challenges[n%len(c.challenges)].id, published, made, made}
}

func (c *City) workshopLeaderRows(d *dice, n int) row {
	id, _ := c.workshop(d, n)
	return row{id, c.person(d, n%leaders).ID}
}

// signupRows has row n of all workshops' sign-ups.
func (c *City) signupRows(d *dice, n int) row {
	id, starts := c.workshop(d, n/seated)
	return row{id, c.person(d, c.nth(d.take(aWorkshop, n), n%seated, seated)).ID, "seated", starts.AddDate(0, -1, 0)}
}

// Workshop returns workshop n, from 0.
func (c *City) Workshop(n int) [16]byte {
	id, _ := c.workshop(c.dice(), n)
	return id
}
