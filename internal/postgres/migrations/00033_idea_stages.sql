-- What becomes of an idea once it is public: its stage, and every step to another one with its reason, for everybody to read.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- The former program knows no stages: what it publishes is published. Every row there is has the default, so nothing needs checking.
ALTER TABLE ideas ADD COLUMN stage text NOT NULL DEFAULT 'published';
ALTER TABLE ideas ADD CONSTRAINT ideas_stage CHECK (stage IN ('published', 'in-dialogue', 'accepted', 'partly-accepted', 'declined',
    'in-progress', 'done', 'paused', 'dropped')) NOT VALID;

-- Lists are read in the order of an index, which knows one table only (00006), so the stage stands beside the counters too, and the
-- database keeps both equal. Most ideas stay at the first stage and are met soon in any order; leaving them out keeps votes as cheap as before.
ALTER TABLE idea_stats ADD COLUMN stage text NOT NULL DEFAULT 'published';
CREATE INDEX idea_stats_stage_newest ON idea_stats (stage, published_at DESC, idea_id DESC) WHERE listed AND stage <> 'published';
CREATE INDEX idea_stats_stage_most_supported ON idea_stats (stage, vote_count DESC, idea_id DESC) WHERE listed AND stage <> 'published';
CREATE INDEX idea_stats_stage_most_discussed ON idea_stats (stage, comment_count DESC, idea_id DESC) WHERE listed AND stage <> 'published';
CREATE INDEX idea_stats_stage_trending ON idea_stats (stage, hot DESC, idea_id DESC) WHERE listed AND stage <> 'published';
CREATE INDEX idea_stats_stage_random ON idea_stats (stage, uuid_hash(idea_id) DESC, idea_id DESC) WHERE listed AND stage <> 'published';

-- +goose StatementBegin
CREATE FUNCTION note_idea_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE idea_stats SET stage = NEW.stage WHERE idea_id = NEW.id;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER ideas_stage_changed AFTER UPDATE OF stage ON ideas
    FOR EACH ROW WHEN (OLD.stage <> NEW.stage) EXECUTE FUNCTION note_idea_stage();

CREATE TABLE idea_steps (
    idea_id    uuid NOT NULL,
    number     integer NOT NULL, -- from 1
    from_stage text NOT NULL,
    to_stage   text NOT NULL,
    reason     text NOT NULL,
    by_id      uuid NOT NULL,
    -- As what they took it: somebody who is both acts as the one whose step it is.
    capacity   text NOT NULL,
    taken_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idea_steps_pkey PRIMARY KEY (idea_id, number),
    CONSTRAINT idea_steps_idea FOREIGN KEY (idea_id) REFERENCES ideas (id),
    CONSTRAINT idea_steps_by FOREIGN KEY (by_id) REFERENCES participants (id),
    CONSTRAINT idea_steps_moves CHECK (from_stage <> to_stage),
    CONSTRAINT idea_steps_reason CHECK (char_length(reason) BETWEEN 1 AND 2000),
    CONSTRAINT idea_steps_capacity CHECK (capacity IN ('author', 'leader'))
);
CREATE INDEX idea_steps_by_id ON idea_steps (by_id);

-- What was said is not unsaid: only who leaves becomes somebody who was here, and may take their own words away.
-- +goose StatementBegin
CREATE FUNCTION keep_idea_steps() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.idea_id, OLD.number, OLD.from_stage, OLD.to_stage, OLD.capacity, OLD.taken_at)
            = (NEW.idea_id, NEW.number, NEW.from_stage, NEW.to_stage, NEW.capacity, NEW.taken_at)
            AND (NEW.reason = OLD.reason OR NEW.reason = '[borttagen]' AND OLD.capacity = 'author') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the steps of an idea are only added to' USING ERRCODE = 'restrict_violation';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER idea_steps_kept BEFORE UPDATE OR DELETE ON idea_steps FOR EACH ROW EXECUTE FUNCTION keep_idea_steps();
