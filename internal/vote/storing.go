package vote

import (
	"context"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/challenge"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/postgres"
)

// castAtOnce stores a batch in one statement, and returns the votes that it has left alone: those that
// the rules refuse, and those of who voted elsewhere at the same moment. It tells the others.
func (s *Store) castAtOnce(batch []*ballot) ([]*ballot, error) {
	ctx, cancel := context.WithTimeout(context.Background(), castTimeout)
	defer cancel()
	stored, err := store(s.db.WithContext(ctx), batch)
	if err != nil {
		for _, id := range ideasOf(batch) { // it may have been stored before the connection broke
			postgres.Changed(s.db, change.Tally(id))
		}
		return nil, postgres.Translate(err)
	}
	tell(stored.done, nil)
	return stored.left, nil
}

// outcome is what became of a batch.
type outcome struct{ done, left []*ballot }

// row is the tally of an idea or, with a person, a vote that was left alone.
type row struct {
	IdeaID        uuid.UUID
	ParticipantID uuid.UUID
	Counted       bool // the tally has changed
	idea.Tally
}

// store stores votes, one a person and idea, and their count. A vote set to what it is changes nothing.
func store(db *gorm.DB, batch []*ballot) (outcome, error) {
	if len(batch) == 0 {
		return outcome{}, nil
	}
	var people postgres.IDs
	var given, ideas postgres.IDs = nil, ideasOf(batch)
	var choices postgres.Texts
	for _, b := range batch {
		given, people, choices = append(given, b.ideaID), append(people, b.who.ID), append(choices, string(b.choice))
	}
	rows, err := postgres.Read[row](db, storing, given, people, choices, challenge.Turn, ideas, ideas)
	if err != nil {
		return outcome{}, err
	}
	tallies, left := map[uuid.UUID]idea.Tally{}, map[key]bool{}
	for _, r := range rows {
		if r.ParticipantID != uuid.Nil {
			left[key{r.IdeaID, r.ParticipantID}] = true
			continue
		}
		tallies[r.IdeaID] = r.Tally
		if r.Counted {
			postgres.Changed(db, change.Tally(r.IdeaID))
		}
	}
	return sort(batch, tallies, left), nil
}

// sort tells the votes that were left from the others, which learn the tally.
func sort(batch []*ballot, tallies map[uuid.UUID]idea.Tally, left map[key]bool) (o outcome) {
	for _, b := range batch {
		if left[b.key()] {
			o.left = append(o.left, b)
			continue
		}
		b.vote = Vote{IdeaID: b.ideaID, Choice: b.choice, Tally: tallies[b.ideaID]}
		o.done = append(o.done, b)
	}
	return o
}

// storing waits for its turn, and locks the challenges by id, so that who closes one waits for the votes under way and later
// ones find it closed; then the counters by id, so that nobody else changes a vote on these ideas; then
// the votes that there are. Whatever it has waited for, it decides by the rows as they are then. A vote
// that it cannot have seen, as it was cast through another node while this statement waited, it leaves
// alone: on conflict nothing is done, and nothing counted. What somebody has proven is asked only for ideas that
// need it, by the key of their account.
//
// The arrays stand in subqueries, which hide their lengths: of arrays that it knows to be short, Postgres
// expects fewer rows than of others, and would plan anew each time, three times as long as it runs.
const storing = `
	WITH given AS MATERIALIZED (
		SELECT idea_id, participant_id, NULLIF(choice, '') AS choice
		FROM unnest((SELECT ?::uuid[]), (SELECT ?::uuid[]), (SELECT ?::text[])) AS g (idea_id, participant_id, choice)),
	turn AS MATERIALIZED (
		SELECT pg_advisory_xact_lock_shared(?)),
	phases AS MATERIALIZED (
		SELECT a.idea_id, ` + challenge.VotingOpen + ` AS open, ` + challenge.VoterAge + ` AS age FROM challenge_ideas a JOIN challenges c ON c.id = a.challenge_id
		WHERE a.idea_id = ANY ((SELECT ?::uuid[])::uuid[]) AND (SELECT count(*) FROM turn) = 1 ORDER BY c.id FOR SHARE OF c),
	phase AS (
		SELECT idea_id, bool_or(open) AS open, max(age) AS age FROM phases GROUP BY idea_id),
	counters AS MATERIALIZED (
		SELECT s.idea_id, s.listed, i.voting, s.support_count, s.agree_count, s.disagree_count, s.pass_count
		FROM idea_stats s JOIN ideas i ON i.id = s.idea_id
		WHERE s.idea_id = ANY ((SELECT ?::uuid[])::uuid[]) AND (SELECT count(*) FROM phases) >= 0 ORDER BY s.idea_id FOR NO KEY UPDATE OF s),
	allowed AS MATERIALIZED (
		SELECT g.idea_id, g.participant_id, g.choice, c.voting
		FROM given g JOIN counters c USING (idea_id) LEFT JOIN phase p USING (idea_id)
		WHERE c.listed AND p.open IS NOT FALSE AND (g.choice IS NULL OR (g.choice = 'support') = (c.voting = 'support'))
			AND CASE WHEN p.age IS NOT NULL AND g.choice IS NOT NULL THEN (SELECT ` + auth.Proven + ` FROM accounts a WHERE a.id = g.participant_id) ELSE true END),
	held AS MATERIALIZED (
		SELECT idea_id, participant_id, v.choice, a.choice AS wanted FROM allowed a JOIN votes v USING (idea_id, participant_id) FOR UPDATE OF v),
	cast_anew AS (
		INSERT INTO votes (idea_id, participant_id, voting, choice)
		SELECT idea_id, participant_id, voting, choice FROM allowed a
		WHERE choice IS NOT NULL AND NOT EXISTS (SELECT FROM held h WHERE h.idea_id = a.idea_id AND h.participant_id = a.participant_id)
		ON CONFLICT ON CONSTRAINT votes_pkey DO NOTHING RETURNING idea_id, participant_id, choice),
	altered AS (
		UPDATE votes v SET choice = h.wanted, created_at = now() FROM held h
		WHERE v.idea_id = h.idea_id AND v.participant_id = h.participant_id AND h.wanted <> h.choice),
	withdrawn AS (
		DELETE FROM votes v USING held h
		WHERE v.idea_id = h.idea_id AND v.participant_id = h.participant_id AND h.wanted IS NULL),
	steps AS (
		SELECT idea_id, choice, 1 AS by FROM cast_anew UNION ALL
		SELECT idea_id, wanted, 1 FROM held WHERE wanted <> choice UNION ALL
		SELECT idea_id, choice, -1 FROM held WHERE wanted IS DISTINCT FROM choice),
	difference AS (
		SELECT idea_id, COALESCE(sum(by) FILTER (WHERE choice = 'support'), 0) AS support, COALESCE(sum(by) FILTER (WHERE choice = 'agree'), 0) AS agree,
			COALESCE(sum(by) FILTER (WHERE choice = 'disagree'), 0) AS disagree, COALESCE(sum(by) FILTER (WHERE choice = 'pass'), 0) AS pass
		FROM steps GROUP BY idea_id),
	counted AS (
		UPDATE idea_stats s SET support_count = s.support_count + d.support, agree_count = s.agree_count + d.agree,
			disagree_count = s.disagree_count + d.disagree, pass_count = s.pass_count + d.pass
		FROM difference d WHERE s.idea_id = d.idea_id
		RETURNING s.idea_id, s.support_count AS support, s.agree_count AS agree, s.disagree_count AS disagree, s.pass_count AS pass)
	SELECT c.idea_id, NULL::uuid AS participant_id, n.idea_id IS NOT NULL AS counted, COALESCE(n.support, c.support_count) AS support,
		COALESCE(n.agree, c.agree_count) AS agree, COALESCE(n.disagree, c.disagree_count) AS disagree, COALESCE(n.pass, c.pass_count) AS pass
	FROM counters c LEFT JOIN counted n USING (idea_id)
	UNION ALL
	SELECT idea_id, participant_id, false, 0, 0, 0, 0
	FROM given g LEFT JOIN allowed a USING (idea_id, participant_id) LEFT JOIN held h USING (idea_id, participant_id)
		LEFT JOIN cast_anew n USING (idea_id, participant_id)
	WHERE a.idea_id IS NULL OR a.choice IS NOT NULL AND h.idea_id IS NULL AND n.idea_id IS NULL`
