package vote

import (
	"context"
	"maps"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/postgres"
)

// castTimeout bounds one transaction. It does not end with the request of one voter: others are in it.
const castTimeout = 5 * time.Second

// castAll stores a batch and tells everyone in it. If Postgres refuses it as a whole, each is tried
// by itself, so that nobody suffers from what another sent; if Postgres is away, all are told so.
func (s *Store) castAll(batch []*ballot) {
	err := s.cast(batch)
	for _, b := range batch {
		switch {
		case err != nil && len(batch) > 1 && errs.CodeOf(err) != errs.Unavailable:
			s.castAll([]*ballot{b})
			continue
		case err != nil:
			b.err = err
		}
		close(b.done)
	}
}

// cast stores a batch, which has one vote a person and idea, in one transaction.
func (s *Store) cast(batch []*ballot) error {
	ctx, cancel := context.WithTimeout(context.Background(), castTimeout)
	defer cancel()
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		ideas, err := lockIdeas(tx, ideasOf(batch))
		if err != nil {
			return err
		}
		tallies := make(map[uuid.UUID]idea.Tally, len(ideas))
		for id, i := range ideas {
			tallies[id] = i.Tally
		}
		if err := store(tx, allowed(batch, ideas), tallies); err != nil {
			return err
		}
		for _, b := range batch {
			b.vote = Vote{IdeaID: b.ideaID, Choice: b.choice, Tally: tallies[b.ideaID]}
		}
		return nil
	})
}

// lockIdeas returns what votes on ideas are decided by. It locks the challenges by id, so that who
// closes one waits for the votes under way and later ones find it closed; then the counters by id,
// so that nobody else changes a vote on these ideas until the end of the transaction.
func lockIdeas(tx *gorm.DB, ids []uuid.UUID) (map[uuid.UUID]idea.Summary, error) {
	answers, err := idea.LockAnswers(tx, ids...)
	if err != nil {
		return nil, err
	}
	ideas, err := idea.LockSummaries(tx, ids...)
	if err == nil && len(ideas) < len(ids) { // drafts and unknown ones have no counters; the refusal tells them apart
		public := ideas
		ideas, err = idea.Summaries(tx, ids...)
		maps.Copy(ideas, public)
	}
	for id, i := range ideas {
		i.Challenges = answers[id]
		ideas[id] = i
	}
	return ideas, err
}

func ideasOf(batch []*ballot) []uuid.UUID {
	var ids []uuid.UUID
	seen := make(map[uuid.UUID]bool, len(batch))
	for _, b := range batch {
		if !seen[b.ideaID] {
			seen[b.ideaID] = true
			ids = append(ids, b.ideaID)
		}
	}
	return ids
}

// allowed returns the votes that may be set, and tells the others why not.
func allowed(batch []*ballot, ideas map[uuid.UUID]idea.Summary) []*ballot {
	var may []*ballot
	for _, b := range batch {
		if b.err = refuse(b.who, ideas[b.ideaID], b.choice); b.err == nil {
			may = append(may, b)
		}
	}
	return may
}

// counted is the tally of one idea.
type counted struct {
	IdeaID uuid.UUID
	idea.Tally
}

// store writes votes and counters, and the new tallies into tallies. A vote set to what it is
// changes nothing.
func store(tx *gorm.DB, batch []*ballot, tallies map[uuid.UUID]idea.Tally) error {
	var ideas, people postgres.IDs
	var choices postgres.Texts
	for _, b := range batch {
		ideas, people, choices = append(ideas, b.ideaID), append(people, b.who.ID), append(choices, string(b.choice))
	}
	var changed []counted
	if err := tx.Raw(storing, ideas, people, choices).Scan(&changed).Error; err != nil {
		return err
	}
	for _, c := range changed {
		tallies[c.IdeaID] = c.Tally
		postgres.Changed(tx, change.Tally(c.IdeaID))
	}
	return nil
}

const storing = `
	WITH given AS (
		SELECT idea_id, participant_id, NULLIF(choice, '') AS choice
		FROM unnest(?::uuid[], ?::uuid[], ?::text[]) AS g (idea_id, participant_id, choice)),
	changed AS (
		SELECT g.*, v.choice AS before FROM given g LEFT JOIN votes v USING (idea_id, participant_id)
		WHERE g.choice IS DISTINCT FROM v.choice),
	withdrawn AS (
		DELETE FROM votes v USING changed c
		WHERE c.choice IS NULL AND v.idea_id = c.idea_id AND v.participant_id = c.participant_id),
	stored AS (
		INSERT INTO votes (idea_id, participant_id, voting, choice)
		SELECT c.idea_id, c.participant_id, i.voting, c.choice FROM changed c JOIN ideas i ON i.id = c.idea_id WHERE c.choice IS NOT NULL
		ON CONFLICT ON CONSTRAINT votes_pkey DO UPDATE SET choice = excluded.choice, created_at = excluded.created_at),
	difference AS (
		SELECT idea_id,
			count(*) FILTER (WHERE choice = 'support') - count(*) FILTER (WHERE before = 'support') AS support,
			count(*) FILTER (WHERE choice = 'agree') - count(*) FILTER (WHERE before = 'agree') AS agree,
			count(*) FILTER (WHERE choice = 'disagree') - count(*) FILTER (WHERE before = 'disagree') AS disagree,
			count(*) FILTER (WHERE choice = 'pass') - count(*) FILTER (WHERE before = 'pass') AS pass
		FROM changed GROUP BY idea_id)
	UPDATE idea_stats s SET support_count = s.support_count + d.support, agree_count = s.agree_count + d.agree,
		disagree_count = s.disagree_count + d.disagree, pass_count = s.pass_count + d.pass
	FROM difference d WHERE s.idea_id = d.idea_id
	RETURNING s.idea_id, s.support_count AS support, s.agree_count AS agree, s.disagree_count AS disagree, s.pass_count AS pass`
