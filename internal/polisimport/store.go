package polisimport

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"github.com/medskapa/medskapa/internal/polis"
)

// store merges the temporary tables into the platform and counts the opinions that it changed. Rows
// are locked in the order that all keep to: the challenge, ideas, their counters, those of challenges.
func store(ctx context.Context, tx pgx.Tx, summary polis.Summary) (changed int64, err error) {
	challenge, err := conversation(ctx, tx, summary)
	if err != nil {
		return 0, err
	}
	for _, step := range []struct{ name, sql string }{
		{"people", addPeople},
		{"statements", addStatements},
		{"moderation", moderate},
		{"votes", mergeVotes},
		{"dates", extend},
		{"counts of votes", lockVoteCounts},
		{"counts of votes", recountVotes},
		{"counts of ideas", lockIdeaCounts},
		{"counts of ideas", recountIdeas},
	} {
		tag, err := tx.Exec(ctx, step.sql, challenge)
		if err != nil {
			return 0, fmt.Errorf("storing the %s: %w", step.name, err)
		}
		if step.sql == mergeVotes {
			changed = tag.RowsAffected()
		}
	}
	return changed, nil
}

// conversation finds the challenge that an earlier import made and keeps others from changing it, or
// makes it.
func conversation(ctx context.Context, tx pgx.Tx, s polis.Summary) (challenge string, err error) {
	source := s.URL
	if source == "" {
		source = s.Topic
	}
	err = tx.QueryRow(ctx, findConversation, source).Scan(&challenge)
	if !errors.Is(err, pgx.ErrNoRows) {
		return challenge, err
	}
	err = tx.QueryRow(ctx, addConversation, source, polis.TitleOf(s.Topic), question(s), description(s)).Scan(&challenge)
	if err != nil {
		err = fmt.Errorf("storing the challenge: %w", err)
	}
	return challenge, err
}

// uuidv7 is an SQL expression for a new id that sorts by the time in the SQL expression at: a random
// UUID whose first 48 bits are milliseconds, with the version changed from 4 to 7.
func uuidv7(at string) string {
	return `encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
		PLACING substring(int8send((extract(epoch FROM ` + at + `) * 1000)::bigint) FROM 3) FROM 1 FOR 6),
		52, 1), 53, 1), 'hex')::uuid`
}

// times are those of all that happened in the conversation; the second is just after the last.
const times = `(SELECT min(at) AS first, max(at) + interval '1 millisecond' AS closes
	FROM (SELECT at FROM import_statements UNION ALL SELECT at FROM import_opinions) t)`

const findConversation = `
	SELECT c.id FROM polis_conversations p JOIN challenges c ON c.id = p.challenge_id
	WHERE p.source = $1 FOR NO KEY UPDATE OF c`

// An import is finished data: its challenge is closed.
var addConversation = `
	WITH made AS (
		INSERT INTO challenges (id, title, question, description, voting, state, opens_at, closes_at)
		SELECT ` + uuidv7("now()") + `, $2, $3, $4, 'opinion', 'closed', first, closes FROM ` + times + ` t
		RETURNING id, closes_at),
	counter AS (
		INSERT INTO challenge_stats (challenge_id) SELECT id FROM made)
	INSERT INTO polis_conversations (challenge_id, source, closes_at)
	SELECT id, $1, closes_at FROM made
	RETURNING challenge_id`

// The ids of people are made with the time of the import: one with the time of a vote would tell
// when somebody voted.
var addPeople = `
	WITH new AS MATERIALIZED (
		SELECT person, min(at) AS at, ` + uuidv7("now()") + ` AS id
		FROM (SELECT author AS person, at FROM import_statements UNION ALL SELECT voter, at FROM import_votes) t
		WHERE NOT EXISTS (SELECT FROM polis_people p WHERE p.challenge_id = $1 AND p.person = t.person)
		GROUP BY person),
	participant AS (
		INSERT INTO participants (id, kind, display_name, created_at)
		SELECT id, 'resident', 'Deltagare ' || person, at FROM new)
	INSERT INTO polis_people (challenge_id, person, participant_id)
	SELECT $1, person, id FROM new`

var addStatements = `
	WITH new AS MATERIALIZED (
		SELECT s.*, ` + uuidv7("s.at") + ` AS id, p.participant_id AS author_id,
			CASE WHEN s.hidden THEN 'hidden' ELSE 'published' END AS state
		FROM import_statements s
		JOIN polis_people p ON p.challenge_id = $1 AND p.person = s.author
		WHERE NOT EXISTS (SELECT FROM polis_statements k WHERE k.challenge_id = $1 AND k.statement = s.statement)),
	idea AS (
		INSERT INTO ideas (id, author_id, title, body, excerpt, voting, state, created_at, published_at, updated_at)
		SELECT id, author_id, title, body, excerpt, 'opinion', state, at, at, at FROM new),
	revision AS (
		INSERT INTO idea_revisions (idea_id, version, editor_id, title, body, written_at)
		SELECT id, 1, author_id, title, body, at FROM new),
	counter AS (
		INSERT INTO idea_stats (idea_id, listed, published_at) SELECT id, NOT hidden, at FROM new),
	answer AS (
		INSERT INTO challenge_ideas (challenge_id, idea_id, voting) SELECT $1, id, 'opinion' FROM new)
	INSERT INTO polis_statements (challenge_id, statement, idea_id, hidden)
	SELECT $1, statement, id, hidden FROM new`

// moderate follows what became of a statement in the conversation since the latest import, unless
// people on the platform had already decided otherwise about the idea: it is hidden, or others are merged into it.
// One that is a part of another and hidden is a part again.
const moderate = `
	WITH news AS (
		UPDATE polis_statements k SET hidden = s.hidden FROM import_statements s
		WHERE k.challenge_id = $1 AND k.statement = s.statement AND k.hidden <> s.hidden
		RETURNING k.idea_id, k.hidden)
	UPDATE ideas i SET state = CASE WHEN n.hidden THEN 'hidden'
			WHEN EXISTS (SELECT FROM idea_merges m WHERE m.idea_id = i.id AND m.state = 'merged') THEN 'merged' ELSE 'published' END,
		restores_to = NULL, version = i.version + 1, updated_at = now()
	FROM news n
	WHERE i.id = n.idea_id AND i.state = CASE WHEN n.hidden THEN 'published' ELSE 'hidden' END
		AND NOT (n.hidden AND EXISTS (SELECT FROM idea_merges m WHERE m.into_id = i.id AND m.state = 'merged'))`

// A vote older than the one stored comes from an older export and changes nothing.
const mergeVotes = `
	INSERT INTO votes AS v (idea_id, participant_id, voting, choice, created_at)
	SELECT k.idea_id, p.participant_id, 'opinion', o.choice, o.at
	FROM import_opinions o
	JOIN polis_statements k ON k.challenge_id = $1 AND k.statement = o.statement
	JOIN polis_people p ON p.challenge_id = $1 AND p.person = o.voter
	ON CONFLICT ON CONSTRAINT votes_pkey DO UPDATE SET choice = excluded.choice, created_at = excluded.created_at
	WHERE excluded.created_at >= v.created_at AND (excluded.choice, excluded.created_at) <> (v.choice, v.created_at)`

// lockVoteCounts lets the statement after it see every vote that has been counted: votes are cast
// before their counter is touched, and nobody touches it now.
const lockVoteCounts = `
	SELECT FROM idea_stats WHERE idea_id IN (SELECT idea_id FROM polis_statements WHERE challenge_id = $1)
	ORDER BY idea_id FOR UPDATE`

const recountVotes = `
	UPDATE idea_stats s SET agree_count = n.agree, disagree_count = n.disagree, pass_count = n.pass
	FROM (
		SELECT k.idea_id, count(*) FILTER (WHERE v.choice = 'agree') AS agree,
			count(*) FILTER (WHERE v.choice = 'disagree') AS disagree, count(*) FILTER (WHERE v.choice = 'pass') AS pass
		FROM polis_statements k LEFT JOIN votes v ON v.idea_id = k.idea_id
		WHERE k.challenge_id = $1 GROUP BY k.idea_id) n
	WHERE s.idea_id = n.idea_id
		AND (s.agree_count, s.disagree_count, s.pass_count) <> (n.agree, n.disagree, n.pass)`

// answered are all challenges of the conversation's ideas: people may have added others.
const answered = `(SELECT a.challenge_id FROM challenge_ideas a JOIN polis_statements k USING (idea_id) WHERE k.challenge_id = $1)`

// lockIdeaCounts is to recountIdeas what lockVoteCounts is to recountVotes.
const lockIdeaCounts = `
	SELECT FROM challenge_stats WHERE challenge_id IN ` + answered + ` ORDER BY challenge_id FOR NO KEY UPDATE`

const recountIdeas = `
	UPDATE challenge_stats s SET idea_count = n.published
	FROM (
		SELECT a.challenge_id, count(*) FILTER (WHERE i.state = 'published') AS published
		FROM challenge_ideas a JOIN ideas i ON i.id = a.idea_id
		WHERE a.challenge_id IN ` + answered + ` GROUP BY a.challenge_id) n
	WHERE s.challenge_id = n.challenge_id AND s.idea_count <> n.published`

// extend moves the end of the challenge with the last vote, unless somebody has set another end.
const extend = `
	WITH news AS (
		UPDATE polis_conversations p SET closes_at = t.closes FROM ` + times + ` t
		WHERE p.challenge_id = $1 AND (p.closes_at IS NULL OR p.closes_at < t.closes)
		RETURNING p.challenge_id, p.closes_at, t.first)
	UPDATE challenges c SET closes_at = n.closes_at, opens_at = COALESCE(c.opens_at, n.first),
		version = c.version + 1, updated_at = now()
	FROM news n, polis_conversations old
	WHERE c.id = n.challenge_id AND old.challenge_id = c.id AND c.closes_at IS NOT DISTINCT FROM old.closes_at
		AND (c.opens_at IS NULL OR c.opens_at < n.closes_at)`
