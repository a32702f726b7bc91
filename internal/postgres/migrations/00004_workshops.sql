-- Meetings with a time, a place or link, seats and a waiting list.
-- +goose Up
CREATE TABLE workshops (
    id           uuid PRIMARY KEY,
    title        text NOT NULL,
    description  text NOT NULL,
    starts_at    timestamptz NOT NULL,
    ends_at      timestamptz NOT NULL,
    place        text,
    link         text,
    seats        integer NOT NULL,
    -- Kept equal to the sign-ups by the transactions that change them; the check below makes
    -- overbooking impossible whatever the code does.
    seated_count  integer NOT NULL DEFAULT 0,
    waiting_count integer NOT NULL DEFAULT 0,
    audience     text[] NOT NULL DEFAULT '{}',
    challenge_id uuid,
    state        text NOT NULL DEFAULT 'draft',
    version      integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT workshops_title CHECK (char_length(title) BETWEEN 3 AND 150),
    CONSTRAINT workshops_description CHECK (char_length(description) BETWEEN 1 AND 20000),
    CONSTRAINT workshops_times CHECK (ends_at > starts_at AND ends_at <= starts_at + interval '30 days'),
    CONSTRAINT workshops_place_or_link CHECK (place IS NOT NULL OR link IS NOT NULL),
    CONSTRAINT workshops_link CHECK (link LIKE 'https://%'),
    CONSTRAINT workshops_seats CHECK (seats BETWEEN 1 AND 100000),
    CONSTRAINT workshops_seated_count CHECK (seated_count BETWEEN 0 AND seats),
    CONSTRAINT workshops_waiting_count CHECK (waiting_count >= 0),
    CONSTRAINT workshops_audience CHECK (audience <@ '{resident,company,association,researcher,public-body}'::text[]),
    CONSTRAINT workshops_state CHECK (state IN ('draft', 'published', 'cancelled')),
    CONSTRAINT workshops_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id)
);
-- Lists order by start. None lasts longer than 30 days, so a bound on the start finds also those that
-- have begun and not ended.
CREATE INDEX workshops_starts_at ON workshops (starts_at, id);
CREATE INDEX workshops_challenge_id ON workshops (challenge_id, starts_at, id);

CREATE TABLE workshop_leaders (
    workshop_id uuid NOT NULL,
    account_id  uuid NOT NULL,
    CONSTRAINT workshop_leaders_pkey PRIMARY KEY (workshop_id, account_id),
    CONSTRAINT workshop_leaders_workshop FOREIGN KEY (workshop_id) REFERENCES workshops (id) ON DELETE CASCADE,
    CONSTRAINT workshop_leaders_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);
CREATE INDEX workshop_leaders_account_id ON workshop_leaders (account_id, workshop_id);

-- number is drawn while the workshop's row is locked, so its order is the order of the queue, whichever
-- node and clock served whom.
CREATE TABLE signups (
    workshop_id    uuid NOT NULL,
    participant_id uuid NOT NULL,
    number         bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
    state          text NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT signups_pkey PRIMARY KEY (workshop_id, participant_id),
    CONSTRAINT signups_workshop FOREIGN KEY (workshop_id) REFERENCES workshops (id),
    CONSTRAINT signups_participant FOREIGN KEY (participant_id) REFERENCES participants (id),
    CONSTRAINT signups_state CHECK (state IN ('seated', 'waiting'))
);
CREATE INDEX signups_queue ON signups (workshop_id, number);
CREATE INDEX signups_waiting ON signups (workshop_id, number) WHERE state = 'waiting';
CREATE INDEX signups_participant_id ON signups (participant_id, workshop_id);
