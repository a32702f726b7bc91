-- The municipality that the installation serves, and the questions it puts.
-- +goose Up
CREATE TABLE municipality (
    only_row boolean PRIMARY KEY DEFAULT true,
    name     text NOT NULL,
    greeting text NOT NULL,
    about    text NOT NULL,
    CONSTRAINT municipality_only_row CHECK (only_row),
    CONSTRAINT municipality_name CHECK (char_length(name) BETWEEN 1 AND 100)
);

-- Pictures are few and small (re-encoded to at most 1,600 pixels), so they lie with the rest and
-- are in the same backup.
CREATE TABLE images (
    id         uuid PRIMARY KEY,
    owner_id   uuid NOT NULL,
    width      integer NOT NULL,
    height     integer NOT NULL,
    jpeg       bytea NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT images_owner FOREIGN KEY (owner_id) REFERENCES participants (id),
    CONSTRAINT images_size CHECK (width BETWEEN 1 AND 5000 AND height BETWEEN 1 AND 5000)
);
CREATE INDEX images_owner_id ON images (owner_id);

CREATE TABLE challenges (
    id          uuid PRIMARY KEY,
    title       text NOT NULL,
    question    text NOT NULL,
    description text NOT NULL,
    voting      text NOT NULL,
    state       text NOT NULL DEFAULT 'draft',
    opens_at    timestamptz,
    closes_at   timestamptz,
    image_id    uuid,
    image_alt   text,
    version     integer NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    tsv         tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('swedish', title || ' ' || question), 'A') || setweight(to_tsvector('english', title || ' ' || question), 'A') ||
        setweight(to_tsvector('swedish', description), 'B') || setweight(to_tsvector('english', description), 'B')) STORED,
    CONSTRAINT challenges_title CHECK (char_length(title) BETWEEN 3 AND 150),
    CONSTRAINT challenges_question CHECK (char_length(question) BETWEEN 3 AND 300),
    CONSTRAINT challenges_description CHECK (char_length(description) BETWEEN 1 AND 20000),
    CONSTRAINT challenges_voting CHECK (voting IN ('support', 'opinion')),
    CONSTRAINT challenges_state CHECK (state IN ('draft', 'open', 'closed', 'archived')),
    CONSTRAINT challenges_dates CHECK (closes_at > opens_at),
    CONSTRAINT challenges_image FOREIGN KEY (image_id) REFERENCES images (id),
    CONSTRAINT challenges_image_alt CHECK ((image_id IS NULL) = (image_alt IS NULL) AND char_length(image_alt) BETWEEN 1 AND 300),
    -- Lets ideas hold that all their challenges vote the same way.
    CONSTRAINT challenges_id_voting UNIQUE (id, voting)
);
CREATE INDEX challenges_image_id ON challenges (image_id);
CREATE INDEX challenges_tsv ON challenges USING gin (tsv);
CREATE INDEX challenges_updated_at ON challenges (updated_at DESC, id DESC);

-- How many published ideas a challenge has, apart from its row, which votes lock for reading.
CREATE TABLE challenge_stats (
    challenge_id uuid PRIMARY KEY,
    idea_count   integer NOT NULL DEFAULT 0,
    CONSTRAINT challenge_stats_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT challenge_stats_idea_count CHECK (idea_count >= 0)
);

CREATE TABLE challenge_leaders (
    challenge_id uuid NOT NULL,
    account_id   uuid NOT NULL,
    CONSTRAINT challenge_leaders_pkey PRIMARY KEY (challenge_id, account_id),
    CONSTRAINT challenge_leaders_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT challenge_leaders_account FOREIGN KEY (account_id) REFERENCES accounts (id)
);
CREATE INDEX challenge_leaders_account_id ON challenge_leaders (account_id, challenge_id);
