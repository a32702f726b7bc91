// Package help is what ideas lack and what people lend: needs and offers that find each other, the contacts that come of it with both
// sides' consent, and what people commit themselves to in public.
package help

import (
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Kind is what is lacking and lent.
type Kind string

// The kinds of needs and offers.
const (
	Knowledge  Kind = "knowledge"
	People     Kind = "people"
	Tools      Kind = "tools"
	Venue      Kind = "venue"
	Funding    Kind = "funding"
	Permission Kind = "permission"
)

const (
	maxNeeds     = 30                   // open ones of an idea
	maxOffers    = 50                   // open and paused ones of a participant
	maxAsked     = 20                   // contacts that an account asks for within a day
	maxPromised  = 20                   // commitments that a participant makes within a day
	usually      = 365 * 24 * time.Hour // how long what has no end stays open
	furthest     = 5 * usually          // how far ahead an end may lie
	maxBlocks    = 1000                 // by one participant
	placeDecimal = 2                    // of the degrees of an offer's place
)

// Store keeps needs, offers, contacts and commitments. Its transactions lock in one order: accounts by id, the idea's counters, the contact, the need;
// of offers, the one that changes and then the participant whose open ones are counted.
type Store struct{ db *gorm.DB }

// NewStore keeps them in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db} }

// period is from when until when something is open.
type period struct{ starts, ends *time.Time }

// complete says from when until when: from now on and for a year, where nothing is said.
func (p period) complete(now time.Time) (starts, ends time.Time, err error) {
	starts, ends = now, now.Add(usually)
	if p.starts != nil {
		starts = *p.starts
		ends = starts.Add(usually)
	}
	if p.ends != nil {
		ends = *p.ends
	}
	switch {
	case !ends.After(now):
		return starts, ends, errs.Invalid("endsAt", errs.InThePast)
	case ends.After(now.Add(furthest)):
		return starts, ends, errs.Invalid("endsAt", errs.TooLarge, now.Add(furthest).Format(time.DateOnly))
	}
	return starts, ends, nil
}

// Reachable is the SQL for whether participant p can be asked: a person with an account that is neither disabled nor suspended, or an
// organisation that is neither hidden nor dormant.
const Reachable = `(CASE WHEN p.organisation THEN EXISTS (SELECT FROM organisations g WHERE g.id = p.id AND g.hidden_at IS NULL AND g.keeper_id IS NOT NULL)
	ELSE EXISTS (SELECT FROM accounts u WHERE u.id = p.id AND u.disabled_at IS NULL)
		AND NOT EXISTS (SELECT FROM suspensions x WHERE x.account_id = p.id AND ` + auth.Running + `) END)`
