-- How many files somebody sends in a day was counted by the files that are left, so whoever deleted them could go on. What is counted
-- now stays when a file goes. The program of before writes none of this, and counts as it did.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE file_sendings (
    file_id    uuid PRIMARY KEY, -- which may be gone
    account_id uuid NOT NULL,
    sent_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT file_sendings_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX file_sendings_account_id ON file_sendings (account_id, sent_at);
CREATE INDEX file_sendings_sent_at ON file_sendings (sent_at);
INSERT INTO file_sendings (file_id, account_id, sent_at)
    SELECT f.id, f.owner_id, f.created_at FROM idea_files f JOIN accounts a ON a.id = f.owner_id WHERE f.created_at > now() - interval '1 day';
