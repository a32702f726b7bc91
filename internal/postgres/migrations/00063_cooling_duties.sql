-- What a repeat reaches while it cools down is written down when it is reached: whether that was in time can not be told afterwards, when
-- the time for gathering support is over. Before, nothing was owed then, neither after the cool-down nor when the idea was found to be no
-- repeat. The former program asks the same function for what is owed; what it takes back meanwhile, the job of the new one owes.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE cooling_duties (
    idea_id      uuid NOT NULL,
    challenge_id uuid NOT NULL,
    threshold    integer NOT NULL, -- as it was when it was reached
    reached_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cooling_duties_pkey PRIMARY KEY (idea_id, challenge_id),
    CONSTRAINT cooling_duties_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT cooling_duties_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE
);
CREATE INDEX cooling_duties_challenge_id ON cooling_duties (challenge_id);

-- +goose StatementBegin
-- As before, and what cools down is noted.
CREATE OR REPLACE FUNCTION owe_answers(ideas uuid[], over integer) RETURNS void LANGUAGE sql AS $$
    INSERT INTO cooling_duties (idea_id, challenge_id, threshold)
    SELECT s.idea_id, c.id, c.answer_threshold
    FROM idea_stats s JOIN challenge_ideas a USING (idea_id) JOIN challenges c ON c.id = a.challenge_id
    WHERE s.idea_id = ANY (ideas) AND s.listed AND c.answer_threshold > over AND c.answer_threshold <= s.vote_count
        AND (s.published_at + make_interval(days => c.answer_window_days) > now()) IS NOT FALSE
        AND cools_until(s.idea_id, c.answer_cool_down_months) > now()
    ON CONFLICT ON CONSTRAINT cooling_duties_pkey DO NOTHING;
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
-- Owes what those of the ideas have reached whose cool-down is over, and returns to whom. What nobody promises any more, or is owed for
-- the idea already, is forgotten.
CREATE FUNCTION owe_cooled(ideas uuid[]) RETURNS SETOF uuid LANGUAGE sql AS $$
    WITH over AS (
        DELETE FROM cooling_duties d USING challenges c, idea_stats s
        WHERE d.idea_id = ANY (ideas) AND c.id = d.challenge_id AND s.idea_id = d.idea_id AND s.listed
            AND (cools_until(d.idea_id, c.answer_cool_down_months) > now()) IS NOT TRUE
        RETURNING d.idea_id, d.threshold, c.id, c.answer_days, c.closes_at, c.answer_counts_from, s.published_at + make_interval(days => c.answer_window_days) AS window_end)
    INSERT INTO answer_duties (idea_id, challenge_id, threshold, due_at, answered_at)
    SELECT DISTINCT ON (o.idea_id) o.idea_id, o.id, o.threshold,
        make_interval(days => o.answer_days) + GREATEST(now(), CASE o.answer_counts_from WHEN 'window-end' THEN o.window_end WHEN 'closing' THEN o.closes_at END),
        (SELECT max(a.answered_at) FROM official_answers a WHERE a.idea_id = o.idea_id AND a.decision <> 'in-dialogue')
    FROM over o WHERE o.answer_days IS NOT NULL
    ORDER BY o.idea_id, o.threshold, o.id
    ON CONFLICT ON CONSTRAINT answer_duties_pkey DO NOTHING RETURNING idea_id
$$;
-- +goose StatementEnd

-- What has been reached so far, as far as the time for it is not over.
SELECT owe_answers(ARRAY(SELECT idea_id FROM idea_repeats ORDER BY idea_id), 0);
