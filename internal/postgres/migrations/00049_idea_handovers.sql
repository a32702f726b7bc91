-- An idea passes from one author to another: offered to somebody, or to whoever takes it further, and who took it. The program of before
-- neither reads nor writes it; an idea that has changed hands is to it as any other.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE idea_handovers (
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
    version    integer NOT NULL DEFAULT 1,
    CONSTRAINT idea_handovers_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_handovers_from FOREIGN KEY (from_id) REFERENCES participants (id),
    CONSTRAINT idea_handovers_to FOREIGN KEY (to_id) REFERENCES participants (id),
    CONSTRAINT idea_handovers_offered_by FOREIGN KEY (offered_by) REFERENCES participants (id),
    CONSTRAINT idea_handovers_settled_by FOREIGN KEY (settled_by) REFERENCES participants (id),
    CONSTRAINT idea_handovers_kind CHECK (kind IN ('hand-over', 'adoption')),
    CONSTRAINT idea_handovers_state CHECK (state IN ('offered', 'accepted', 'declined', 'taken-back')),
    CONSTRAINT idea_handovers_capacity CHECK (capacity IN ('author', 'leader')),
    CONSTRAINT idea_handovers_reason CHECK (char_length(reason) BETWEEN 3 AND 1000),
    -- An author chooses who takes over; where a leader offers an idea, anybody may.
    CONSTRAINT idea_handovers_whom CHECK (CASE kind WHEN 'hand-over' THEN to_id IS NOT NULL AND capacity = 'author'
        ELSE (to_id IS NOT NULL) = (state = 'accepted') AND state <> 'declined' END),
    CONSTRAINT idea_handovers_settled CHECK ((state = 'offered') = (settled_at IS NULL) AND (settled_at IS NULL) = (settled_by IS NULL))
);
-- An idea is offered to one at a time, so that two never take it over at once.
CREATE UNIQUE INDEX idea_handovers_open ON idea_handovers (idea_id) WHERE state = 'offered';
CREATE INDEX idea_handovers_idea_id ON idea_handovers (idea_id, id DESC);
CREATE INDEX idea_handovers_offered_by ON idea_handovers (offered_by, created_at);
CREATE INDEX idea_handovers_from_id ON idea_handovers (from_id);
CREATE INDEX idea_handovers_to_id ON idea_handovers (to_id) WHERE to_id IS NOT NULL;
CREATE INDEX idea_handovers_settled_by ON idea_handovers (settled_by) WHERE settled_by IS NOT NULL;

-- Whoever offered an idea is told what came of it. The kinds of before are among these, so that the program of before writes on.
ALTER TABLE notification_events DROP CONSTRAINT notification_events_kind;
ALTER TABLE notification_events ADD CONSTRAINT notification_events_kind CHECK (kind IN (
    'idea-published', 'idea-stage', 'idea-answered', 'idea-supported', 'comment', 'reply', 'mention', 'thanks', 'official-reply',
    'phase-turned', 'answer-due', 'co-author-invited', 'hand-over-offered', 'hand-over-answered', 'adoption-offered', 'merge-proposed', 'merge-decided',
    'vote-move-asked', 'match-found', 'contact-asked', 'contact-answered', 'commitment', 'moderation-decision', 'appeal-decided')) NOT VALID;
