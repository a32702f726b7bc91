package help

import (
	"context"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/organisation"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
	"github.com/medskapa/medskapa/internal/screening"
)

// Commit makes an accepted contact a public commitment, once, by who helps. Of two who commit the last amount at once, one gets
// TooLarge, or NeedClosed when nothing is lacking any more; who has made 20 within a day, by whoever speaks for them, and taken back or not, gets
// TooManyRequests. Words that would wait as a post are refused, see [screening.CheckWords].
func (s *Store) Commit(ctx context.Context, who auth.Principal, key idempotency.Key, contactID uuid.UUID, f CommitmentFields) (Commitment, error) {
	id, err := uuid.NewV7()
	if err != nil {
		return Commitment{}, err
	}
	id, err = idempotency.Once(ctx, s.db, key, id, func(tx *gorm.DB) error {
		c, err := lockForPromise(tx, who, contactID)
		if err != nil {
			return err
		}
		if c.State != Accepted {
			return errs.New(errs.StateTransition)
		}
		if err := screening.CheckWords(tx, who, c.Helper.ID, f.Description); err != nil {
			return err
		}
		return commit(tx, who, id, c, f)
	})
	if err != nil {
		return Commitment{}, err
	}
	return s.GetCommitment(ctx, who, id)
}

// lockForPromise takes a contact for who helps, once it is counted what they have promised lately: accounts and participants come first.
func lockForPromise(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Contact, error) {
	c, err := findContact(tx, who, id)
	if err != nil {
		return c, err
	}
	if err := who.Check(permission.Commit, who.To(c.Helper.ID)); err != nil {
		return c, err
	}
	limit := pace.Limit{Table: "commitment_makings", By: "helper_id", At: "made_at", Most: maxPromised, In: pace.Day}
	if err := limit.CheckAs(tx, who.ID, c.Helper.ID); err != nil {
		return c, err
	}
	return lockContact(tx, who, id)
}

// commit writes a commitment of a contact that is locked.
func commit(tx *gorm.DB, who auth.Principal, id uuid.UUID, c Contact, f CommitmentFields) error {
	if latest := time.Now().Add(furthest); f.EndsAt.After(latest) {
		return errs.Invalid("endsAt", errs.TooLarge, latest.Format(time.DateOnly))
	}
	i, err := lockIdea(tx, who, c.Need.IdeaID, "SHARE")
	if err != nil {
		return err
	}
	if err := checkOpen(i); err != nil {
		return err
	}
	if err := take(tx, c.Need.ID, f.Amount); err != nil {
		return err
	}
	err = tx.Exec(`INSERT INTO commitments (id, need_id, idea_id, contact_id, helper_id, description, amount, ends_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		id, c.Need.ID, c.Need.IdeaID, c.ID, c.Helper.ID, f.Description, f.Amount, f.EndsAt).Error
	if err != nil {
		return err
	}
	if err := tx.Exec(`INSERT INTO commitment_makings (commitment_id, helper_id) VALUES (?, ?)`, id, c.Helper.ID).Error; err != nil {
		return err
	}
	if err := organisation.RecordIdea(tx, c.Helper.ID, who.ID, organisation.CommitmentMade, c.Need.IdeaID); err != nil {
		return err
	}
	return tellCommitment(tx, who, c)
}

// tellCommitment has it told that who has promised what a need lacks, at most once a day: who takes promises back and makes them again tells
// nothing new, for as long as the event is kept.
func tellCommitment(tx *gorm.DB, who auth.Principal, c Contact) error {
	var told bool
	err := tx.Raw(`SELECT EXISTS (SELECT FROM notification_events WHERE object_id = ? AND actor_id = ? AND kind = ?)`, c.Need.ID, who.ID, notification.Commitment).Row().Scan(&told)
	if err != nil || told {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.Commitment, Actor: who.ID,
		Subject: notification.Subject{Kind: notification.Idea, ID: c.Need.IdeaID}, Object: c.Need.ID, To: []uuid.UUID{c.Seeker.ID}})
}

// take takes an amount of what an open need lacks.
func take(tx *gorm.DB, needID uuid.UUID, amount int) error {
	n, err := lockNeed(tx, needID, "NO KEY UPDATE")
	switch {
	case err != nil:
		return err
	case n.State != NeedOpen || n.Withheld != "":
		return errs.New(errs.NeedClosed)
	}
	return count(tx, n, amount)
}

// count notes that an amount of what a need lacks is there, which fulfils the need when it is all.
func count(tx *gorm.DB, n Need, amount int) error {
	if amount > n.Amount-n.Committed {
		return errs.Invalid("amount", errs.TooLarge, n.Amount-n.Committed)
	}
	err := tx.Exec(`UPDATE needs SET committed = committed + ?, state = CASE WHEN state = 'open' AND committed + ? = amount THEN 'fulfilled' ELSE state END WHERE id = ?`,
		amount, amount, n.ID).Error
	if err != nil {
		return err
	}
	return touchNeed(tx, n)
}

// giveBack has an amount lacking again, which opens a need that was fulfilled by it.
func giveBack(tx *gorm.DB, needID uuid.UUID, amount int) error {
	n, err := lockNeed(tx, needID, "NO KEY UPDATE")
	if err != nil {
		return err
	}
	err = tx.Exec(`UPDATE needs SET committed = committed - ?, told = false, state = CASE state WHEN 'fulfilled' THEN 'open' ELSE state END WHERE id = ?`, amount, needID).Error
	if err != nil {
		return err
	}
	return touchNeed(tx, n)
}

// GetCommitment returns a commitment to an idea that who may read: one that is hidden to who made it, and without its words to who may say what
// comes of it.
func (s *Store) GetCommitment(ctx context.Context, who auth.Principal, id uuid.UUID) (Commitment, error) {
	db := s.db.WithContext(ctx)
	k, err := commitmentBy(db, id)
	if err != nil {
		return k, err
	}
	i, err := idea.Readable(db, who, k.IdeaID)
	if err != nil {
		return k, err
	}
	return k.shownTo(db, who, i)
}

func commitmentBy(db *gorm.DB, id uuid.UUID) (Commitment, error) {
	var found []Commitment
	err := db.Raw(`SELECT `+commitmentColumns+commitmentTables+`WHERE k.id = ?`, id).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return Commitment{}, err
	}
	return found[0], nil
}

// ListCommitments returns what people have committed themselves to, the latest first, to who may read the idea; what is hidden as [Store.GetCommitment] does.
func (s *Store) ListCommitments(ctx context.Context, who auth.Principal, ideaID uuid.UUID, r page.Request) (page.Result[Commitment], error) {
	db := s.db.WithContext(ctx)
	i, err := idea.Readable(db, who, ideaID)
	if err != nil {
		return page.Result[Commitment]{Request: r}, err
	}
	all, err := settles(db, who, i)
	if err != nil {
		return page.Result[Commitment]{Request: r}, err
	}
	const seen = `k.idea_id = ? AND (k.withheld IS NULL OR ? OR k.helper_id = ANY (?))`
	voices := append(postgres.IDs{who.ID}, who.SpeaksFor...)
	place := func(k Commitment) uuid.UUID { return k.ID }
	result, err := page.Read(r, "commitments", uuid.Max, place, func(after uuid.UUID, offset, limit int) (items []Commitment, err error) {
		err = db.Raw(`SELECT `+commitmentColumns+commitmentTables+`WHERE `+seen+` AND k.id < ? ORDER BY k.id DESC OFFSET ? LIMIT ?`, ideaID, all, voices, after, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	for n, k := range result.Items {
		result.Items[n] = k.veiled(who)
	}
	err = result.Count(db, `FROM commitments k WHERE `+seen, ideaID, all, voices)
	return result, err
}

// Withdraw takes back a commitment of one's own, before its outcome is recorded and not while it is hidden, so that its words are not said anew; what was promised is lacking again.
func (s *Store) Withdraw(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		k, _, err := lockCommitment(tx, who, id)
		if err != nil {
			return err
		}
		if err := who.Check(permission.EndCommitment, who.To(k.Helper.ID)); err != nil {
			return err
		}
		if k.Outcome != nil || k.Withheld != "" {
			return errs.New(errs.StateTransition)
		}
		if err := giveBack(tx, k.NeedID, k.Amount); err != nil {
			return err
		}
		if err := organisation.RecordIdea(tx, k.Helper.ID, who.ID, organisation.CommitmentWithdrawn, k.IdeaID); err != nil {
			return err
		}
		return tx.Exec(`DELETE FROM commitments WHERE id = ?`, id).Error
	})
}

// lockCommitment reads a commitment once its idea's counters and its need are locked, which everything that changes it locks, and returns it with its idea to who may read that or made it.
func lockCommitment(tx *gorm.DB, who auth.Principal, id uuid.UUID) (Commitment, idea.Summary, error) {
	k, err := commitmentBy(tx, id)
	if err != nil {
		return k, idea.Summary{}, err
	}
	i, err := lockIdea(tx, who, k.IdeaID, "SHARE")
	if err != nil && (errs.CodeOf(err) != errs.NotFound || who.To(k.Helper.ID) == 0) {
		return k, i, err
	}
	if _, err := lockNeed(tx, k.NeedID, "NO KEY UPDATE"); err != nil {
		return k, i, err
	}
	if k, err = commitmentBy(tx, id); err == nil {
		k, err = k.shownTo(tx, who, i)
	}
	return k, i, err
}

// RecordOutcome says what came of a commitment, for who may act for its idea or leads a challenge that it answers, if it still has the
// given version; never of one's own. New words that would wait as a post are refused, see [screening.CheckWords]. What was not kept is lacking again; saying otherwise later takes it up again, as far as it is still lacking.
// Whose it is is told.
func (s *Store) RecordOutcome(ctx context.Context, who auth.Principal, id uuid.UUID, version int, outcome OutcomeKind, words string) (Commitment, error) {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		k, i, err := lockCommitment(tx, who, id)
		if err != nil {
			return err
		}
		to, err := idea.Standings(tx, who, i)
		if err != nil {
			return err
		}
		if err := who.Check(permission.RecordOutcome, to); err != nil {
			return err
		}
		switch {
		case who.To(k.Helper.ID) != 0:
			return errs.New(errs.Forbidden)
		case i.State != idea.Published:
			return errs.New(errs.IdeaNotPublished)
		case k.Version != version:
			return errs.New(errs.PreconditionFailed)
		}
		return recordOutcome(tx, who, k, i, outcome, words)
	})
	if err != nil {
		return Commitment{}, err
	}
	return s.GetCommitment(ctx, who, id)
}

func recordOutcome(tx *gorm.DB, who auth.Principal, k Commitment, i idea.Summary, outcome OutcomeKind, words string) error {
	by := who.ID
	if who.To(i.Author.ID) != 0 {
		by = i.Author.ID
	}
	if k.Words == nil || *k.Words != words {
		if err := screening.CheckWords(tx, who, by, words); err != nil {
			return err
		}
	}
	if err := recount(tx, k, outcome); err != nil {
		return err
	}
	if err := tx.Exec(`UPDATE commitments SET outcome = ?, words = ?, outcome_by = ?, outcome_at = now(), version = version + 1 WHERE id = ?`,
		outcome, words, by, k.ID).Error; err != nil {
		return err
	}
	if err := organisation.RecordIdea(tx, by, who.ID, organisation.OutcomeRecorded, i.ID); err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(i.ID))
	if k.Outcome != nil && *k.Outcome == outcome {
		return nil
	}
	return tell(tx, notification.CommitmentOutcome, who, i.ID, k.Helper.ID)
}

// recount has what was promised be lacking again once it was not kept, and not any more where that was noted wrongly: also when its time is
// over, which is when most is told.
func recount(tx *gorm.DB, k Commitment, outcome OutcomeKind) error {
	broken, was := outcome == NotKept, k.Outcome != nil && *k.Outcome == NotKept
	switch {
	case broken && !was:
		return giveBack(tx, k.NeedID, k.Amount)
	case was && !broken:
		n, err := lockNeed(tx, k.NeedID, "NO KEY UPDATE")
		if err != nil {
			return err
		}
		return count(tx, n, k.Amount)
	}
	return nil
}
