package city

import "time"

// thankedAt is how often comments are thanked for: one in ten, one to three times.
func thankedAt(d *dice) int8 {
	if d.chance(0.9) {
		return 0
	}
	return int8(1 + d.IntN(3))
}

// thanksRows are those of a piece of all comments.
func (c *City) thanksRows(piece []comment) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for _, one := range piece {
			id := d.commentID(one.at, one.idea, one.place)
			d.take(itsThanks, int(one.idea)<<20+int(one.place))
			for k := range int(one.thanks) {
				if !yield(row{id, c.person(d, c.nth(d, k, int(one.thanks))).ID, time.UnixMilli(one.at)}) {
					return
				}
			}
		}
	}
}
