-- The latest comments under an idea, of both levels, as its feed tells them: the indexes of before hold one level each. Built beside what
-- goes on; one that a broken attempt has left is built anew.
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY IF EXISTS comments_latest;
CREATE INDEX CONCURRENTLY comments_latest ON comments (idea_id, created_at, id) WHERE state = 'published';
