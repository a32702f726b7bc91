package challenge

import (
	"time"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Eligible is who may propose or vote in a challenge. Of an idea that answers several, the strictest counts.
type Eligible string

// Who may. Residents are proven by e-identification to live in the municipality, and to be one person; in an organisation's
// name it is whoever writes.
const (
	Anyone            Eligible = "anyone" // with an account
	VerifiedResidents Eligible = "verified-residents"
	Residents16       Eligible = "verified-residents-16" // and to be 16
	Residents18       Eligible = "verified-residents-18" // and to be 18
)

// age is how old one must be proven to be; 0: any age.
func (e Eligible) age() int {
	switch e {
	case Residents16:
		return 16
	case Residents18:
		return 18
	case Anyone, VerifiedResidents:
	}
	return 0
}

// Lacks is the problem that keeps from taking part who has proven p, or "" for none: ResidenceRequired, AgeRequired where their age is not
// known, or UnderAge where it is, so that to prove it again would be in vain.
func (e Eligible) Lacks(p auth.Proof, now time.Time) errs.Code {
	switch {
	case e == Anyone:
		return ""
	case !p.Resident(now):
		return errs.ResidenceRequired
	case p.Aged(e.age(), now):
		return ""
	case p.OfAgeOn.IsZero():
		return errs.AgeRequired
	}
	return errs.UnderAge
}

// The SQL for how old who votes or proposes in challenge c must be proven to be, besides living here; null: they prove nothing.
const (
	VoterAge    = `CASE c.voters WHEN 'verified-residents' THEN 0 WHEN 'verified-residents-16' THEN 16 WHEN 'verified-residents-18' THEN 18 END`
	ProposerAge = `CASE c.proposers WHEN 'verified-residents' THEN 0 WHEN 'verified-residents-16' THEN 16 WHEN 'verified-residents-18' THEN 18 END`
)
