// Package permission says who may do what: one table (table.go) that decides every check, writes
// docs/permissions.md and is walked through over HTTP by a test. What depends on the state of a thing
// or on the time stays in its feature; who may is here and nowhere else.
package permission

import "math/bits"

// Standings is a set of what somebody is: in the installation, and to the thing in question.
type Standings uint32

// The standings. The first six somebody has in the installation, the others to a thing.
const (
	Anyone         Standings = 1 << iota // everybody, signed in or not
	SignedIn                             // has an account and is signed in
	ProjectLeader                        // role: may start challenges and workshops
	Moderator                            // role: looks after what others write
	Administrator                        // role: looks after the installation
	Leading                              // leads or co-leads something at present
	Author                               // wrote the thing
	Representative                       // speaks for the organisation that wrote the thing, or that it is
	CoAuthor                             // was invited by its author to write it with them, and accepted
	Leader                               // leads the thing, or the focus area that it belongs to
	CoLeader                             // helps to lead it
	Owner                                // owns the organisation
	Belonging                            // is a member of the organisation
	end
)

// suspended is no standing but the lack of one: who is suspended does only what the table lets them.
const suspended Standings = 1 << 31

// Suspended returns s of somebody who is suspended.
func (s Standings) Suspended() Standings { return s | suspended }

// IsSuspended reports whether s is of somebody who is suspended.
func (s Standings) IsSuspended() bool { return s&suspended != 0 }

// All lists every standing by itself.
func All() []Standings {
	all := make([]Standings, 0, bits.Len32(uint32(end))-1)
	for s := Anyone; s < end; s <<= 1 {
		all = append(all, s)
	}
	return all
}

// If returns s when it is so, and else nothing.
func If(so bool, s Standings) Standings {
	if so {
		return s
	}
	return 0
}

// May reports whether somebody of these standings may do a, as far as that depends on who they are.
func May(a Action, s Standings) bool {
	row := &table[a]
	return row.may&s != 0 && (s&suspended == 0 || row.suspended)
}
