-- Leaving. A closure waits for two weeks, in which the person may change their mind; then the account goes with all that belongs to
-- it, and what stays behind belongs to a former participant whom nothing leads back to a person.
-- +goose Up
CREATE TABLE closures (
    account_id    uuid PRIMARY KEY,
    contributions text NOT NULL,
    asked_at      timestamptz NOT NULL DEFAULT now(),
    closes_at     timestamptz NOT NULL,
    warned_at     timestamptz,
    CONSTRAINT closures_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT closures_contributions CHECK (contributions IN ('keep', 'remove'))
);
CREATE INDEX closures_closes_at ON closures (closes_at);

ALTER TABLE participants ADD COLUMN former_at date;

-- Votes of people who have left: how many, not whose nor when. Counters of an idea are these and its votes together.
CREATE TABLE unlinked_votes (
    idea_id uuid NOT NULL,
    choice  text NOT NULL,
    count   integer NOT NULL,
    CONSTRAINT unlinked_votes_pkey PRIMARY KEY (idea_id, choice),
    CONSTRAINT unlinked_votes_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT unlinked_votes_choice CHECK (choice IN ('support', 'agree', 'disagree', 'pass')),
    CONSTRAINT unlinked_votes_count CHECK (count > 0)
);
