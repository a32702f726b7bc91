package help

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// ShowNeed has everybody see a need that is hidden or waits, or hides it. Whether somebody may is for moderation to say, which calls it. One
// that is so already stays so. What was promised stays promised meanwhile.
func ShowNeed(tx *gorm.DB, id uuid.UUID, so bool) error {
	n, err := holdNeed(tx, id)
	if err != nil {
		return err
	}
	if err := withhold(tx, "needs", id, so); err != nil {
		return err
	}
	return touchNeed(tx, n)
}

// HoldNeed keeps a need's words and state as they are until the end of the transaction.
func HoldNeed(tx *gorm.DB, id uuid.UUID) error {
	_, err := holdNeed(tx, id)
	return ifThere(err)
}

func holdNeed(tx *gorm.DB, id uuid.UUID) (Need, error) {
	if err := tx.Exec(`SELECT FROM idea_stats WHERE idea_id = (SELECT idea_id FROM needs WHERE id = ?) FOR SHARE`, id).Error; err != nil {
		return Need{}, err
	}
	return lockNeed(tx, id, "NO KEY UPDATE")
}

// ShowOffer is [ShowNeed] for an offer.
func ShowOffer(tx *gorm.DB, id uuid.UUID, so bool) error {
	if err := HoldOffer(tx, id); err != nil {
		return err
	}
	if err := withhold(tx, "offers", id, so); err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(id), change.Offers)
	if err := tx.Exec(`UPDATE offers SET version = version + 1, updated_at = now() WHERE id = ?`, id).Error; err != nil {
		return err
	}
	return KeyOffers(tx, id)
}

// HoldOffer is [HoldNeed] for an offer.
func HoldOffer(tx *gorm.DB, id uuid.UUID) error {
	return tx.Exec(`SELECT FROM offers WHERE id = ? FOR NO KEY UPDATE`, id).Error
}

// ShowCommitment is [ShowNeed] for a commitment. Its amount stays promised: whose idea it is may need more.
func ShowCommitment(tx *gorm.DB, id uuid.UUID, so bool) error {
	k, err := holdCommitment(tx, id)
	if err != nil {
		return err
	}
	if err := withhold(tx, "commitments", id, so); err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(k.IdeaID), change.Record(id))
	return tx.Exec(`UPDATE commitments SET version = version + 1 WHERE id = ?`, id).Error
}

// HoldCommitment is [HoldNeed] for a commitment.
func HoldCommitment(tx *gorm.DB, id uuid.UUID) error {
	_, err := holdCommitment(tx, id)
	return ifThere(err)
}

// holdCommitment locks what everything that changes a commitment locks.
func holdCommitment(tx *gorm.DB, id uuid.UUID) (Commitment, error) {
	k, err := commitmentBy(tx, id)
	if err != nil {
		return k, err
	}
	if _, err := holdNeed(tx, k.NeedID); err != nil {
		return k, err
	}
	return commitmentBy(tx, id)
}

// withhold hides a row of a table, or shows it.
func withhold(tx *gorm.DB, table string, id uuid.UUID, so bool) error {
	return tx.Exec(`UPDATE `+table+` SET withheld = CASE WHEN ? THEN NULL ELSE 'hidden' END WHERE id = ?`, so, id).Error
}

// ifThere is err but for what is gone.
func ifThere(err error) error {
	if errs.CodeOf(err) == errs.NotFound {
		return nil
	}
	return err
}
