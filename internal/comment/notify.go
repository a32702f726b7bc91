package comment

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/notification"
)

// notify has those told who follow what c, which who wrote, stands under, and whoever it replies to.
func notify(tx *gorm.DB, who auth.Principal, c Comment) error {
	kind := notification.Comment
	if c.Official {
		kind = notification.OfficialReply
	}
	event := notification.Event{
		Kind: kind, Actor: who.ID, Subject: notification.Subject{Kind: notification.Idea, ID: c.IdeaID}, Object: c.ID,
	}
	if err := notification.Happened(tx, event); err != nil || c.ParentID == nil {
		return err
	}
	event.Kind = notification.Reply
	if err := tx.Raw(`SELECT author_id FROM comments WHERE id = ?`, c.ParentID).Scan(&event.To).Error; err != nil {
		return err
	}
	return notification.Happened(tx, event)
}
