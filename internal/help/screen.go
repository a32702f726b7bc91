package help

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/screening"
)

// Offers and needs are weighed before others see them, as ideas and comments are. Commitments do not wait, for what they promise is lacking no
// more: one whose words would is refused.

// offerPost is an offer as it is weighed.
func offerPost(id, owner uuid.UUID, f OfferFields) screening.Post {
	return screening.Post{Kind: screening.Offer, ID: id, Author: owner, Text: f.Title + "\n" + f.Description, Again: f.Description}
}

// needPost is a need as it is weighed.
func needPost(id, author uuid.UUID, f NeedFields) screening.Post {
	return screening.Post{Kind: screening.Need, ID: id, Author: author, Text: f.Description + "\n" + f.Unit, Again: f.Description}
}

// screened weighs what who is about to publish, and holds their account where it is to wait, which comes before other locks.
func screened(tx *gorm.DB, who auth.Principal, p screening.Post) (screening.Finding, error) {
	found, err := screening.Screen(tx, who, p)
	if err != nil {
		return found, err
	}
	return found, found.CheckRoom(tx, who)
}

// screenedNeed is [screened] for a need of an idea that who may read.
func screenedNeed(tx *gorm.DB, who auth.Principal, ideaID, id uuid.UUID, f NeedFields) (screening.Finding, error) {
	i, err := idea.Readable(tx, who, ideaID)
	if err != nil || who.To(i.Author.ID) == 0 { // who may not state one is refused where that is asked
		return screening.Finding{}, err
	}
	return screened(tx, who, needPost(id, i.Author.ID, f))
}

// until is why something is withheld of which so much was found.
func until(found screening.Finding) Withheld {
	if found.Hold {
		return Waiting
	}
	return ""
}

// rescreen weighs new words of what is public already, see [screening.ScreenEdit].
func rescreen(tx *gorm.DB, who auth.Principal, before, now screening.Post) error {
	found, err := screening.ScreenEdit(tx, who, before.Text, now)
	if err != nil {
		return err
	}
	return found.OpenCase(tx)
}

func rescreenNeed(tx *gorm.DB, who auth.Principal, n Need, f NeedFields) error {
	var author uuid.UUID
	if err := tx.Raw(`SELECT author_id FROM ideas WHERE id = ?`, n.IdeaID).Row().Scan(&author); err != nil {
		return err
	}
	return rescreen(tx, who, needPost(n.ID, author, n.fields()), needPost(n.ID, author, f))
}

// closeCase closes the case of what waits and is ended by its owner, which nobody is to read any more. The case comes before the thing, as where
// a moderator decides; whether who ends it may is asked after.
func closeCase(tx *gorm.DB, kind screening.Kind, id uuid.UUID, ends bool) error {
	if !ends {
		return nil
	}
	return tx.Exec(`UPDATE moderation_cases SET state = 'closed', closed_at = now(), version = version + 1 WHERE thing_kind = ? AND thing_id = ? AND state = 'open'
		AND EXISTS (SELECT FROM needs WHERE id = thing_id AND withheld = 'waiting' UNION ALL SELECT FROM offers WHERE id = thing_id AND withheld = 'waiting')`, kind, id).Error
}
