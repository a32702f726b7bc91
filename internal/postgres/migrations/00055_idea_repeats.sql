-- A promise of answers may say that a repeat of an idea which has been decided on is owed no new decision for some months. What is a
-- repeat is said by a leader, with a reason that everybody reads. The former program neither reads nor writes any of it; the function
-- that owes answers is the database's, so what it decides is the same from both.
-- +goose Up
SET LOCAL lock_timeout = '5s';

ALTER TABLE challenges
    ADD COLUMN answer_cool_down_months integer, -- null: a repeat is owed what any idea is
    ADD CONSTRAINT challenges_answer_cool_down CHECK (answer_cool_down_months IS NULL
        OR answer_cool_down_months BETWEEN 1 AND 60 AND answer_threshold IS NOT NULL);

CREATE TABLE idea_repeats (
    idea_id   uuid PRIMARY KEY,
    of_id     uuid NOT NULL, -- the idea that was decided on
    by_id     uuid NOT NULL,
    reason    text NOT NULL,
    marked_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idea_repeats_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_repeats_of FOREIGN KEY (of_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_repeats_by FOREIGN KEY (by_id) REFERENCES participants (id),
    CONSTRAINT idea_repeats_two CHECK (of_id <> idea_id),
    CONSTRAINT idea_repeats_reason CHECK (char_length(reason) BETWEEN 1 AND 500)
);
CREATE INDEX idea_repeats_of_id ON idea_repeats (of_id);
CREATE INDEX idea_repeats_by_id ON idea_repeats (by_id);

-- Until when an idea is owed nothing where the cool-down is so many months: counted from the last decision on what it repeats. Null:
-- it is no repeat, or there is no cool-down.
-- +goose StatementBegin
CREATE FUNCTION cools_until(idea uuid, months integer) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT max(o.answered_at) + make_interval(months => months)
    FROM idea_repeats r JOIN official_answers o ON o.idea_id = r.of_id AND o.decision <> 'in-dialogue' WHERE r.idea_id = idea
$$;
-- As before, but for what cools down.
CREATE OR REPLACE FUNCTION owe_answers(ideas uuid[], over integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO answer_duties (idea_id, challenge_id, threshold, due_at, answered_at)
    SELECT DISTINCT ON (s.idea_id) s.idea_id, c.id, c.answer_threshold,
        make_interval(days => c.answer_days) + GREATEST(now(), CASE c.answer_counts_from
            WHEN 'window-end' THEN s.published_at + make_interval(days => c.answer_window_days) WHEN 'closing' THEN c.closes_at END),
        (SELECT max(o.answered_at) FROM official_answers o WHERE o.idea_id = s.idea_id AND o.decision <> 'in-dialogue')
    FROM idea_stats s JOIN challenge_ideas a USING (idea_id) JOIN challenges c ON c.id = a.challenge_id
    WHERE s.idea_id = ANY (ideas) AND s.listed AND c.answer_threshold > over AND c.answer_threshold <= s.vote_count
        AND (s.published_at + make_interval(days => c.answer_window_days) > now()) IS NOT FALSE
        AND (cools_until(s.idea_id, c.answer_cool_down_months) > now()) IS NOT TRUE
    ORDER BY s.idea_id, c.answer_threshold, c.id
    ON CONFLICT ON CONSTRAINT answer_duties_pkey DO NOTHING
$$;
-- +goose StatementEnd
