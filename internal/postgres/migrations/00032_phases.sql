-- A challenge may have dated phases, each of which says what is open in it. What is open at a moment is decided by the challenge's own
-- row, which votes and ideas read and hold while they are stored: the times of every act stand there, written by a trigger on phases,
-- so that no writer needs another query, and whoever has waited for a change of the phases decides by it.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- For uuids in an exclusion constraint. It is trusted, so the database's owner may create it, and part of Postgres' own distribution.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Null without phases: then opens_at, closes_at and the state decide, as before. With phases the trigger sets opens_at and closes_at as
-- well, to the times from and until which ideas or votes are taken, so that they never contradict. The former program goes by those while it
-- still serves; there are no phases before the new one makes them.
ALTER TABLE challenges
    ADD COLUMN posting_times    tstzmultirange,
    ADD COLUMN commenting_times tstzmultirange,
    ADD COLUMN voting_times     tstzmultirange,
    ADD COLUMN needs_times      tstzmultirange,
    -- Phases end at their time, so a challenge that has them is not closed by hand.
    ADD CONSTRAINT challenges_closed_by_phases CHECK (state <> 'closed' OR posting_times IS NULL);

CREATE TABLE phases (
    id           uuid PRIMARY KEY,
    challenge_id uuid NOT NULL,
    number       smallint NOT NULL,
    kind         text NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz, -- null: without an end, so the last one
    open         text[] NOT NULL,
    description  text NOT NULL DEFAULT '',
    told_at      timestamptz, -- when people were told that it has begun
    CONSTRAINT phases_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT phases_once UNIQUE (challenge_id, number),
    CONSTRAINT phases_number CHECK (number BETWEEN 1 AND 12),
    CONSTRAINT phases_kind CHECK (kind IN ('collect-ideas', 'refine-together', 'vote', 'decide', 'do', 'follow-up')),
    CONSTRAINT phases_times CHECK (ends_at > starts_at),
    CONSTRAINT phases_open CHECK (open <@ ARRAY['posting', 'commenting', 'voting', 'needs'] AND cardinality(open) <= 4),
    CONSTRAINT phases_description CHECK (char_length(description) <= 300),
    CONSTRAINT phases_apart EXCLUDE USING gist (challenge_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
);
CREATE INDEX phases_untold ON phases (starts_at) WHERE told_at IS NULL;

-- Times that are over when phases change are left out: a vote that began before them and waited for the change finds voting closed, so
-- what is counted when a phase has been ended stays so.
-- +goose StatementBegin
CREATE FUNCTION open_by_phases() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    challenge uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.challenge_id ELSE NEW.challenge_id END;
BEGIN
    UPDATE challenges c SET
        posting_times = times.posting, commenting_times = times.commenting, voting_times = times.voting, needs_times = times.needs,
        state = CASE WHEN c.state = 'closed' AND times.posting IS NOT NULL THEN 'open' ELSE c.state END,
        closes_at = CASE WHEN times.posting IS NULL THEN c.closes_at
            WHEN isempty(times.taking) THEN LEAST(c.closes_at, times.first_starts_at) ELSE upper(times.taking) END,
        opens_at = CASE WHEN times.posting IS NULL THEN c.opens_at
            WHEN isempty(times.taking) THEN NULL ELSE lower(times.taking) END
    FROM (
        SELECT CASE WHEN count(*) > 0 THEN COALESCE(range_agg(span) FILTER (WHERE 'posting' = ANY (open) AND lasts), '{}') END AS posting,
            CASE WHEN count(*) > 0 THEN COALESCE(range_agg(span) FILTER (WHERE 'commenting' = ANY (open) AND lasts), '{}') END AS commenting,
            CASE WHEN count(*) > 0 THEN COALESCE(range_agg(span) FILTER (WHERE 'voting' = ANY (open) AND lasts), '{}') END AS voting,
            CASE WHEN count(*) > 0 THEN COALESCE(range_agg(span) FILTER (WHERE 'needs' = ANY (open) AND lasts), '{}') END AS needs,
            COALESCE(range_agg(span) FILTER (WHERE open && ARRAY['posting', 'voting']), '{}') AS taking,
            min(starts_at) AS first_starts_at
        FROM (SELECT open, starts_at, tstzrange(starts_at, ends_at) AS span, (ends_at > clock_timestamp()) IS NOT FALSE AS lasts
            FROM phases WHERE challenge_id = challenge) p) times
    WHERE c.id = challenge;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER phases_decide AFTER INSERT OR DELETE OR UPDATE OF starts_at, ends_at, open ON phases
    FOR EACH ROW EXECUTE FUNCTION open_by_phases();
