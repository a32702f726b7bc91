// Package search finds what everybody may see: challenges, ideas, comments, people, organisations and workshops, by words in Swedish
// and English, and the ideas that are like a text.
//
// What can be found has a row in search_entries, kept by triggers in the transaction that changes it, and nothing else has one but the comments
// of hidden ideas, which search_withheld names. Words, filters and how far back to look are tsqueries over one GIN index. A rare word is found
// exactly. Of a common one the newest [MaxFound] are found, at the same cost however many there are: see [reach].
package search

import (
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/participant"
)

// Kind is what something is that is found.
type Kind string

// The kinds.
const (
	Challenge    Kind = "challenge"
	Idea         Kind = "idea"
	Comment      Kind = "comment"
	Person       Kind = "person"
	Organisation Kind = "organisation"
	Workshop     Kind = "workshop"
)

// Within is how long ago something was made public at the most.
type Within string

// The times to choose from; "" is any.
const (
	Week  Within = "week"  // 7 days
	Month Within = "month" // 31 days
	Year  Within = "year"  // 366 days
)

func (w Within) days() int { return map[Within]int{Week: 7, Month: 31, Year: 366}[w] }

// MaxFound is how many of what has the words are found at the most, the newest first.
const MaxFound = 1_000

// Filter says what is looked for. Of its fields all count that are not zero.
type Filter struct {
	Query           string // as it is typed: words, "words in order", -not or or
	Unfinished      bool   // the last word may be the beginning of one
	Kind            Kind
	ChallengeID     *uuid.UUID // the challenge, and ideas, comments and workshops that belong to it
	Stage           string     // of ideas
	TopicID         *uuid.UUID
	DistrictID      *uuid.UUID
	ParticipantKind participant.Kind // of who wrote it, or who it is
	Within          Within
	AuthorID        *uuid.UUID // of ideas
	Placed          *bool      // of ideas: whether they have a place
	Standalone      *bool      // of ideas: whether they answer no challenge
}

// Store searches. Safe for concurrent use.
type Store struct {
	db       *gorm.DB
	markdown *markdown.Renderer
}

// NewStore searches in db.
func NewStore(db *gorm.DB, md *markdown.Renderer) *Store { return &Store{db: db, markdown: md} }

// Piece is a part of a text, which a search has found or which stands around it.
type Piece struct {
	Text  string
	Found bool
}

// Hit is one thing found.
type Hit struct {
	Kind    Kind
	ID      uuid.UUID
	At      time.Time
	Title   []Piece `gorm:"-"` // a comment's is its idea's
	Excerpt []Piece `gorm:"-"` // around what was found
	IdeaID  *uuid.UUID
	Stage   string          // of an idea
	Author  participant.Ref `gorm:"embedded;embeddedPrefix:author_"` // of an idea or comment; else zero
}
