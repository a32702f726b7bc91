-- The queue of moderators is in the order in which cases were opened, as its rows tell. An id tells that only of a case that the program
-- itself opened, not of one that was loaded.
-- +goose Up
SET LOCAL lock_timeout = '5s';
CREATE INDEX moderation_cases_waiting ON moderation_cases (opened_at, id) WHERE state = 'open';
DROP INDEX moderation_cases_queue;
