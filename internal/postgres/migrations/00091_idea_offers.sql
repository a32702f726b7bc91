-- An idea passes from one author to another: offered to somebody, or to whoever takes it further, and who took it. The program of before
-- neither reads nor writes it; an idea that has changed hands is to it as any other.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE idea_offers (
    id         uuid PRIMARY KEY,
    idea_id    uuid NOT NULL,
    kind       text NOT NULL,
    state      text NOT NULL DEFAULT 'offered',
    from_id    uuid NOT NULL, -- whose the idea was
    to_id      uuid,          -- whose it is to be; null: whoever takes it first
    offered_by uuid NOT NULL,
    capacity   text NOT NULL, -- as what
    reason     text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    settled_by uuid,
    settled_at timestamptz,
    CONSTRAINT idea_offers_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_offers_from FOREIGN KEY (from_id) REFERENCES participants (id),
    CONSTRAINT idea_offers_to FOREIGN KEY (to_id) REFERENCES participants (id),
    CONSTRAINT idea_offers_offered_by FOREIGN KEY (offered_by) REFERENCES participants (id),
    CONSTRAINT idea_offers_settled_by FOREIGN KEY (settled_by) REFERENCES participants (id),
    CONSTRAINT idea_offers_kind CHECK (kind IN ('hand-over', 'adoption')),
    CONSTRAINT idea_offers_state CHECK (state IN ('offered', 'accepted', 'declined', 'taken-back')),
    CONSTRAINT idea_offers_capacity CHECK (capacity IN ('author', 'leader')),
    CONSTRAINT idea_offers_reason CHECK (char_length(reason) BETWEEN 3 AND 1000),
    -- An author chooses who takes over; where a leader offers an idea, anybody may.
    CONSTRAINT idea_offers_whom CHECK (CASE kind WHEN 'hand-over' THEN to_id IS NOT NULL AND capacity = 'author'
        ELSE (to_id IS NOT NULL) = (state = 'accepted') AND state <> 'declined' END),
    CONSTRAINT idea_offers_settled CHECK ((state = 'offered') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL))
);
-- An idea is offered to one at a time, so that two never take it over at once.
CREATE UNIQUE INDEX idea_offers_open ON idea_offers (idea_id) WHERE state = 'offered';
CREATE INDEX idea_offers_idea_id ON idea_offers (idea_id, id DESC);
CREATE INDEX idea_offers_offered_by ON idea_offers (offered_by, created_at);
CREATE INDEX idea_offers_from_id ON idea_offers (from_id);
CREATE INDEX idea_offers_to_id ON idea_offers (to_id) WHERE to_id IS NOT NULL;
CREATE INDEX idea_offers_settled_by ON idea_offers (settled_by) WHERE settled_by IS NOT NULL;
