-- What its author has withdrawn can be hidden too: else who is reported withdraws, waits until the case is closed, and publishes again. What
-- comes back comes back as it was. The program of before hides no such idea; showing one again it breaks the constraint, and shows nothing.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- What a hidden idea is again when it is shown: null where everybody reads it then. Every row there is has null, so nothing needs checking.
ALTER TABLE ideas ADD COLUMN restores_to text;
ALTER TABLE ideas ADD CONSTRAINT ideas_restores_to CHECK (restores_to IS NULL OR restores_to = 'withdrawn' AND state = 'hidden') NOT VALID;

-- Once in a case, and not once for ever: what was decided may be broken anew. Wider than before, as a case is of one thing.
ALTER TABLE reports DROP CONSTRAINT reports_once, ADD CONSTRAINT reports_once UNIQUE (case_id, reporter_id);
