package help

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/permission"
)

// Withheld is why others do not see a need, an offer or a commitment that who wrote it does; empty: everybody does. It is in no list of
// others, matches nothing and is not changed, except that its owner ends a need or an offer, and that it is said what came of a commitment.
type Withheld string

// Why something is withheld.
const (
	Waiting Withheld = "waiting" // a moderator has not let it through yet
	Hidden  Withheld = "hidden"  // by a moderator
)

// settles is whether who may say what comes of what is promised to i.
func settles(db *gorm.DB, who auth.Principal, i idea.Summary) (bool, error) {
	to, err := idea.Standings(db, who, i)
	return who.May(permission.RecordOutcome, to), err
}

// shownTo is k as who gets it: what is hidden without its words where they may say what comes of it, and NotFound for everybody else but who made it.
func (k Commitment) shownTo(db *gorm.DB, who auth.Principal, i idea.Summary) (Commitment, error) {
	if k.Withheld == "" || who.To(k.Helper.ID) != 0 {
		return k, nil
	}
	may, err := settles(db, who, i)
	if err == nil && !may {
		err = errs.New(errs.NotFound)
	}
	return k.veiled(who), err
}

// veiled is k without the words that are hidden from who.
func (k Commitment) veiled(who auth.Principal) Commitment {
	if k.Withheld == "" || who.To(k.Helper.ID) != 0 {
		return k
	}
	k.Description = ""
	if who.To(k.OutcomeBy.ID) == 0 {
		k.Words = nil
	}
	return k
}
