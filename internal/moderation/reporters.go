package moderation

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/notification"
)

// tellReporters has those told who reported by name that it was read, and whether anything was done: not what, nor to whom. The latest
// maxShown of them, which bounds what a decision costs.
func tellReporters(tx *gorm.DB, caseID uuid.UUID, a Action) error {
	kind := notification.ReportKept
	if a.Restricts() {
		kind = notification.ReportActed
	}
	var reporters []struct{ ID uuid.UUID }
	err := tx.Raw(`SELECT reporter_id AS id FROM reports WHERE case_id = ? AND reporter_id IS NOT NULL ORDER BY id DESC LIMIT ?`, caseID, maxShown).Scan(&reporters).Error
	if err != nil {
		return err
	}
	for _, r := range reporters { // the subject is themselves: what they reported may be out of sight
		err := notification.Happened(tx, notification.Event{Kind: kind, Subject: notification.Subject{Kind: notification.Person, ID: r.ID}, To: []uuid.UUID{r.ID}})
		if err != nil {
			return err
		}
	}
	return nil
}
