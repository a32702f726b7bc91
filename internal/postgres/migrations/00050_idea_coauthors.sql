-- Authors invite others to write an idea with them. The program of before neither reads nor writes it: to it an idea has its author alone.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE idea_coauthors (
    idea_id        uuid NOT NULL,
    participant_id uuid NOT NULL,
    invited_by     uuid NOT NULL,
    state          text NOT NULL DEFAULT 'invited', -- ended: declined, left, removed or taken back; kept a while, so that nobody is asked again and again
    invited_at     timestamptz NOT NULL DEFAULT now(),
    settled_at     timestamptz,
    CONSTRAINT idea_coauthors_pkey PRIMARY KEY (idea_id, participant_id),
    CONSTRAINT idea_coauthors_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_coauthors_participant FOREIGN KEY (participant_id) REFERENCES participants (id),
    CONSTRAINT idea_coauthors_invited_by FOREIGN KEY (invited_by) REFERENCES participants (id),
    CONSTRAINT idea_coauthors_state CHECK (state IN ('invited', 'accepted', 'ended')),
    CONSTRAINT idea_coauthors_settled CHECK ((state = 'invited') = (settled_at IS NULL))
);
CREATE INDEX idea_coauthors_participant_id ON idea_coauthors (participant_id);
CREATE INDEX idea_coauthors_invited_by_at ON idea_coauthors (invited_by, invited_at);
CREATE INDEX idea_coauthors_ended ON idea_coauthors (settled_at) WHERE state = 'ended';
