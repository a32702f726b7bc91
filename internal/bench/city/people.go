package city

import (
	"fmt"
	"strconv"
	"time"
)

// row is one row for COPY.
type row = []any

// Person is somebody with an account and a session that never ends.
type Person struct {
	ID      [16]byte
	Session [16]byte
}

// Newcomer returns one of those who have written and voted nothing yet, from 0.
func (c *City) Newcomer(n int) Person { return c.Person(c.People - c.Newcomers + n) }

// Person returns person n, from 0.
func (c *City) Person(n int) Person { return c.person(c.dice(), n) }

func (c *City) person(d *dice, n int) Person {
	joined := joinedAt(n, c.People)
	return Person{ID: d.id(joined, aPerson, n), Session: d.id(joined, aPerson, c.People+n)}
}

// joinedAt lies before the first idea, so that nobody writes before joining.
func joinedAt(n, many int) time.Time { return moment(n, many).AddDate(-years, 0, 0) }

// voter is anybody but the newcomers.
func (c *City) voter(d *dice) int { return d.IntN(c.People - c.Newcomers) }

const (
	leaders    = 5 // the first people lead projects
	moderators = 2 // the next moderate
)

func role(n int) string {
	switch {
	case n < leaders:
		return "project-leader"
	case n < leaders+moderators:
		return "moderator"
	}
	return "member"
}

// kindOf is what kind of participant somebody is; residents are many and public bodies few.
func kindOf(d *dice) string {
	switch x := d.Float64(); {
	case x < 0.001:
		return "public-body"
	case x < 0.01:
		return "researcher"
	case x < 0.04:
		return "company"
	case x < 0.10:
		return "association"
	}
	return "resident"
}

func (c *City) participants(d *dice, n int) row {
	p := c.person(d, n)
	d.take(aPerson, n)
	return row{p.ID, kindOf(d), string(c.sentence(nil, d, 1)) + " " + strconv.Itoa(n), joinedAt(n, c.People)}
}

func (c *City) accounts(d *dice, n int) row {
	p, email := c.person(d, n), fmt.Sprintf("person-%d@city.example", n)
	return row{p.ID, email, email, "none", role(n), joinedAt(n, c.People), joinedAt(n, c.People)}
}

func (c *City) sessions(d *dice, n int) row {
	p, joined := c.person(d, n), joinedAt(n, c.People)
	return row{p.Session, p.ID, joined, joined, joined, joined.AddDate(100, 0, 0)}
}
