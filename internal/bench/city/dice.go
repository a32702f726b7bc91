package city

import (
	"encoding/binary"
	"math/rand/v2"
	"time"
)

// kind is a kind of thing that dice are thrown for.
type kind uint64

const (
	aPerson kind = iota + 1
	anIdea
	itsVotes
	itsComments
	aComment
	aChallenge
	aWorkshop
	itsSetting
	aTopic
	aDistrict
	anOrganisation
	aProfile
	aNeed
	anOffer
	itsTopics
	itsFollowers
	aNotification
	itsDecision
	aPhase
	itsCoauthor
	itsThanks
)

// dice are thrown anew for each thing, so that what one is does not depend on the others, nor on who
// makes it up when. Not for concurrent use.
type dice struct {
	*rand.Rand
	pcg  *rand.PCG
	zipf *rand.Zipf
	seed uint64
}

func (c *City) dice() *dice {
	pcg := rand.NewPCG(c.seed, 0)
	r := rand.New(pcg)
	return &dice{Rand: r, pcg: pcg, zipf: rand.NewZipf(r, 1.07, 2.7, uint64(len(c.words)-1)), seed: c.seed}
}

// take makes the dice those of thing n of a kind.
func (d *dice) take(k kind, n int) *dice {
	d.pcg.Seed(mix(d.seed+uint64(k)), mix(uint64(k)<<48+uint64(n)))
	return d
}

// mix spreads neighbouring numbers over all of them (the finish of SplitMix64).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// chance is true in a share of the throws.
func (d *dice) chance(share float64) bool { return d.Float64() < share }

// within is a moment after from whose distance is distributed exponentially, before the city's end.
func (d *dice) within(from time.Time, mean time.Duration) time.Time {
	at := from.Add(time.Duration(d.ExpFloat64() * float64(mean))).Truncate(time.Millisecond)
	if at.Before(end()) {
		return at
	}
	return from.Add(time.Duration(d.Float64() * float64(end().Sub(from)))).Truncate(time.Millisecond)
}

// moment is when thing n of many, spread evenly over the city's time, was made.
func moment(n, many int) time.Time {
	step := end().Sub(start()) / time.Duration(many)
	return start().Add(time.Duration(n) * step).Truncate(time.Millisecond)
}

// id is a UUIDv7 made at a moment; its other bits follow from seed, kind and n.
func (d *dice) id(at time.Time, k kind, n int) (id [16]byte) {
	random := mix(d.seed ^ mix(uint64(k)<<48+uint64(n)))
	binary.BigEndian.PutUint64(id[:8], uint64(at.UnixMilli())<<16|0x7000|random>>52)
	binary.BigEndian.PutUint64(id[8:], 1<<63|mix(random)>>2)
	return id
}
