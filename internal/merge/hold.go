package merge

import (
	"github.com/google/uuid"
	"gorm.io/gorm"
)

// Hold locks the proposals about an idea that wait, which come before the idea in the order of locks.
func Hold(tx *gorm.DB, ideaID uuid.UUID) error {
	return tx.Exec(`SELECT FROM idea_merges WHERE state = 'proposed' AND (idea_id = ? OR into_id = ?) ORDER BY id FOR NO KEY UPDATE`, ideaID, ideaID).Error
}

// Forget takes back what was agreed for an idea whose author is another now: nobody has asked them. The proposals wait on, and the idea must
// be locked.
func Forget(tx *gorm.DB, ideaID uuid.UUID) error {
	return tx.Exec(`UPDATE idea_merges SET version = version + 1, idea_agreed_at = CASE WHEN idea_id = @idea THEN NULL ELSE idea_agreed_at END,
			into_agreed_at = CASE WHEN into_id = @idea THEN NULL ELSE into_agreed_at END
		WHERE state = 'proposed' AND (idea_id = @idea OR into_id = @idea)`, map[string]any{"idea": ideaID}).Error
}

// holdPair ends a proposal about two ideas whose time is over, and locks one that waits.
func holdPair(tx *gorm.DB, one, other uuid.UUID) error {
	const pair = `state = 'proposed' AND least(idea_id, into_id) = least(CAST(@one AS uuid), CAST(@other AS uuid)) AND greatest(idea_id, into_id) = greatest(CAST(@one AS uuid), CAST(@other AS uuid))`
	ids := map[string]any{"one": one, "other": other}
	if err := tx.Exec(`UPDATE idea_merges SET state = 'expired', decided_at = now(), version = version + 1 WHERE expires_at <= now() AND `+pair, ids).Error; err != nil {
		return err
	}
	return tx.Exec(`SELECT FROM idea_merges WHERE `+pair+` FOR NO KEY UPDATE`, ids).Error
}
