package city

import (
	"cmp"
	"slices"
	"time"
)

// comment is one comment on idea; parent is its first-level comment's place among the idea's comments,
// or -1.
type comment struct {
	at       int64 // ms since 1970
	parentAt int64
	idea     int32
	place    int32
	parent   int32
	replies  int32
	gone     bool
	thanks   int8
}

// commentsInOrder makes up all comments, in the order in which they were written, and counts in tallies
// those that are there to read.
func (c *City) commentsInOrder(tallies []tally) []comment {
	all, d := make([]comment, 0, c.Comments), c.dice()
	for n := range c.Ideas {
		before := len(all)
		all = c.discuss(d, n, all)
		for _, one := range all[before:] {
			if !one.gone {
				tallies[n].comments++
			}
		}
	}
	slices.SortFunc(all, func(a, b comment) int {
		return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.idea, b.idea), cmp.Compare(a.place, b.place))
	})
	return all
}

// discuss appends the comments on idea n.
func (c *City) discuss(d *dice, n int, all []comment) []comment {
	published := c.idea(d, n).published
	d.take(itsComments, n)
	times := make([]int64, c.comments[n])
	for k := range times {
		times[k] = d.within(published, 14*24*time.Hour).UnixMilli()
	}
	slices.Sort(times)
	first := len(all)
	tops := []int32(nil)
	for k, at := range times {
		one := comment{at: at, idea: int32(n), place: int32(k), parent: -1, gone: d.chance(0.01)}
		if len(tops) > 0 && d.chance(0.4) {
			one.parent = tops[d.IntN(len(tops))]
			parent := &all[first+int(one.parent)]
			parent.replies++
			one.parentAt = parent.at
		} else {
			tops = append(tops, one.place)
		}
		if !one.gone {
			one.thanks = thankedAt(d)
		}
		all = append(all, one)
	}
	return all
}

func (d *dice) commentID(at int64, idea, place int32) [16]byte {
	return d.id(time.UnixMilli(at), aComment, int(idea)<<20+int(place))
}

// commentRows are the rows of a piece of all comments.
func (c *City) commentRows(piece []comment) func(func(row) bool) {
	return func(yield func(row) bool) {
		d := c.dice()
		for _, one := range piece {
			i := c.ideaID(d, int(one.idea))
			id, parent := d.commentID(one.at, one.idea, one.place), any(nil)
			if one.parent >= 0 {
				parent = d.commentID(one.parentAt, one.idea, one.parent)
			}
			d.take(aComment, int(one.idea)<<20+int(one.place))
			author, state, body := c.person(d, c.voter(d)).ID, published, ""
			if one.gone {
				state = "deleted-by-author"
			} else {
				body = c.prose(d, 20+d.IntN(200))
			}
			if !yield(row{id, i, author, parent, commentKind(d), body, state, one.replies, one.thanks, time.UnixMilli(one.at)}) {
				return
			}
		}
	}
}

// commentKind is a plain one for most.
func commentKind(d *dice) string {
	if d.chance(0.7) {
		return "comment"
	}
	return []string{"question", "suggestion", "concern", "thanks"}[d.IntN(4)]
}

// Thread is the published idea whose comments are nearest in number to so many, and of those that answer no other the one in the middle
// and the last.
func (c *City) Thread(comments int) (idea, middle, last [16]byte) {
	d, best := c.dice(), -1
	off := func(n int) int { return max(int(c.comments[n])-comments, comments-int(c.comments[n])) }
	for n := range c.Ideas {
		if (best < 0 || off(n) < off(best)) && c.idea(d, n).state == published {
			best = n
		}
	}
	tops := slices.DeleteFunc(c.discuss(d, best, nil), func(one comment) bool { return one.parent >= 0 })
	id := func(one comment) [16]byte { return d.commentID(one.at, one.idea, one.place) }
	return c.ideaID(d, best), id(tops[len(tops)/2]), id(tops[len(tops)-1])
}
