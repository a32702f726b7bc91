-- Needs, offers and commitments can be reported, hidden and restored as ideas and comments are. The program of before shows what is hidden
-- as long as it runs; it writes nothing that does not fit.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Why others do not see it, who wrote it does; null: everybody does. It is a column and no other table as for comments, because nothing stands
-- under it that has to stay: all that reads them is internal/help.
ALTER TABLE needs ADD COLUMN withheld text, ADD CONSTRAINT needs_withheld CHECK (withheld IN ('waiting', 'hidden')) NOT VALID;
ALTER TABLE offers ADD COLUMN withheld text, ADD CONSTRAINT offers_withheld CHECK (withheld IN ('waiting', 'hidden')) NOT VALID;
-- A commitment was agreed on before it is public, and does not wait.
ALTER TABLE commitments ADD COLUMN withheld text, ADD CONSTRAINT commitments_withheld CHECK (withheld = 'hidden') NOT VALID;

-- Wider than before, so every row fits and none needs to be looked at.
ALTER TABLE moderation_cases DROP CONSTRAINT moderation_cases_thing_kind,
    ADD CONSTRAINT moderation_cases_thing_kind CHECK (thing_kind IN ('idea', 'comment', 'need', 'offer', 'commitment', 'organisation', 'person')) NOT VALID;
