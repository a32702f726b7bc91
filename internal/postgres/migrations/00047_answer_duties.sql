-- What a challenge promises: an idea that so many support within a time is decided on within so many days. What is owed is written
-- down once, so that a later change of the promise takes nothing back.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- The promise stands in the challenge's own row, which whoever votes holds for reading and whoever changes it has alone: no vote falls
-- between an old promise and a new one. Null: none. The former program neither reads nor writes it.
ALTER TABLE challenges
    ADD COLUMN answer_threshold   integer,      -- supports and agreements
    ADD COLUMN answer_per_mille   numeric(5,1), -- of the population, from which the threshold was reckoned
    ADD COLUMN answer_population  integer,      -- as it was then
    ADD COLUMN answer_window_days integer,      -- for gathering them, from publication; null: no end
    ADD COLUMN answer_days        integer,
    ADD COLUMN answer_counts_from text,
    ADD CONSTRAINT challenges_answer_rule CHECK (num_nonnulls(answer_threshold, answer_days, answer_counts_from) IN (0, 3)
        AND num_nonnulls(answer_per_mille, answer_population) IN (0, 2)
        AND (answer_threshold IS NOT NULL OR num_nonnulls(answer_per_mille, answer_window_days) = 0)),
    ADD CONSTRAINT challenges_answer_threshold CHECK (answer_threshold BETWEEN 1 AND 10000000),
    ADD CONSTRAINT challenges_answer_per_mille CHECK (answer_per_mille BETWEEN 0.1 AND 1000),
    ADD CONSTRAINT challenges_answer_window_days CHECK (answer_window_days BETWEEN 1 AND 730),
    ADD CONSTRAINT challenges_answer_days CHECK (answer_days BETWEEN 1 AND 730),
    ADD CONSTRAINT challenges_answer_counts_from CHECK (answer_counts_from IN ('threshold', 'closing')
        OR answer_counts_from = 'window-end' AND answer_window_days IS NOT NULL);

-- How many live there, which thresholds in per mille are reckoned from.
ALTER TABLE municipality ADD COLUMN population integer, ADD CONSTRAINT municipality_population CHECK (population BETWEEN 1 AND 100000000);

CREATE TABLE answer_duties (
    idea_id      uuid PRIMARY KEY,
    challenge_id uuid NOT NULL,
    threshold    integer NOT NULL,
    reached_at   timestamptz NOT NULL DEFAULT now(),
    due_at       timestamptz NOT NULL,
    answered_at  timestamptz, -- by a decision
    reminded_at  timestamptz, -- when leaders were told that it is soon due
    late_told_at timestamptz, -- when they were told that it is late
    CONSTRAINT answer_duties_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT answer_duties_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id)
);
CREATE INDEX answer_duties_open ON answer_duties (due_at, idea_id) WHERE answered_at IS NULL;
CREATE INDEX answer_duties_open_in ON answer_duties (challenge_id, due_at, idea_id) WHERE answered_at IS NULL;
CREATE INDEX answer_duties_untold ON answer_duties (due_at) WHERE answered_at IS NULL AND late_told_at IS NULL;
CREATE INDEX answer_duties_answered ON answer_duties (answered_at DESC, idea_id DESC) WHERE answered_at IS NOT NULL;
CREATE INDEX answer_duties_answered_in ON answer_duties (challenge_id, answered_at DESC, idea_id DESC) WHERE answered_at IS NOT NULL;

-- Writes down what is owed for those of the ideas that have reached a threshold of theirs, where that counts more than over votes: the
-- lowest one that they have reached in time. What is decided already owes nothing more, and what was owed once is not owed twice.
-- +goose StatementBegin
CREATE FUNCTION owe_answers(ideas uuid[], over integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO answer_duties (idea_id, challenge_id, threshold, due_at, answered_at)
    SELECT DISTINCT ON (s.idea_id) s.idea_id, c.id, c.answer_threshold,
        make_interval(days => c.answer_days) + GREATEST(now(), CASE c.answer_counts_from
            WHEN 'window-end' THEN s.published_at + make_interval(days => c.answer_window_days) WHEN 'closing' THEN c.closes_at END),
        (SELECT max(o.answered_at) FROM official_answers o WHERE o.idea_id = s.idea_id AND o.decision <> 'in-dialogue')
    FROM idea_stats s JOIN challenge_ideas a USING (idea_id) JOIN challenges c ON c.id = a.challenge_id
    WHERE s.idea_id = ANY (ideas) AND s.listed AND c.answer_threshold > over AND c.answer_threshold <= s.vote_count
        AND (s.published_at + make_interval(days => c.answer_window_days) > now()) IS NOT FALSE
    ORDER BY s.idea_id, c.answer_threshold, c.id
    ON CONFLICT ON CONSTRAINT answer_duties_pkey DO NOTHING
$$;
CREATE FUNCTION note_answer_duty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Looked for first: nearly no vote is the one that crosses a threshold, and this costs less than trying to insert.
    IF EXISTS (SELECT FROM challenge_ideas a JOIN challenges c ON c.id = a.challenge_id
            WHERE a.idea_id = NEW.idea_id AND c.answer_threshold > OLD.vote_count AND c.answer_threshold <= NEW.vote_count) THEN
        PERFORM owe_answers(ARRAY[NEW.idea_id], OLD.vote_count);
    END IF;
    RETURN NULL;
END $$;
-- A decision pays; an answer that only opens a dialogue does not.
CREATE FUNCTION pay_answer_duty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE answer_duties SET answered_at = NEW.answered_at WHERE idea_id = NEW.idea_id AND answered_at IS NULL;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER idea_stats_crossed AFTER UPDATE ON idea_stats FOR EACH ROW
    WHEN (NEW.vote_count > OLD.vote_count) EXECUTE FUNCTION note_answer_duty();
CREATE TRIGGER official_answers_pay AFTER INSERT ON official_answers FOR EACH ROW
    WHEN (NEW.decision <> 'in-dialogue') EXECUTE FUNCTION pay_answer_duty();
