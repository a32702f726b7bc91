package notification

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

const (
	// supportsEvery is how often votes are counted.
	supportsEvery = time.Minute
	// supportsLate is by how much a vote may be stored after the time that it bears: a transaction lasts no longer than five seconds.
	supportsLate = 15 * time.Second
	// countTurn is an advisory lock: one counts at a time.
	countTurn = 7_650_726
)

// TellSupports tells authors how many have voted for their ideas since it last did, and lets those follow
// an idea who want to follow what they vote for. Who votes writes nothing for it, and nobody is told who
// did. A run that is killed is taken up where it was. Of an idea it tells the votes beyond the most that it has told of: one that is taken back
// and given again, or changed to and fro, is none more.
func (s *Store) TellSupports(ctx context.Context) error {
	return s.tellSupports(ctx, time.Now().Add(-supportsLate))
}

// tellSupports counts the votes up to a time. The first time it counts those of the last minute. While
// nobody votes it writes nothing.
func (s *Store) tellSupports(ctx context.Context, until time.Time) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		if err := tx.Exec(`SELECT pg_advisory_xact_lock(?)`, countTurn).Error; err != nil {
			return err
		}
		var last struct {
			Until time.Time
			Any   bool
		}
		err := tx.Raw(`SELECT until, EXISTS (SELECT FROM votes WHERE created_at > until AND created_at <= ?) AS any
			FROM (SELECT COALESCE((SELECT until FROM notification_counts WHERE name = 'supports'), ?) AS until) last`, until, until.Add(-supportsEvery)).Scan(&last).Error
		if err != nil || !last.Any {
			return err
		}
		if err := followSupported(tx, last.Until, until); err != nil {
			return err
		}
		if err := s.deliverSupports(tx, last.Until, until); err != nil {
			return err
		}
		return tx.Exec(`INSERT INTO notification_counts (name, until) VALUES ('supports', ?)
			ON CONFLICT ON CONSTRAINT notification_counts_pkey DO UPDATE SET until = EXCLUDED.until`, until).Error
	})
}

// followSupported lets those follow who want to follow what they vote for.
func followSupported(tx *gorm.DB, from, until time.Time) error {
	return tx.Exec(`INSERT INTO follows (account_id, target_kind, target_id)
		SELECT s.account_id, 'idea', v.idea_id FROM votes v JOIN notification_settings s ON s.account_id = v.participant_id AND s.follow_supported
		WHERE v.created_at > ? AND v.created_at <= ? AND v.choice IN ('support', 'agree')
		ORDER BY v.idea_id, v.participant_id ON CONFLICT ON CONSTRAINT follows_pkey DO NOTHING`, from, until).Error
}

// counting is the new votes of published ideas, with each account that is told of them, and notes how many an idea had at that time. Votes are
// found by their time.
const counting = `
	WITH voted AS MATERIALIZED (
		SELECT idea_id, count(*) AS count, max(created_at) AS at FROM votes
		WHERE created_at > ? AND created_at <= ? AND choice IN ('support', 'agree') GROUP BY idea_id),
	later AS (
		SELECT idea_id, count(*) AS count FROM votes
		WHERE created_at > ? AND choice IN ('support', 'agree') AND idea_id IN (SELECT idea_id FROM voted) GROUP BY idea_id),
	reached AS MATERIALIZED (
		SELECT v.idea_id, v.at, v.count, s.vote_count - COALESCE(l.count, 0) AS supports FROM voted v JOIN idea_stats s USING (idea_id) LEFT JOIN later l USING (idea_id)),
	noted AS (
		INSERT INTO supports_told (idea_id, count) SELECT idea_id, supports FROM reached ORDER BY idea_id
		ON CONFLICT ON CONSTRAINT supports_told_pkey DO UPDATE SET count = EXCLUDED.count WHERE supports_told.count < EXCLUDED.count),
	fresh AS (
		SELECT r.idea_id, r.at, LEAST(r.count, r.supports - t.count) AS count FROM reached r LEFT JOIN supports_told t USING (idea_id))
	SELECT v.idea_id, v.count, v.at, a.id AS account_id, CASE WHEN s.mail IS FALSE THEN 'never' ELSE COALESCE(c.mail, ?) END AS mail
	FROM fresh v JOIN ideas i ON i.id = v.idea_id AND i.state = 'published'
		CROSS JOIN LATERAL (SELECT i.author_id AS id UNION
			SELECT account_id FROM organisation_members WHERE organisation_id = i.author_id AND mandate IN ('owner', 'representative')) author
		JOIN accounts a ON a.id = author.id AND ` + active + `
		LEFT JOIN notification_settings s ON s.account_id = a.id
		LEFT JOIN notification_choices c ON c.account_id = a.id AND c.kind = 'idea-supported'
	WHERE v.count > 0 AND NOT EXISTS (SELECT FROM follows f WHERE f.target_id = v.idea_id AND f.account_id = a.id AND NOT f.active)
	ORDER BY a.id, v.idea_id`

// deliverSupports tells authors of the votes between two times.
func (s *Store) deliverSupports(tx *gorm.DB, from, until time.Time) error {
	var found []struct {
		IdeaID, AccountID uuid.UUID
		Count             int
		At                time.Time
		Mail              Cadence
	}
	if err := tx.Raw(counting, from, until, until, ruleOf(IdeaSupported).mail, false).Scan(&found).Error; err != nil {
		return err
	}
	told := make([]delivery, len(found))
	for n, f := range found {
		told[n] = delivery{to: f.AccountID, subject: Subject{Idea, f.IdeaID}, count: f.Count, at: f.At, mail: f.Mail}
	}
	for piece := range slices.Chunk(told, s.piece) {
		if err := deliver(tx, IdeaSupported, piece); err != nil {
			return err
		}
	}
	return nil
}
