package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/notification"
)

// notifyPublished has those told who follow a challenge or the author of an idea that who has published for the first time.
func notifyPublished(tx *gorm.DB, who auth.Principal, id uuid.UUID) error {
	return notification.Happened(tx, notification.Event{
		Kind: notification.IdeaPublished, Actor: who.ID, Subject: notification.Subject{Kind: notification.Idea, ID: id},
	})
}
