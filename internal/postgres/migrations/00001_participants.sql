-- People and how they sign in. A participant acts in public; an account holds the credentials of
-- one. A participant without an account (brought in by an import) can never sign in.
-- +goose Up
CREATE TABLE participants (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    display_name text NOT NULL,
    about        text NOT NULL DEFAULT '',
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT participants_kind CHECK (kind IN ('resident', 'company', 'association', 'researcher', 'public-body')),
    CONSTRAINT participants_display_name CHECK (char_length(display_name) BETWEEN 2 AND 80),
    CONSTRAINT participants_about CHECK (char_length(about) <= 500)
);

CREATE TABLE accounts (
    id            uuid PRIMARY KEY,
    email         text NOT NULL,
    -- The address in one spelling (NFKC, lower case): two spellings are one account.
    email_key     text NOT NULL,
    password_hash text NOT NULL,
    role          text NOT NULL DEFAULT 'member',
    language      text NOT NULL DEFAULT 'sv',
    disabled_at   timestamptz,
    version       integer NOT NULL DEFAULT 1,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT accounts_participant FOREIGN KEY (id) REFERENCES participants (id),
    CONSTRAINT accounts_email_key UNIQUE (email_key),
    CONSTRAINT accounts_email CHECK (char_length(email) BETWEEN 3 AND 254),
    CONSTRAINT accounts_role CHECK (role IN ('member', 'project-leader', 'moderator', 'administrator')),
    CONSTRAINT accounts_language CHECK (language IN ('sv', 'en'))
);
-- Choosing leaders lists the few who can lead.
CREATE INDEX accounts_staff ON accounts (role) WHERE role <> 'member';

-- A registration waits here until its mail is answered; only then is there an account. Several may
-- wait for one address, and the first that is confirmed wins, so nobody can block somebody else's.
CREATE TABLE registrations (
    token_hash    bytea PRIMARY KEY,
    email         text NOT NULL,
    email_key     text NOT NULL,
    password_hash text NOT NULL,
    display_name  text NOT NULL,
    kind          text NOT NULL,
    language      text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,
    CONSTRAINT registrations_kind CHECK (kind IN ('resident', 'company', 'association', 'researcher', 'public-body')),
    CONSTRAINT registrations_language CHECK (language IN ('sv', 'en'))
);
CREATE INDEX registrations_email_key ON registrations (email_key);
CREATE INDEX registrations_expires_at ON registrations (expires_at);

CREATE TABLE password_resets (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT password_resets_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX password_resets_account_id ON password_resets (account_id);
CREATE INDEX password_resets_expires_at ON password_resets (expires_at);

-- A session is a family of refresh tokens, of which one is unused. Using a used one ends the family.
CREATE TABLE sessions (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    CONSTRAINT sessions_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX sessions_account_id ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);

CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY,
    session_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz,
    CONSTRAINT refresh_tokens_session FOREIGN KEY (session_id) REFERENCES sessions (id) ON DELETE CASCADE
);
CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);

-- Failed sign-ins, counted per account and per address over a window, so that guessing is slow.
-- The subject is a hash: neither addresses nor e-mail addresses are kept in the clear.
CREATE TABLE login_failures (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subject    bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX login_failures_subject ON login_failures (subject, created_at);
CREATE INDEX login_failures_created_at ON login_failures (created_at);

-- Ed25519 keys that sign access tokens; shared by all nodes. The newest signs, all of them verify.
CREATE TABLE signing_keys (
    id         text PRIMARY KEY,
    seed       bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT signing_keys_seed CHECK (octet_length(seed) = 32)
);

-- What a creating call with an Idempotency-Key made, so that a repeated call makes nothing new.
CREATE TABLE idempotency_keys (
    participant_id uuid NOT NULL,
    key            text NOT NULL,
    request_hash   bytea NOT NULL,
    resource_id    uuid NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (participant_id, key),
    CONSTRAINT idempotency_keys_participant FOREIGN KEY (participant_id) REFERENCES participants (id)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);

-- Mail that a demo shows in the browser instead of sending.
CREATE TABLE mailbox_messages (
    id           uuid PRIMARY KEY,
    message_id   text NOT NULL,
    recipient    text NOT NULL,
    subject      text NOT NULL,
    body         text NOT NULL,
    sent_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT mailbox_messages_message_id UNIQUE (message_id)
);
CREATE INDEX mailbox_messages_recipient ON mailbox_messages (lower(recipient), id DESC);
