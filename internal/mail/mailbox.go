package mail

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/page"
)

// Kept is a mail that the demo shows instead of sending it.
type Kept struct {
	ID        uuid.UUID
	Recipient string
	Subject   string
	Body      string // plain text
	SentAt    time.Time
}

// Mailbox reads what [Demo] has kept.
type Mailbox struct{ db *gorm.DB }

// NewMailbox reads from db.
func NewMailbox(db *gorm.DB) *Mailbox { return &Mailbox{db: db} }

// kept are the columns of [Kept].
const kept = `m.id, m.recipient, m.subject, m.body, m.sent_at FROM mailbox_messages m`

// List returns the mails to an address, in any spelling of its case, or all when it is empty, newest first.
func (b *Mailbox) List(ctx context.Context, to string, r page.Request) (page.Result[Kept], error) {
	// A demo has few mails, so they are looked through.
	const matching = `(? = '' OR lower(m.recipient) = lower(?))`
	db := b.db.WithContext(ctx)
	place := func(m Kept) uuid.UUID { return m.ID }
	result, err := page.Read(r, "mailbox", uuid.Max, place, func(after uuid.UUID, offset, limit int) ([]Kept, error) {
		var items []Kept
		err := db.Raw(`SELECT `+kept+` WHERE `+matching+` AND m.id < ? ORDER BY m.id DESC OFFSET ? LIMIT ?`,
			to, to, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM mailbox_messages m WHERE `+matching, to, to)
	return result, err
}

// Get returns one mail.
func (b *Mailbox) Get(ctx context.Context, id uuid.UUID) (Kept, error) {
	var found []Kept
	if err := b.db.WithContext(ctx).Raw(`SELECT `+kept+` WHERE m.id = ?`, id).Scan(&found).Error; err != nil {
		return Kept{}, err
	}
	if len(found) == 0 {
		return Kept{}, errs.New(errs.NotFound)
	}
	return found[0], nil
}
