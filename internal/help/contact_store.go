package help

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// GetContact returns a contact that who has a part in.
func (s *Store) GetContact(ctx context.Context, who auth.Principal, id uuid.UUID) (Contact, error) {
	c, err := findContact(s.db.WithContext(ctx), who, id)
	if err != nil {
		return c, err
	}
	return c, who.Check(permission.SeeMatches, c.part(who))
}

// findContact returns a contact, or NotFound to who has no part in it.
func findContact(db *gorm.DB, who auth.Principal, id uuid.UUID) (Contact, error) {
	var found []Contact
	err := db.Raw(`SELECT `+contactColumns()+contactTables+`WHERE c.id = ?`, id).Scan(&found).Error
	if err == nil && (len(found) == 0 || found[0].part(who) == 0) {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return Contact{}, err
	}
	return found[0], nil
}

// SetContactState answers a contact, for who was asked, or ends it. One that is accepted shows both addresses to both until either
// withdraws it. A state that it has already is left as it is.
func (s *Store) SetContactState(ctx context.Context, who auth.Principal, id uuid.UUID, to ContactState) (Contact, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		c, err := lockContact(tx, who, id)
		if err != nil {
			return err
		}
		if err := checkAnswer(who, c, to); err != nil || c.State == to {
			return err
		}
		if to == Accepted {
			if _, _, err := lockOpen(tx, who, c.Need.ID); err != nil {
				return err
			}
		}
		return answer(tx, who, c, to)
	})
	if err != nil {
		return Contact{}, err
	}
	return s.GetContact(ctx, who, id)
}

// lockContact takes a contact and what comes before it in the order of locks, its idea's counters.
func lockContact(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Contact, error) {
	c, err := findContact(tx, who, id)
	if err != nil {
		return c, err
	}
	if err := tx.Exec(`SELECT FROM idea_stats WHERE idea_id = ? FOR SHARE`, c.Need.IdeaID).Error; err != nil {
		return c, err
	}
	if err := tx.Exec(`SELECT FROM contacts WHERE id = ? FOR NO KEY UPDATE`, id).Error; err != nil {
		return c, err
	}
	return findContact(tx, who, id)
}

// checkAnswer says why who may not bring c to a state; nil when they may, or when it is there already.
func checkAnswer(who auth.Principal, c Contact, to ContactState) error {
	action, side := permission.AnswerContact, who.To(c.asked().ID)
	if to == Withdrawn {
		action, side = permission.EndContact, c.part(who)
		if c.State == Asked {
			side &^= who.To(c.asked().ID) // they decline
		}
	}
	switch {
	case !who.May(action, side):
		return who.Check(action, side)
	case c.State == to:
		return nil
	case to == Withdrawn && c.State == Declined, to != Withdrawn && c.State != Asked:
		return errs.New(errs.StateTransition)
	}
	return nil
}

// answer brings a contact that is locked to a state.
func answer(tx *gorm.DB, who auth.Principal, c Contact, to ContactState) error {
	if err := tx.Exec(`UPDATE contacts SET state = ?, answered_at = now() WHERE id = ?`, to, c.ID).Error; err != nil {
		return err
	}
	mine, other := c.Helper.ID, c.Seeker.ID
	if who.To(mine) == 0 {
		mine, other = other, mine
	}
	if err := organisation.RecordIdea(tx, mine, who.ID, organisation.ContactAnswered, c.Need.IdeaID); err != nil {
		return err
	}
	if to == Withdrawn {
		return nil
	}
	return tell(tx, notification.ContactAnswered, who, c.Need.IdeaID, other)
}

// ContactFilter says which of the own contacts are listed; the zero value is all of them.
type ContactFilter struct {
	Incoming *bool // true: those that were asked of them; false: those that they asked
	State    ContactState
	IdeaID   *uuid.UUID
}

// ListContacts returns the contacts of who and of the organisations that who speaks for, the latest first.
func (s *Store) ListContacts(ctx context.Context, who auth.Principal, f ContactFilter, r page.Request) (page.Result[Contact], error) {
	db := s.db.WithContext(ctx)
	mine := append(postgres.IDs{who.ID}, who.SpeaksFor...)
	// Of each side by its index, and not twice where somebody has both.
	where := `c.id IN (SELECT id FROM contacts WHERE helper_id = ANY (?) AND (?::boolean IS NULL OR by_helper <> ?::boolean)
		UNION SELECT id FROM contacts WHERE seeker_id = ANY (?) AND (?::boolean IS NULL OR by_helper = ?::boolean)) AND (? = '' OR c.state = ?)
		AND (?::uuid IS NULL OR c.need_id IN (SELECT id FROM needs WHERE idea_id = ?))`
	args := []any{mine, f.Incoming, f.Incoming, mine, f.Incoming, f.Incoming, f.State, f.State, f.IdeaID, f.IdeaID}
	place := func(c Contact) uuid.UUID { return c.ID }
	result, err := page.Read(r, "contacts", uuid.Max, place, func(after uuid.UUID, offset, limit int) (items []Contact, err error) {
		values := append(append([]any{}, args...), after, offset, limit)
		err = db.Raw(`SELECT `+contactColumns()+contactTables+`WHERE `+where+` AND c.id < ? ORDER BY c.id DESC OFFSET ? LIMIT ?`, values...).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	err = result.Count(db, `FROM contacts c WHERE `+where, args...)
	return result, err
}
