// Package screening weighs what is written before others see it: a newcomer's first posts may wait until a moderator has read them, and
// what looks like spam waits or is put into the moderators' queue. It never refuses or deletes anything: people decide.
//
// The score is the sum of a few signs, see weigh.go, and of a filter that learns from what moderators decide, see bayes.go.
package screening

import (
	"encoding/json"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/pace"
)

// Kind is what kind of thing is weighed, as moderation calls it.
type Kind string

// The kinds of things that are weighed.
const (
	Idea    Kind = "idea"
	Comment Kind = "comment"
	Need    Kind = "need"
	Offer   Kind = "offer"
)

// Post is something written.
type Post struct {
	Kind   Kind
	ID     uuid.UUID
	Author uuid.UUID // a person or an organisation
	Text   string    // plain or Markdown, with its title before it
	Again  string    // the text alone, by which it is seen that somebody writes the same again
}

// Finding is what comes of weighing something.
type Finding struct {
	Post     Post
	Hold     bool // it waits for a moderator
	newcomer bool
	Score    int // of spam, 0 to 100
	Signs    []Sign
}

// Suspect reports whether the score is so high that a moderator is to see it.
func (f Finding) Suspect() bool { return f.Score >= threshold }

// Screen weighs what who is about to publish, before it is written. Whoever looks after the site is let through: their posts do not wait.
func Screen(tx *gorm.DB, who auth.Principal, p Post) (Finding, error) {
	f, held, err := weigh(tx, p)
	if err != nil || who.Role != auth.Member {
		return f, err
	}
	f.newcomer = held.newcomer()
	f.Hold = f.newcomer || held.HoldSpam && f.Suspect()
	return f, nil
}

// maxWaiting is how many posts of one author wait at once.
const maxWaiting = 20

// CheckRoom holds, where a post is to wait, that no more of its author's wait than moderators can be asked to read: the problem is
// TooManyWaiting. It holds the account of who and then the author, so that those who speak for an organisation post one after the other; both come
// before other locks.
func (f Finding) CheckRoom(tx *gorm.DB, who auth.Principal) error {
	if !f.Hold {
		return nil
	}
	if err := pace.HoldAs(tx, who.ID, f.Post.Author); err != nil {
		return err
	}
	var n int
	err := tx.Raw(`SELECT count(*) FROM (
		(SELECT FROM ideas WHERE author_id = @author AND state = 'waiting' LIMIT @most)
		UNION ALL (SELECT FROM held_comments WHERE author_id = @author AND refused_at IS NULL LIMIT @most)
		UNION ALL (SELECT FROM offers WHERE owner_id = @author AND withheld = 'waiting' AND state <> 'ended' LIMIT @most)
		UNION ALL (SELECT FROM ideas i JOIN needs n ON n.idea_id = i.id WHERE i.author_id = @author AND n.withheld = 'waiting' AND n.state <> 'closed' LIMIT @most)) x`,
		map[string]any{"author": f.Post.Author, "most": maxWaiting}).Scan(&n).Error
	if err == nil && n >= maxWaiting {
		err = errs.New(errs.TooManyWaiting)
	}
	return err
}

// OpenCase puts what was found before moderators, where there is anything to see: a post that waits, or one that is suspect. The case
// that is open already stays as it is.
func (f Finding) OpenCase(tx *gorm.DB) error {
	if !f.Hold && !f.Suspect() {
		return nil
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	cause := "spam"
	if f.Hold && f.newcomer {
		cause = "held"
	}
	return tx.Exec(`INSERT INTO moderation_cases (id, thing_kind, thing_id, author_id, cause, spam_score, spam_signs) VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
		ON CONFLICT (thing_kind, thing_id) WHERE state = 'open' DO NOTHING`, id, f.Post.Kind, f.Post.ID, f.Post.Author, cause, f.Score, f.Written()).Error
}

// Written is the signs as they are stored.
func (f Finding) Written() string {
	if len(f.Signs) == 0 {
		return "[]"
	}
	b, err := json.Marshal(f.Signs)
	if err != nil { // strings and numbers
		return "[]"
	}
	return string(b)
}

// ReadSigns reads what [Finding.Written] wrote.
func ReadSigns(written string) (signs []Sign) {
	if err := json.Unmarshal([]byte(written), &signs); err != nil { // of a later version
		return nil
	}
	return signs
}
