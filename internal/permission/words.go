package permission

import (
	"math/bits"
	"strings"
)

// words are what standings are called, in their order.
var words = [...]string{"everyone", "signed in", "project leader", "moderator", "administrator", "leads something",
	"author", "representative", "co-author", "leader", "co-leader", "owner", "member"}

// String names the standings, with commas between.
func (s Standings) String() string {
	var names []string
	for rest := uint32(s &^ suspended); rest != 0; rest &= rest - 1 {
		names = append(names, words[bits.TrailingZeros32(rest)])
	}
	return strings.Join(names, ", ")
}
