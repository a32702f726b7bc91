package notification

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/mail"
)

// pieceSize is how many people one transaction tells.
const pieceSize = 1_000

// Store keeps what people follow and what they are told.
type Store struct {
	db     *gorm.DB
	outbox *mail.Outbox
	url    string // of the app, for links in mail
	piece  int
}

// NewStore keeps both in db, and sends mail through outbox; url is where its links lead.
func NewStore(db *gorm.DB, outbox *mail.Outbox, url string) *Store {
	return &Store{db: db, outbox: outbox, url: url, piece: pieceSize}
}
