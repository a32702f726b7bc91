package mail

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"
)

// Demo carries mail into a table that the demo shows in the browser.
type Demo struct{ db *gorm.DB }

// NewDemo keeps mail in db.
func NewDemo(db *gorm.DB) *Demo { return &Demo{db: db} }

// Carry stores one mail; a second try with the same id changes nothing.
func (d *Demo) Carry(ctx context.Context, id uuid.UUID, m Message) error {
	return d.db.WithContext(ctx).Exec(`INSERT INTO mailbox_messages (id, message_id, recipient, subject, body) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT ON CONSTRAINT mailbox_messages_message_id DO NOTHING`, id, id.String(), m.To, m.Subject, m.Text).Error
}
