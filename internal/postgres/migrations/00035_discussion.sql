-- Comments say what they are, some are the municipality's own word, and readers may thank for them. A discussion is read in three
-- orders from any place in it, each by an index, so that a thread of a thousand opens as fast as one of ten.
--
-- The program of before writes and reads comments as before: every new column has a value for what it writes.
-- +goose Up
SET LOCAL lock_timeout = '5s';

ALTER TABLE comments
    ADD COLUMN kind text NOT NULL DEFAULT 'comment',
    ADD COLUMN official boolean NOT NULL DEFAULT false,
    -- How many rows of comment_thanks there are for it.
    ADD COLUMN thanks_count integer NOT NULL DEFAULT 0,
    ADD CONSTRAINT comments_kind CHECK (kind IN ('comment', 'question', 'suggestion', 'concern', 'thanks')),
    ADD CONSTRAINT comments_thanks_count CHECK (thanks_count >= 0);

CREATE INDEX comments_most_thanked ON comments (idea_id, thanks_count DESC, id DESC) WHERE parent_id IS NULL;
-- Most comments are plain ones, and need no entry.
CREATE INDEX comments_kind ON comments (idea_id, kind, created_at, id) WHERE parent_id IS NULL AND kind <> 'comment';
-- Official replies are shown with what they reply to, however many others came before.
CREATE INDEX comments_official ON comments (parent_id, created_at, id) WHERE official AND parent_id IS NOT NULL;

-- One thanks a person and comment. Counts are public, names are not.
CREATE TABLE comment_thanks (
    comment_id     uuid NOT NULL,
    participant_id uuid NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comment_thanks_pkey PRIMARY KEY (comment_id, participant_id),
    CONSTRAINT comment_thanks_comment FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT comment_thanks_participant FOREIGN KEY (participant_id) REFERENCES participants (id)
);
CREATE INDEX comment_thanks_participant_id ON comment_thanks (participant_id, comment_id);
