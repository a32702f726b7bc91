package help

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// sides are the two of a contact, and who of them asks.
type sides struct {
	helper, seeker uuid.UUID
	byHelper       bool
}

func (s sides) asking() uuid.UUID {
	if s.byHelper {
		return s.helper
	}
	return s.seeker
}

func (s sides) asked() uuid.UUID {
	if s.byHelper {
		return s.seeker
	}
	return s.helper
}

// Ask asks for contact about an open need. Whoever may act for its idea asks the owner of an offer that fits it; everybody else asks
// whose idea it is. The problem is AlreadyAsked where they are in contact about it, or were declined; Forbidden where either has
// blocked the other; TooManyRequests for who has asked 20 times within a day; AddressMissing where an organisation has no
// address to be reached at.
func (s *Store) Ask(ctx context.Context, who auth.Principal, key idempotency.Key, f ContactFields) (Contact, error) {
	if err := who.Check(permission.AskContact, 0); err != nil {
		return Contact{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Contact{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		if err := holdSides(tx, who, f); err != nil {
			return err
		}
		if err := (pace.Limit{Table: "contacts", By: "asker_id", At: "asked_at", Most: maxAsked, In: pace.Day}).Check(tx, who.ID); err != nil {
			return err
		}
		n, i, err := lockOpen(tx, who, f.NeedID)
		if err != nil {
			return err
		}
		between, err := sidesOf(tx, who, n, i, f)
		if err != nil {
			return err
		}
		return ask(tx, who, id, n, between, f)
	})
	if err != nil {
		return Contact{}, err
	}
	return s.GetContact(ctx, who, id)
}

// holdSides holds the accounts of both sides of a contact, and of who keeps them, in the order of their ids: whoever blocks holds their own, so
// that a block comes before a question, which is refused, or after it, and ends it. It comes before other locks.
func holdSides(tx *gorm.DB, who auth.Principal, f ContactFields) error {
	return tx.Exec(`WITH sides AS MATERIALIZED (
			SELECT CAST(@who AS uuid) AS id UNION SELECT CAST(@organisation AS uuid) UNION SELECT owner_id FROM offers WHERE id = @offer
			UNION SELECT i.author_id FROM needs n JOIN ideas i ON i.id = n.idea_id WHERE n.id = @need)
		SELECT FROM accounts WHERE id IN (SELECT id FROM sides UNION SELECT o.keeper_id FROM organisations o JOIN sides USING (id))
		ORDER BY id FOR NO KEY UPDATE`,
		map[string]any{"who": who.ID, "organisation": f.OrganisationID, "offer": f.OfferID, "need": f.NeedID}).Error
}

// lockOpen keeps a need open, and its idea open for it, until the end of tx: whoever closes one waits.
func lockOpen(tx *gorm.DB, who auth.Principal, needID uuid.UUID) (Need, idea.Summary, error) {
	n, err := needBy(tx, needID)
	if err != nil {
		return n, idea.Summary{}, err
	}
	i, err := lockIdea(tx, who, n.IdeaID, "SHARE")
	if err != nil {
		return n, i, err
	}
	if err := checkOpen(i); err != nil {
		return n, i, err
	}
	n, err = lockNeed(tx, needID, "SHARE")
	if err == nil && (n.State != NeedOpen || n.Withheld != "") {
		err = errs.New(errs.NeedClosed)
	}
	return n, i, err
}

// sidesOf says who asks whom.
func sidesOf(tx *gorm.DB, who auth.Principal, n Need, i idea.Summary, f ContactFields) (sides, error) {
	between := sides{seeker: i.Author.ID, byHelper: who.To(i.Author.ID) == 0}
	if !between.byHelper {
		err := between.find(tx, n, f)
		return between, err
	}
	var err error
	if between.helper, err = who.As(f.OrganisationID); err != nil || f.OfferID == nil {
		return between, err
	}
	var own bool
	err = tx.Raw(`SELECT EXISTS (SELECT FROM offers WHERE id = ? AND owner_id = ? AND withheld IS NULL)`, f.OfferID, between.helper).Scan(&own).Error
	if err == nil && !own {
		err = errs.Invalid("offerId", errs.UnknownID)
	}
	return between, err
}

// find finds the owner of the offer that is asked for, which must fit the need: nobody learns of others by trying.
func (s *sides) find(tx *gorm.DB, n Need, f ContactFields) error {
	if f.OrganisationID != nil {
		return errs.Invalid("organisationId", errs.NotTogether, "offerId")
	}
	if f.OfferID == nil {
		return errs.Invalid("offerId", errs.Required)
	}
	found, err := rank(tx, thePair, 1, n.ID, *f.OfferID)
	if err == nil && len(found) == 0 {
		err = errs.Invalid("offerId", errs.UnknownID)
	}
	if err != nil {
		return err
	}
	return tx.Raw(`SELECT owner_id FROM offers WHERE id = ?`, f.OfferID).Row().Scan(&s.helper)
}

func ask(tx *gorm.DB, who auth.Principal, id uuid.UUID, n Need, between sides, f ContactFields) error {
	if who.To(between.asked()) != 0 { // both sides are theirs
		return errs.New(errs.Forbidden)
	}
	if err := checkBlocks(tx, who, between); err != nil {
		return err
	}
	if err := checkAddresses(tx, between); err != nil {
		return err
	}
	err := tx.Exec(`INSERT INTO contacts (id, need_id, offer_id, helper_id, seeker_id, by_helper, asker_id, message) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, n.ID, f.OfferID, between.helper, between.seeker, between.byHelper, who.ID, f.Message).Error
	if err != nil {
		return err
	}
	if err := organisation.RecordIdea(tx, between.asking(), who.ID, organisation.ContactAsked, n.IdeaID); err != nil {
		return err
	}
	return tell(tx, notification.ContactAsked, who, n.IdeaID, between.asked())
}

// tell has one side told of something about an idea.
func tell(tx *gorm.DB, kind notification.Kind, who auth.Principal, ideaID, to uuid.UUID) error {
	return notification.Happened(tx, notification.Event{Kind: kind, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: ideaID}, To: []uuid.UUID{to}})
}

// checkBlocks refuses contact where one side has blocked the other, or who asks for it, and with who cannot be reached.
func checkBlocks(tx *gorm.DB, who auth.Principal, between sides) error {
	var refused bool
	err := tx.Raw(`SELECT `+Blocked(`CAST(@asking AS uuid[])`, `ARRAY[CAST(@asked AS uuid)]`)+` OR NOT EXISTS (SELECT FROM participants p WHERE p.id = @asked AND `+Reachable+`)`,
		map[string]any{"asking": postgres.IDs{who.ID, between.asking()}, "asked": between.asked()}).Scan(&refused).Error
	if err == nil && refused {
		err = errs.New(errs.Forbidden)
	}
	return err
}

// checkAddresses refuses contact of an organisation that has no address to show.
func checkAddresses(tx *gorm.DB, between sides) error {
	var missing bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM organisations WHERE id IN (?, ?) AND contact_email IS NULL)`, between.helper, between.seeker).Scan(&missing).Error
	if err == nil && missing {
		err = errs.New(errs.AddressMissing)
	}
	return err
}
