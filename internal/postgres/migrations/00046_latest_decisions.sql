-- Feeds tell of the latest answers and decisions of all ideas. Built beside what goes on; ones that a broken attempt has left are built anew.
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY IF EXISTS official_answers_answered_at;
CREATE INDEX CONCURRENTLY official_answers_answered_at ON official_answers (answered_at DESC, id DESC);
DROP INDEX CONCURRENTLY IF EXISTS idea_steps_decisions;
CREATE INDEX CONCURRENTLY idea_steps_decisions ON idea_steps (taken_at DESC, idea_id DESC, number DESC)
    WHERE to_stage IN ('accepted', 'partly-accepted', 'declined');
