-- What was imported from the Polis software, by its ids there: importing a later export of the same
-- conversation finds everything again. Rows are only a memory, so they go with what they remember.
-- +goose Up
CREATE TABLE polis_conversations (
    challenge_id uuid PRIMARY KEY,
    -- The conversation's address; its topic when the export has no address.
    source       text NOT NULL,
    -- The closing time that the latest import gave the challenge; one set by hand since then differs.
    closes_at    timestamptz,
    CONSTRAINT polis_conversations_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT polis_conversations_source UNIQUE (source)
);

CREATE TABLE polis_people (
    challenge_id   uuid NOT NULL,
    person         integer NOT NULL,
    participant_id uuid NOT NULL,
    CONSTRAINT polis_people_pkey PRIMARY KEY (challenge_id, person),
    CONSTRAINT polis_people_conversation FOREIGN KEY (challenge_id) REFERENCES polis_conversations (challenge_id) ON DELETE CASCADE,
    CONSTRAINT polis_people_participant FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE CASCADE
);
CREATE INDEX polis_people_participant_id ON polis_people (participant_id);

CREATE TABLE polis_statements (
    challenge_id uuid NOT NULL,
    statement    integer NOT NULL,
    idea_id      uuid NOT NULL,
    -- What the latest import said; the idea's state may have been changed by hand since then.
    hidden       boolean NOT NULL,
    CONSTRAINT polis_statements_pkey PRIMARY KEY (challenge_id, statement),
    CONSTRAINT polis_statements_conversation FOREIGN KEY (challenge_id) REFERENCES polis_conversations (challenge_id) ON DELETE CASCADE,
    CONSTRAINT polis_statements_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE
);
CREATE INDEX polis_statements_idea_id ON polis_statements (idea_id);
