package screening

import (
	"regexp"

	"gorm.io/gorm"
)

// The points are our own, chosen so that no sign alone reaches the threshold but a filter that is all but certain: one that is wrong costs
// a moderator a look, or somebody a wait.
const (
	threshold = 60
	most      = 100

	freeLinks    = 2 // an idea may well name its sources
	linkPoints   = 10
	mostByLinks  = 40
	repeatPoints = 40
	samePoints   = 20
	newPoints    = 10
	wordPoints   = 60 // of a filter that is certain
)

// Name is what a sign is.
type Name string

// The signs.
const (
	Links      Name = "links"       // more links than a text needs
	Repeated   Name = "repeated"    // the author has written the same before, within a week
	SameWord   Name = "same-word"   // one word makes up much of it
	NewAccount Name = "new-account" // not a day old
	Words      Name = "words"       // words of what moderators took for spam, or not
)

// Sign is one reason for a score.
type Sign struct {
	Name   Name     `json:"name"`
	Points int      `json:"points"`          // below zero where it speaks for the text
	Words  []string `json:"words,omitempty"` // those that weighed the most
}

// held is what somebody's posts wait for.
type held struct {
	FirstPosts int
	HoldSpam   bool
	Published  int // ideas, comments and offers that the author wrote and that are or were public, counted to FirstPosts
	New        bool
	Again      bool
}

// newcomer reports whether the author has published so little that their posts are read first. What somebody else wrote and they took over
// is not theirs to be known by.
func (h held) newcomer() bool { return h.Published < h.FirstPosts }

// Weigh scores something that is there already.
func Weigh(tx *gorm.DB, p Post) (Finding, error) {
	f, _, err := weigh(tx, p)
	return f, err
}

func weigh(tx *gorm.DB, p Post) (Finding, held, error) {
	f := Finding{Post: p}
	h, err := known(tx, p)
	if err != nil {
		return f, h, err
	}
	words := tokens(p.Text)
	for _, s := range []Sign{links(p.Text), {Name: Repeated, Points: repeatPoints * one(h.Again)}, sameWord(words), {Name: NewAccount, Points: newPoints * one(h.New)}} {
		if s.Points > 0 {
			f.Signs = append(f.Signs, s)
		}
	}
	learnt, err := judge(tx, words)
	if err != nil {
		return f, h, err
	}
	if learnt.Points != 0 {
		f.Signs = append(f.Signs, learnt)
	}
	for _, s := range f.Signs {
		f.Score += s.Points
	}
	f.Score = min(most, max(0, f.Score))
	return f, h, nil
}

// known reads what is known of the author, whose latest ten ideas, twenty comments and twenty offers are looked at, by one query whose cost does not grow
// with how much they have written.
func known(tx *gorm.DB, p Post) (h held, err error) {
	err = tx.Raw(`SELECT COALESCE(s.first_posts, 0) AS first_posts, COALESCE(s.hold_spam, false) AS hold_spam, p.created_at > now() - interval '1 day' AS new,
			(SELECT count(*) FROM (
				(SELECT FROM ideas i WHERE author_id = p.id AND state IN ('published', 'merged', 'withdrawn')
					AND NOT EXISTS (SELECT FROM idea_handovers o WHERE o.idea_id = i.id AND o.state = 'accepted' AND o.to_id = p.id) LIMIT COALESCE(s.first_posts, 0))
				UNION ALL (SELECT FROM comments WHERE author_id = p.id AND state <> 'deleted-by-moderator' LIMIT COALESCE(s.first_posts, 0))
				UNION ALL (SELECT FROM offers WHERE owner_id = p.id AND withheld IS NULL LIMIT COALESCE(s.first_posts, 0))) x) AS published,
			EXISTS (SELECT FROM (SELECT body, created_at FROM ideas WHERE author_id = p.id AND id <> @id ORDER BY updated_at DESC, id DESC LIMIT 10) x
					WHERE @idea AND body = @text AND created_at > now() - interval '7 days')
				OR EXISTS (SELECT FROM (SELECT body, created_at FROM comments WHERE author_id = p.id AND id <> @id ORDER BY id DESC LIMIT 20) x
					WHERE @comment AND body = @text AND created_at > now() - interval '7 days')
				OR EXISTS (SELECT FROM (SELECT description, created_at FROM offers WHERE owner_id = p.id AND id <> @id ORDER BY id DESC LIMIT 20) x
					WHERE @offer AND description = @text AND created_at > now() - interval '7 days')
				OR EXISTS (SELECT FROM (SELECT body FROM held_comments WHERE author_id = p.id AND id <> @id ORDER BY id DESC LIMIT 20) x WHERE @comment AND body = @text) AS again
		FROM participants p LEFT JOIN moderation_settings s ON true WHERE p.id = @author`,
		map[string]any{"id": p.ID, "author": p.Author, "text": p.Again, "idea": p.Kind == Idea, "comment": p.Kind == Comment, "offer": p.Kind == Offer}).Scan(&h).Error
	return h, err
}

var address = regexp.MustCompile(`(?i)\bhttps?://|\bwww\.`) //nolint:gochecknoglobals // compiled once

func links(text string) Sign {
	n := len(address.FindAllStringIndex(text, -1))
	return Sign{Name: Links, Points: min(mostByLinks, linkPoints*max(0, n-freeLinks))}
}

// sameWord is that a word makes up a third of a text of at least twenty.
func sameWord(words []token) Sign {
	all, top := 0, 0
	for _, w := range words {
		all, top = all+w.count, max(top, w.count)
	}
	return Sign{Name: SameWord, Points: samePoints * one(all >= 20 && 3*top >= all)}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}
