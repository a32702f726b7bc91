-- More ways to sign in: a link by mail, a second factor, a passkey. Every secret is stored hashed but the authenticator's, which the
-- program has to know as the app does.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Where people see the places in which they are signed in.
CREATE INDEX sessions_last_used_at ON sessions (account_id, last_used_at DESC, id DESC) WHERE ended_at IS NULL;

CREATE TABLE login_links (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT login_links_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX login_links_account_id ON login_links (account_id);
CREATE INDEX login_links_expires_at ON login_links (expires_at);

-- An authenticator app. It counts once its first code is shown; last_step is the time step of the last code, which works once.
CREATE TABLE authenticators (
    account_id   uuid PRIMARY KEY,
    secret       text NOT NULL,
    confirmed_at timestamptz,
    last_step    bigint NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT authenticators_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);

CREATE TABLE recovery_codes (
    account_id uuid NOT NULL,
    code_hash  bytea NOT NULL,
    used_at    timestamptz,
    CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, code_hash),
    CONSTRAINT recovery_codes_authenticator FOREIGN KEY (account_id) REFERENCES authenticators (account_id) ON DELETE CASCADE
);

-- Whoever has shown a password or a link, and has still to show a second factor. It opens nothing else.
CREATE TABLE pending_sign_ins (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT pending_sign_ins_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX pending_sign_ins_account_id ON pending_sign_ins (account_id);
CREATE INDEX pending_sign_ins_expires_at ON pending_sign_ins (expires_at);

-- The credential is as WebAuthn's library writes it: public key, counter and flags; nothing in it is secret.
CREATE TABLE passkeys (
    id            uuid PRIMARY KEY,
    account_id    uuid NOT NULL,
    credential_id bytea NOT NULL,
    credential    jsonb NOT NULL,
    name          text NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    last_used_at  timestamptz,
    CONSTRAINT passkeys_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT passkeys_credential_id UNIQUE (credential_id),
    CONSTRAINT passkeys_name CHECK (char_length(name) BETWEEN 1 AND 80)
);
CREATE INDEX passkeys_account_id ON passkeys (account_id, id);

-- What was asked of a browser, which answers once and within five minutes. place is a hash of where the request came from.
CREATE TABLE passkey_ceremonies (
    token_hash bytea PRIMARY KEY,
    account_id uuid,
    place      bytea NOT NULL,
    data       jsonb NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT passkey_ceremonies_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX passkey_ceremonies_place ON passkey_ceremonies (place, expires_at);
CREATE INDEX passkey_ceremonies_expires_at ON passkey_ceremonies (expires_at);
