-- What people follow, what they were told, and how they want to be told. Tables of their own, which the binary of before neither reads nor
-- writes; they are empty, so that nothing is locked for long.
-- +goose Up

-- Targets have ids that are unique among all kinds. They have no foreign key, since they are of many kinds: what is gone tells nothing.
CREATE TABLE follows (
    account_id  uuid NOT NULL,
    target_kind text NOT NULL,
    target_id   uuid NOT NULL,
    -- False: deliberately not, also though they wrote it, commented or voted.
    active      boolean NOT NULL DEFAULT true,
    created_at  timestamptz NOT NULL DEFAULT now(),
    -- In this order all followers of a target are read, a piece at a time.
    CONSTRAINT follows_pkey PRIMARY KEY (target_id, account_id),
    CONSTRAINT follows_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT follows_target_kind CHECK (target_kind IN ('idea', 'challenge', 'organisation', 'person', 'topic', 'district'))
);
CREATE INDEX follows_account_id ON follows (account_id, created_at DESC, target_id DESC);

-- What somebody is told: unread, one row for all that happened of one kind to one thing.
CREATE TABLE notifications (
    id           uuid PRIMARY KEY,
    recipient_id uuid NOT NULL,
    kind         text NOT NULL,
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    -- The latest of what came of it: a comment, an answer, an idea.
    object_id    uuid,
    count        integer NOT NULL,
    happened_at  timestamptz NOT NULL,
    read_at      timestamptz,
    -- When a mail about it is due; null: none is.
    mail_at      timestamptz,
    -- How many of count a mail has told.
    mailed       integer NOT NULL DEFAULT 0,
    CONSTRAINT notifications_recipient FOREIGN KEY (recipient_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT notifications_count CHECK (count > 0 AND mailed BETWEEN 0 AND count)
);
CREATE UNIQUE INDEX notifications_unread ON notifications (recipient_id, subject_id, kind) WHERE read_at IS NULL;
CREATE INDEX notifications_recipient_id ON notifications (recipient_id, happened_at DESC, id DESC);
CREATE INDEX notifications_mail_at ON notifications (mail_at, recipient_id) WHERE mail_at IS NOT NULL;
CREATE INDEX notifications_happened_at ON notifications USING brin (happened_at);

-- How somebody wants to be told; without a row, as is usual.
CREATE TABLE notification_settings (
    account_id       uuid PRIMARY KEY,
    -- False: no mail but what the law demands.
    mail             boolean NOT NULL DEFAULT true,
    follow_commented boolean NOT NULL DEFAULT true,
    follow_supported boolean NOT NULL DEFAULT false,
    version          integer NOT NULL DEFAULT 1,
    CONSTRAINT notification_settings_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
-- The few who want to follow what they support are found without the others.
CREATE INDEX notification_settings_follow_supported ON notification_settings (account_id) WHERE follow_supported;

CREATE TABLE notification_choices (
    account_id uuid NOT NULL,
    kind       text NOT NULL,
    mail       text NOT NULL,
    CONSTRAINT notification_choices_pkey PRIMARY KEY (account_id, kind),
    CONSTRAINT notification_choices_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT notification_choices_mail CHECK (mail IN ('at-once', 'daily', 'weekly', 'never'))
);

-- Mails that were sent, with the hash of the secret by which whoever has one stops them.
CREATE TABLE notification_letters (
    id           uuid PRIMARY KEY,
    recipient_id uuid NOT NULL,
    secret_hash  bytea NOT NULL,
    sent_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT notification_letters_recipient FOREIGN KEY (recipient_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT notification_letters_secret_hash UNIQUE (secret_hash),
    CONSTRAINT notification_letters_hash_length CHECK (octet_length(secret_hash) = 32)
);
CREATE INDEX notification_letters_recipient_id ON notification_letters (recipient_id, sent_at DESC);
CREATE INDEX notification_letters_sent_at ON notification_letters USING brin (sent_at);

-- Up to when votes are counted and told.
CREATE TABLE notification_counts (
    name  text PRIMARY KEY,
    until timestamptz NOT NULL
);
