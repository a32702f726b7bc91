package help

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/jobs"
	"github.com/medskapa/medskapa/internal/notification"
	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// tendEvery is how late people learn of matches at most. What time has ended is over without this, in every query.
	tendEvery = 20 * time.Second
	tendBatch = 50 // needs or offers in one transaction
	// toldOf is how many matches of one need or offer people are told of, the best.
	toldOf = 5
)

// Tend notes what time has ended, finds needs anew whose ideas have changed, and tells people of matches, each need and offer once after
// it was made or changed. Runs at the same time do nothing twice.
func (s *Store) Tend(ctx context.Context) error {
	for _, step := range []func(*gorm.DB) (int, error){expireNeeds, expireOffers, tendNeeds, tendOffers} {
		for more := true; more; {
			err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
				n, err := step(tx)
				more = n == tendBatch
				return err
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func expireNeeds(tx *gorm.DB) (int, error) {
	var over []struct{ ID, IdeaID uuid.UUID }
	err := tx.Raw(`UPDATE needs SET state = 'expired', version = version + 1 WHERE id IN (SELECT id FROM needs WHERE state = 'open' AND ends_at <= now()
		ORDER BY ends_at LIMIT ? FOR NO KEY UPDATE SKIP LOCKED) RETURNING id, idea_id`, tendBatch).Scan(&over).Error
	if err != nil || len(over) == 0 {
		return 0, err
	}
	ids := make([]uuid.UUID, len(over))
	for n, row := range over {
		ids[n] = row.ID
		postgres.Changed(tx, change.Record(row.IdeaID), change.Needs)
	}
	return len(over), KeyNeeds(tx, ids...)
}

func expireOffers(tx *gorm.DB) (int, error) {
	over, err := idsOf(tx, `UPDATE offers SET state = 'expired', version = version + 1 WHERE id IN (SELECT id FROM offers WHERE state IN ('open', 'paused') AND ends_at <= now()
		ORDER BY ends_at LIMIT ? FOR NO KEY UPDATE SKIP LOCKED) RETURNING id`, tendBatch)
	if err != nil || len(over) == 0 {
		return 0, err
	}
	postgres.Changed(tx, change.Offers)
	return len(over), KeyOffers(tx, over...)
}

func idsOf(tx *gorm.DB, query string, args ...any) (ids []uuid.UUID, err error) {
	err = tx.Raw(query, args...).Scan(&ids).Error
	return ids, err
}

// tendNeeds writes anew the keys of needs whose ideas have moved, and tells of the matches of those that are new.
func tendNeeds(tx *gorm.DB) (int, error) {
	var waiting []struct {
		ID   uuid.UUID
		Told bool
	}
	err := tx.Raw(`SELECT id, told FROM needs WHERE state = 'open' AND withheld IS NULL AND NOT (keyed AND told) ORDER BY id LIMIT ? FOR NO KEY UPDATE SKIP LOCKED`, tendBatch).Scan(&waiting).Error
	if err != nil || len(waiting) == 0 {
		return 0, err
	}
	ids := make([]uuid.UUID, len(waiting))
	for n, row := range waiting {
		ids[n] = row.ID
	}
	if err := KeyNeeds(tx, ids...); err != nil {
		return 0, err
	}
	for _, row := range waiting {
		if row.Told {
			continue
		}
		if err := tellMatches(tx, pairsOfNeed, row.ID); err != nil {
			return 0, err
		}
	}
	return len(waiting), tx.Exec(`UPDATE needs SET told = true WHERE id = ANY (?)`, postgres.IDs(ids)).Error
}

// tendOffers tells of the matches of offers that are new.
func tendOffers(tx *gorm.DB) (int, error) {
	ids, err := idsOf(tx, `SELECT id FROM offers WHERE state = 'open' AND withheld IS NULL AND NOT told ORDER BY id LIMIT ? FOR NO KEY UPDATE SKIP LOCKED`, tendBatch)
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	for _, id := range ids {
		if err := tellMatches(tx, pairsOfOffer, id); err != nil {
			return 0, err
		}
	}
	return len(ids), tx.Exec(`UPDATE offers SET told = true WHERE id = ANY (?)`, postgres.IDs(ids)).Error
}

// tellMatches tells both sides of the best matches of a need or an offer, if they are good: an event an idea, with all whom it names.
func tellMatches(tx *gorm.DB, pairs string, id uuid.UUID) error {
	found, err := rank(tx, pairs, toldOf, id)
	if err != nil {
		return err
	}
	good := found[:0]
	for _, m := range found {
		if m.Score >= remarkable {
			good = append(good, m)
		}
	}
	if err := fill(tx, good); err != nil {
		return err
	}
	named := map[uuid.UUID][]uuid.UUID{}
	var order []uuid.UUID
	for _, m := range good {
		if named[m.Idea.ID] == nil {
			order = append(order, m.Idea.ID)
		}
		named[m.Idea.ID] = append(named[m.Idea.ID], m.Offer.Owner.ID)
	}
	for _, ideaID := range order {
		if err := tellMatch(tx, ideaID, named[ideaID]); err != nil {
			return err
		}
	}
	return nil
}

func tellMatch(tx *gorm.DB, ideaID uuid.UUID, owners []uuid.UUID) error {
	var author uuid.UUID
	if err := tx.Raw(`SELECT author_id FROM ideas WHERE id = ?`, ideaID).Row().Scan(&author); err != nil {
		return err
	}
	return notification.Happened(tx, notification.Event{Kind: notification.MatchFound,
		Subject: notification.Subject{Kind: notification.Idea, ID: ideaID}, To: append(owners, author)})
}

type tendArgs struct{}

// Kind names the job in the queue.
func (tendArgs) Kind() string { return "tend-needs-and-offers" }

// AddWorkers lets workers tend to needs and offers, and returns the periodic job that asks for it.
func (s *Store) AddWorkers(workers *river.Workers) *river.PeriodicJob {
	return jobs.Every[tendArgs](workers, tendEvery, s.Tend)
}
