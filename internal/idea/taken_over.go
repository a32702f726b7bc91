package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// takenOver are those of ideas that others wrote and passed on. Whose they are now pass them on in turn, and do not withdraw them: what
// somebody gave away, and many support, is not taken from everybody by who took it.
func takenOver(db *gorm.DB, ids ...uuid.UUID) (map[uuid.UUID]bool, error) {
	var rows []struct{ ID uuid.UUID }
	err := db.Raw(`SELECT i.id FROM ideas i WHERE i.id = ANY (?) AND
		(SELECT h.from_id FROM idea_handovers h WHERE h.idea_id = i.id AND h.state = 'accepted' ORDER BY h.id LIMIT 1) <> i.author_id`, postgres.IDs(ids)).Scan(&rows).Error
	found := make(map[uuid.UUID]bool, len(rows))
	for _, row := range rows {
		found[row.ID] = true
	}
	return found, err
}

// checkWithdrawal refuses to withdraw an idea that was taken over: the problem is TakenOver.
func checkWithdrawal(tx *gorm.DB, id uuid.UUID, to State) error {
	if to != Withdrawn {
		return nil
	}
	taken, err := takenOver(tx, id)
	if err == nil && taken[id] {
		err = errs.New(errs.TakenOver)
	}
	return err
}
