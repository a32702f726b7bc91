package city

// coauthorRows are those who write the ideas [from, to) with their authors: one for one idea in 25.
func (c *City) coauthorRows(from, to int) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for n := from; n < to; n++ {
			i := c.idea(d, n)
			d.take(itsCoauthor, n)
			with := c.voter(d)
			if !d.chance(0.04) || with == i.author {
				continue
			}
			if !yield(row{i.id, c.person(d, with).ID, c.person(d, i.author).ID, "accepted", i.made, i.made}) {
				return
			}
		}
	}
}
