package help

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// ChangeHands ends what people and the author of before agreed on, when an idea becomes somebody else's: whoever waits for an answer or is
// in contact may ask whose it is now, who has agreed to nothing, and neither side reads the other's address any more. What the new
// author has promised the idea and not done yet is lacking again, since nobody says of themselves what came of it; promises of others
// stay. It locks the idea's counters, and returns whose contacts have ended, each once.
func ChangeHands(tx *gorm.DB, ideaID, to uuid.UUID) (helpers []uuid.UUID, err error) {
	if err := tx.Exec(`SELECT FROM idea_stats WHERE idea_id = ? FOR NO KEY UPDATE`, ideaID).Error; err != nil {
		return nil, err
	}
	err = tx.Raw(`UPDATE contacts SET state = 'withdrawn', answered_at = now()
		WHERE state IN ('asked', 'accepted') AND need_id IN (SELECT id FROM needs WHERE idea_id = ?) RETURNING helper_id`, ideaID).Scan(&helpers).Error
	if err != nil {
		return nil, err
	}
	slices.SortFunc(helpers, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	return slices.Compact(helpers), dropPromises(tx, ideaID, to)
}

// dropPromises takes back what a participant has promised an idea and not done yet.
func dropPromises(tx *gorm.DB, ideaID, helper uuid.UUID) error {
	var promised []struct {
		NeedID uuid.UUID
		Amount int
	}
	err := tx.Raw(`DELETE FROM commitments WHERE idea_id = ? AND helper_id = ? AND outcome IS NULL RETURNING need_id, amount`, ideaID, helper).Scan(&promised).Error
	if err != nil {
		return err
	}
	for _, p := range promised {
		if err := giveBack(tx, p.NeedID, p.Amount); err != nil {
			return err
		}
	}
	return nil
}
