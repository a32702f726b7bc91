-- The votes of the last minute are found by a summary of which pages hold which times: votes are appended in time, so it is kilobytes
-- and costs who votes nothing to speak of, where an index with an entry a vote would cost as much as the vote's own key. It is built
-- beside what goes on; one that a broken attempt has left is built anew.
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY IF EXISTS votes_created_at;
CREATE INDEX CONCURRENTLY votes_created_at ON votes USING brin (created_at) WITH (autosummarize = on);
