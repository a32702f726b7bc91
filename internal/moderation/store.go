package moderation

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/people"
)

// Store keeps cases, decisions and appeals. Its transactions lock the case first, then accounts, then the thing, as its feature does.
type Store struct {
	db       *gorm.DB
	people   *people.Store
	markdown *markdown.Renderer
}

// NewStore keeps them in db.
func NewStore(db *gorm.DB, p *people.Store, md *markdown.Renderer) *Store {
	return &Store{db: db, people: p, markdown: md}
}
