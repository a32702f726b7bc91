-- Registering takes a piece of work by the browser that registers. The puzzles are signed and not stored; what is stored is the key,
-- so that any node checks what another has handed out, and which puzzles are used up, so that each counts once. Two new tables, which
-- the program before this one never looks at.
-- +goose Up
CREATE TABLE proof_of_work_key (
    only_one boolean PRIMARY KEY DEFAULT true,
    secret   bytea NOT NULL,
    CONSTRAINT proof_of_work_key_only_one CHECK (only_one),
    CONSTRAINT proof_of_work_key_secret CHECK (length(secret) = 32)
);

CREATE TABLE spent_proofs (
    hash       bytea NOT NULL,
    expires_at timestamptz NOT NULL,
    CONSTRAINT spent_proofs_pkey PRIMARY KEY (hash)
);
CREATE INDEX spent_proofs_expires_at ON spent_proofs (expires_at);
