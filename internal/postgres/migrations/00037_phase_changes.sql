-- How the phases of a published challenge were changed, by whom and why: everybody may read it, and it only grows.
-- +goose Up
CREATE TABLE phase_changes (
    id             uuid PRIMARY KEY,
    challenge_id   uuid NOT NULL,
    participant_id uuid NOT NULL,
    reason         text NOT NULL,
    -- An array of {before, after}, each {kind, startsAt, endsAt, open}, as they were then: there is nothing to refer to.
    moves          jsonb NOT NULL,
    changed_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT phase_changes_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT phase_changes_participant FOREIGN KEY (participant_id) REFERENCES participants (id),
    CONSTRAINT phase_changes_reason CHECK (char_length(reason) BETWEEN 3 AND 500),
    CONSTRAINT phase_changes_moves CHECK (jsonb_typeof(moves) = 'array' AND jsonb_array_length(moves) BETWEEN 1 AND 24)
);
CREATE INDEX phase_changes_challenge_id ON phase_changes (challenge_id, changed_at DESC, id DESC);
CREATE INDEX phase_changes_participant_id ON phase_changes (participant_id);
