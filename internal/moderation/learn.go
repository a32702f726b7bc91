package moderation

import (
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/screening"
)

// Spam is the ground from which the filter learns what spam is.
const Spam Ground = "spam"

// lesson is what the filter learns from a decision: whether a text is spam, or nothing.
func lesson(a Action, g Ground) (spam, any bool) {
	switch a {
	case Keep, Publish:
		return false, true
	case Hide, Suspend:
		return true, g == Spam
	case Warn, Lock, Restore:
	}
	return false, false
}

// learn teaches the filter by what was decided about a text.
func learn(tx *gorm.DB, t Thing, r Ruling) error {
	spam, any := lesson(r.Action, r.Ground)
	if !any || t.Text == "" || t.Kind != Idea && t.Kind != Comment {
		return nil
	}
	return screening.Learn(tx, t.weighed(), spam)
}

// unlearn takes back what was learnt from a decision that is overturned, and learns the contrary.
func unlearn(tx *gorm.DB, t Thing, d Decision) error {
	spam, any := lesson(d.Action, d.Ground)
	if !any || t.Kind != Idea && t.Kind != Comment {
		return nil
	}
	if err := screening.Unlearn(tx, t.weighed(), spam); err != nil {
		return err
	}
	return screening.Learn(tx, t.weighed(), !spam)
}
