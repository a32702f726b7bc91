-- Signing in through OpenID Connect providers, and what such a sign-in proves. Nothing here can be read back to a personal identity
-- number: people and subjects are keyed hashes (HMAC-SHA256), whose key is not in the database.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Who signs in through a provider or with a passkey needs no password. The former program reads NULL as no password, which nothing matches.
ALTER TABLE accounts ALTER COLUMN password_hash DROP NOT NULL;

-- The person stays with the account even when the identity that proved it is unlinked: else the same person could vote from another one.
ALTER TABLE accounts
    ADD COLUMN person_hash bytea,
    ADD COLUMN residence_verified_at timestamptz,
    ADD COLUMN residence_verified_until timestamptz,
    ADD COLUMN residence_source text,
    ADD CONSTRAINT accounts_person_hash UNIQUE (person_hash),
    ADD CONSTRAINT accounts_person_hash_length CHECK (octet_length(person_hash) = 32),
    ADD CONSTRAINT accounts_residence CHECK (num_nonnulls(residence_verified_at, residence_verified_until, residence_source) IN (0, 3)
        AND (residence_source IS NULL OR person_hash IS NOT NULL)),
    ADD CONSTRAINT accounts_residence_source CHECK (residence_source IN ('claim', 'register'));

-- What a session may do is remembered by every node until it hears of a change, and a proven residence is part of it.
CREATE TRIGGER accounts_residence_changed AFTER UPDATE OF residence_verified_until ON accounts
    FOR EACH ROW WHEN (OLD.residence_verified_until IS DISTINCT FROM NEW.residence_verified_until) EXECUTE FUNCTION tell_changed('account');

-- A registration by a provider carries what that proved until its mail is answered, instead of a password.
ALTER TABLE registrations ALTER COLUMN password_hash DROP NOT NULL;
ALTER TABLE registrations
    ADD COLUMN identity jsonb,
    ADD CONSTRAINT registrations_credential CHECK (num_nonnulls(password_hash, identity) = 1);

CREATE TABLE identities (
    id           uuid PRIMARY KEY,
    account_id   uuid NOT NULL,
    provider     text NOT NULL,
    issuer       text NOT NULL,
    subject_hash bytea NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT identities_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT identities_issuer_subject UNIQUE (issuer, subject_hash),
    CONSTRAINT identities_issuer CHECK (char_length(issuer) BETWEEN 1 AND 500),
    CONSTRAINT identities_provider CHECK (char_length(provider) BETWEEN 1 AND 40),
    CONSTRAINT identities_subject_hash CHECK (octet_length(subject_hash) = 32)
);
CREATE INDEX identities_account_id ON identities (account_id, created_at, id);

-- A way to a provider that somebody has set out on, bound to their browser. It works once: coming back deletes it.
CREATE TABLE identity_requests (
    state_hash   bytea PRIMARY KEY,
    browser_hash bytea NOT NULL,
    provider     text NOT NULL,
    intent       text NOT NULL,
    account_id   uuid,
    expires_at   timestamptz NOT NULL,
    CONSTRAINT identity_requests_intent CHECK (intent IN ('enter', 'link', 'prove') AND (intent = 'enter') = (account_id IS NULL)),
    CONSTRAINT identity_requests_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX identity_requests_browser_hash ON identity_requests (browser_hash);
CREATE INDEX identity_requests_account_id ON identity_requests (account_id);
CREATE INDEX identity_requests_expires_at ON identity_requests (expires_at);

-- Somebody who came back and has no account yet: one a browser, until they have said how they want to be seen.
CREATE TABLE identity_arrivals (
    browser_hash bytea PRIMARY KEY,
    provider     text NOT NULL,
    identity     jsonb NOT NULL,
    -- Only where the installation trusts the provider's word on it.
    email        text,
    expires_at   timestamptz NOT NULL
);
CREATE INDEX identity_arrivals_expires_at ON identity_arrivals (expires_at);

-- Who lives where, by a register that the municipality hands in; replaced as a whole.
CREATE TABLE residents (
    person_hash       bytea PRIMARY KEY,
    municipality_code text NOT NULL,
    valid_until       date,
    CONSTRAINT residents_person_hash CHECK (octet_length(person_hash) = 32),
    CONSTRAINT residents_municipality_code CHECK (municipality_code ~ '^[0-9]{4}$')
);

-- What the key in use makes of a fixed text, so that a program with another key says so instead of knowing nobody.
CREATE TABLE identity_key (
    only_row    boolean PRIMARY KEY DEFAULT true,
    fingerprint bytea NOT NULL,
    CONSTRAINT identity_key_only_row CHECK (only_row),
    CONSTRAINT identity_key_fingerprint CHECK (octet_length(fingerprint) = 32)
);
