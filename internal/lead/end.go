package lead

import (
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
)

// mayGive refuses terms that are more than before and outlast who gives them: whoever leads until a day
// neither stays longer by themselves nor leaves others behind. Without a role, before is nobody.
func mayGive(tx *gorm.DB, who auth.Principal, t Thing, before, terms Terms) error {
	more := before.Role == "" || before.Role == CoLeader && terms.Role == Leader || later(terms.EndsAt, before.EndsAt)
	end, err := endOf(tx, who, t)
	if err == nil && more && later(terms.EndsAt, end) {
		err = errs.New(errs.Forbidden)
	}
	return err
}

// MayMove refuses to change the focus area of a locked challenge to whoever leads it until a day: who leads the area, perhaps they
// themselves, would lead it beyond that.
func MayMove(tx *gorm.DB, who auth.Principal, challenge Thing) error {
	end, err := endOf(tx, who, challenge)
	if err == nil && end != nil {
		err = errs.New(errs.Forbidden)
	}
	return err
}

// endOf is until when who leads a thing, as leader; nil for who does so without an end, or decides over it
// in another way: administrators, and whoever has just made it.
func endOf(tx *gorm.DB, who auth.Principal, t Thing) (*time.Time, error) {
	if who.May(t.of().appoint, 0) {
		return nil, nil
	}
	where, args := leading(t)
	var found []struct{ EndsAt *time.Time }
	err := tx.Raw(`SELECT l.ends_at FROM lead_assignments l WHERE `+where+` AND l.account_id = ? AND l.role = 'leader' AND `+Running+`
		ORDER BY l.ends_at DESC NULLS FIRST LIMIT 1`, append(args, who.ID)...).Scan(&found).Error
	if err != nil || len(found) == 0 {
		return nil, err
	}
	return found[0].EndsAt, nil
}

// later reports whether an assignment until a lasts longer than one until b; nil lasts for ever.
func later(a, b *time.Time) bool { return b != nil && (a == nil || a.After(*b)) }
