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

// learn teaches the filter by what was decided about a text, and what the decisions that this undoes have taught it is unlearnt. It comes last
// in its transaction: one learns at a time, and keeps others waiting until it is over.
func learn(tx *gorm.DB, t Thing, r Ruling, undone []Decision) error {
	for _, d := range undone {
		if err := unlearn(tx, t, d); err != nil {
			return err
		}
	}
	spam, any := lesson(r.Action, r.Ground)
	if !any || t.Text == "" || !t.Kind.weighed() {
		return nil
	}
	return screening.Learn(tx, t.weighed(), spam)
}

// unlearn takes back what was learnt from a decision that is undone, and learns the contrary. It comes last, as learn does.
func unlearn(tx *gorm.DB, t Thing, d Decision) error {
	spam, any := lesson(d.Action, d.Ground)
	if !any || !t.Kind.weighed() {
		return nil
	}
	if err := screening.Unlearn(tx, t.weighed(), spam); err != nil {
		return err
	}
	return screening.Learn(tx, t.weighed(), !spam)
}
