-- Another address for an account. A change waits until the secret that was mailed to the new address comes back; the address before it
-- can be taken back for a week, by a secret that was mailed there. Two new tables, which the program before this one never looks at.
-- +goose Up
CREATE TABLE email_changes (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    email      text NOT NULL,
    email_key  text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT email_changes_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT email_changes_email CHECK (char_length(email) BETWEEN 3 AND 254)
);
CREATE INDEX email_changes_account_id ON email_changes (account_id);
CREATE INDEX email_changes_email_key ON email_changes (email_key);
CREATE INDEX email_changes_expires_at ON email_changes (expires_at);

CREATE TABLE email_reversals (
    token_hash bytea PRIMARY KEY,
    account_id uuid NOT NULL,
    email      text NOT NULL,
    email_key  text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    CONSTRAINT email_reversals_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX email_reversals_account_id ON email_reversals (account_id);
CREATE INDEX email_reversals_expires_at ON email_reversals (expires_at);
