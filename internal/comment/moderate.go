package comment

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Show puts the text of a hidden comment back, or takes it out of one that everybody reads; its place and its replies stay. Whether somebody
// may is for moderation to say, which calls it. A comment that is so already stays so; hiding one that is deleted is
// CommentDeleted. The text lies in hidden_comments meanwhile, where no list and no search looks. One that waits is let through, or refused.
func Show(tx *gorm.DB, id uuid.UUID, so bool) error {
	if held, err := showHeld(tx, id, so); held || err != nil {
		return err
	}
	c, err := lockOne(tx, id)
	if err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(id), change.Comments(c.IdeaID))
	switch {
	case so && c.State == DeletedByModerator:
		return unhide(tx, c)
	case !so && c.State == Published:
		return hide(tx, c)
	case !so && c.State == DeletedByAuthor:
		return errs.New(errs.CommentDeleted)
	}
	return nil
}

// Hold keeps a comment's words and state as they are until the end of the transaction. One that waits, or was refused, is not edited; who wrote it
// is held, as where it is let through.
func Hold(tx *gorm.DB, id uuid.UUID) error {
	if _, err := lockOne(tx, id); errs.CodeOf(err) != errs.NotFound {
		return err
	}
	return tx.Exec(`SELECT FROM accounts a JOIN held_comments h ON h.account_id = a.id WHERE h.id = ? FOR NO KEY UPDATE OF a`, id).Error
}

// lockOne takes a comment and the counters of its idea, in the order in which everybody does.
func lockOne(tx *gorm.DB, id uuid.UUID) (Comment, error) {
	var c Comment
	if err := tx.Raw(`SELECT id, idea_id FROM comments WHERE id = ?`, id).Scan(&c).Error; err != nil {
		return c, err
	}
	if c.ID == uuid.Nil {
		return c, errs.New(errs.NotFound)
	}
	if err := lockIdea(tx, c.IdeaID); err != nil {
		return c, err
	}
	err := tx.Raw(`SELECT id, idea_id, parent_id, body, state FROM comments WHERE id = ? FOR NO KEY UPDATE`, id).Scan(&c).Error
	return c, err
}

func hide(tx *gorm.DB, c Comment) error {
	err := tx.Exec(`INSERT INTO hidden_comments (comment_id, body) VALUES (?, ?)
		ON CONFLICT ON CONSTRAINT hidden_comments_pkey DO UPDATE SET body = EXCLUDED.body, hidden_at = now()`, c.ID, c.Body).Error
	if err != nil {
		return err
	}
	if err := tx.Exec(`UPDATE comments SET state = ?, body = '' WHERE id = ?`, DeletedByModerator, c.ID).Error; err != nil {
		return err
	}
	return countComments(tx, c.IdeaID, -1)
}

// unhide puts the text back, if it was kept.
func unhide(tx *gorm.DB, c Comment) error {
	shown := tx.Exec(`WITH kept AS (DELETE FROM hidden_comments WHERE comment_id = ? RETURNING body)
		UPDATE comments SET state = 'published', body = kept.body FROM kept WHERE id = ?`, c.ID, c.ID)
	if shown.Error != nil || shown.RowsAffected == 0 {
		return shown.Error
	}
	return countComments(tx, c.IdeaID, 1)
}
