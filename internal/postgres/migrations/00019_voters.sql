-- A challenge may take votes from verified residents only. Who may vote on an idea is decided by the challenges that it answers, whose
-- rows every vote holds while it is stored: the strictest counts. So nothing is copied that could disagree.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- The former program takes votes from everybody until it is gone; no challenge is restricted before the new one makes it so.
ALTER TABLE challenges
    ADD COLUMN voters text NOT NULL DEFAULT 'anyone',
    ADD CONSTRAINT challenges_voters CHECK (voters IN ('anyone', 'verified-residents'));
