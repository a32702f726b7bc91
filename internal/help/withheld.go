package help

import (
	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// Withheld is why others do not see a need, an offer or a commitment that who wrote it does; empty: everybody does. It is in no list of
// others, matches nothing and is not changed, except that its owner ends it.
type Withheld string

// Why something is withheld.
const (
	Waiting Withheld = "waiting" // a moderator has not let it through yet
	Hidden  Withheld = "hidden"  // by a moderator
)

// checkSeen is NotFound for who does not see k because it is withheld.
func (k Commitment) checkSeen(who auth.Principal) error {
	if k.Withheld != "" && who.To(k.Helper.ID) == 0 {
		return errs.New(errs.NotFound)
	}
	return nil
}
