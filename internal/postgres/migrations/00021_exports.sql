-- Everything that is known of a person, as one file that is made in the background and kept for a few days. It lies here and not in
-- a folder, so that any node can hand it out; in pieces, so that none holds it whole in memory.
-- +goose Up
CREATE TABLE exports (
    id          uuid PRIMARY KEY,
    account_id  uuid NOT NULL,
    state       text NOT NULL DEFAULT 'waiting',
    progress    smallint NOT NULL DEFAULT 0,
    size        bigint,
    created_at  timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz,
    expires_at  timestamptz NOT NULL,
    CONSTRAINT exports_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT exports_state CHECK (state IN ('waiting', 'ready', 'failed')),
    CONSTRAINT exports_progress CHECK (progress BETWEEN 0 AND 100),
    CONSTRAINT exports_ready CHECK ((state = 'ready') = (size IS NOT NULL))
);
CREATE INDEX exports_account_id ON exports (account_id, id DESC);
CREATE INDEX exports_expires_at ON exports (expires_at);
-- One at a time is enough for anybody.
CREATE UNIQUE INDEX exports_one_waiting ON exports (account_id) WHERE state = 'waiting';

CREATE TABLE export_pieces (
    export_id uuid NOT NULL,
    number    integer NOT NULL,
    bytes     bytea NOT NULL,
    CONSTRAINT export_pieces_pkey PRIMARY KEY (export_id, number),
    CONSTRAINT export_pieces_export FOREIGN KEY (export_id) REFERENCES exports (id) ON DELETE CASCADE
);
-- What is in a ZIP is compressed already.
ALTER TABLE export_pieces ALTER bytes SET STORAGE EXTERNAL;
