// Package topic is what ideas and challenges are about: a short list that administrators keep.
package topic

import (
	"database/sql/driver"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
)

// State is whether a topic is in use.
type State string

// The states of a topic.
const (
	Active   State = "active"
	Archived State = "archived" // stays on what has it, and is given to nothing new
)

// MaxActive is how many topics are in use at most: as many as one page of them has.
const MaxActive = 100

// Name is a topic's name, from 2 to 60 characters.
type Name struct {
	SV string `gorm:"column:name_sv" json:"sv"`
	EN string `gorm:"column:name_en" json:"en"`
}

// Ref is a topic as named by what is about it.
type Ref struct {
	ID   uuid.UUID `json:"id"`
	Slug string    `json:"slug"`
	Name Name      `json:"name"`
}

// Topic is one topic.
type Topic struct {
	ID        uuid.UUID
	Slug      string // its name in addresses; never changes
	Name      Name   `gorm:"embedded"`
	State     State
	Version   int // grows with every edit
	UpdatedAt time.Time
}

// Refs are topics in the order in which they were given.
type Refs []Ref

// Scan reads the JSON that [OfIdea] and [OfChallenge] write.
func (r *Refs) Scan(value any) error {
	switch written := value.(type) {
	case nil:
		*r = nil
		return nil
	case string:
		return json.Unmarshal([]byte(written), r)
	case []byte:
		return json.Unmarshal(written, r)
	}
	return fmt.Errorf("no topics: %v", value)
}

// Value is never asked for: topics are written as rows.
func (r Refs) Value() (driver.Value, error) { return nil, errors.ErrUnsupported }

// The SQL for the topics of idea i, of challenge c and of offer o, as [Refs].
const (
	OfIdea      = `(SELECT ` + refs + ` FROM idea_topics n JOIN topics t ON t.id = n.topic_id WHERE n.idea_id = i.id)`
	OfOffer     = `(SELECT ` + refs + ` FROM offer_topics n JOIN topics t ON t.id = n.topic_id WHERE n.offer_id = o.id)`
	OfChallenge = `(SELECT ` + refs + ` FROM challenge_topics n JOIN topics t ON t.id = n.topic_id WHERE n.challenge_id = c.id)`

	refs = `json_agg(json_build_object('id', t.id, 'slug', t.slug, 'name', json_build_object('sv', t.name_sv, 'en', t.name_en)) ORDER BY n.number)`
)
