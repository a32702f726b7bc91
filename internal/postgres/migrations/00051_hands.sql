-- Offers of ideas run out, and people are told who took an idea over and what came of a promise. The program of before offers, accepts and tells
-- as it did: every row that it writes fits, and of an offer that has run out it says what it says of any that is over.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Nobody ends what time does. Wider than before, so every row fits and none needs to be looked at.
ALTER TABLE idea_handovers DROP CONSTRAINT idea_handovers_state, DROP CONSTRAINT idea_handovers_settled,
    ADD CONSTRAINT idea_handovers_state CHECK (state IN ('offered', 'accepted', 'declined', 'taken-back', 'expired')) NOT VALID,
    ADD CONSTRAINT idea_handovers_settled CHECK ((state = 'offered') = (settled_at IS NULL) AND (state IN ('offered', 'expired')) = (settled_by IS NULL)) NOT VALID;
-- One row an idea at most, so it is small.
CREATE INDEX idea_handovers_offered ON idea_handovers (created_at) WHERE state = 'offered';

ALTER TABLE notification_events DROP CONSTRAINT notification_events_kind;
ALTER TABLE notification_events ADD CONSTRAINT notification_events_kind CHECK (kind IN (
    'idea-published', 'idea-stage', 'idea-answered', 'idea-supported', 'comment', 'reply', 'mention', 'thanks', 'official-reply',
    'phase-turned', 'answer-due', 'co-author-invited', 'hand-over-offered', 'hand-over-answered', 'adoption-offered', 'idea-taken-over', 'merge-proposed', 'merge-decided',
    'vote-move-asked', 'match-found', 'contact-asked', 'contact-answered', 'commitment', 'commitment-outcome', 'moderation-decision', 'appeal-decided')) NOT VALID;

-- A row that is marked already is marked once more: otherwise the update does not wait for the job that is writing the keys of before, which then
-- says that they are as they should be.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION forget_need_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'ideas' THEN
        UPDATE needs SET keyed = false WHERE idea_id = NEW.id;
    ELSE
        UPDATE needs SET keyed = false WHERE idea_id IN (SELECT idea_id FROM changed);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
