-- Cases of ideas that were taken back while they waited were left open: moderators could only keep what was not there to read, and what was
-- sent in again stood beside the score of its former words. They are closed now, as they are when an idea is taken back from now on.
-- +goose Up
SET LOCAL lock_timeout = '5s';
UPDATE moderation_cases k SET state = 'closed', closed_at = now(), version = k.version + 1
FROM ideas i WHERE k.thing_kind = 'idea' AND k.state = 'open' AND i.id = k.thing_id AND i.state = 'draft';
