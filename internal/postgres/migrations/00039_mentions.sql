-- Whom comments mention. A comment's text holds the ids, so that a changed name follows; these rows say who was told, once a comment, and
-- are what a day's mentions are counted by: so they stay when the text is changed or deleted.
-- +goose Up
CREATE TABLE comment_mentions (
    comment_id     uuid NOT NULL,
    participant_id uuid NOT NULL,
    -- Who mentioned them: a person also where an organisation speaks.
    account_id     uuid NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT comment_mentions_pkey PRIMARY KEY (comment_id, participant_id),
    CONSTRAINT comment_mentions_comment FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT comment_mentions_participant FOREIGN KEY (participant_id) REFERENCES participants (id),
    CONSTRAINT comment_mentions_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX comment_mentions_participant_id ON comment_mentions (participant_id);
CREATE INDEX comment_mentions_account_id ON comment_mentions (account_id, created_at);
