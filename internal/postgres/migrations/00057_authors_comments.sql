-- Whether somebody says the same thing again is seen from their latest comments, which this finds in order; it does what the index of
-- before did, too. Built beside what goes on; one that a broken attempt has left is built anew.
-- +goose NO TRANSACTION
-- +goose Up
DROP INDEX CONCURRENTLY IF EXISTS comments_author_latest;
CREATE INDEX CONCURRENTLY comments_author_latest ON comments (author_id, id DESC);
DROP INDEX CONCURRENTLY IF EXISTS comments_author_id;
