-- What ideas and challenges are about, and where ideas are. New tables, and columns that may be empty: the version before
-- writes ideas as it did.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE topics (
    id         uuid PRIMARY KEY,
    slug       text NOT NULL,
    name_sv    text NOT NULL,
    name_en    text NOT NULL,
    state      text NOT NULL DEFAULT 'active',
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT topics_slug UNIQUE (slug),
    CONSTRAINT topics_slug_shape CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND char_length(slug) <= 60),
    CONSTRAINT topics_names CHECK (char_length(name_sv) BETWEEN 2 AND 60 AND char_length(name_en) BETWEEN 2 AND 60),
    CONSTRAINT topics_state CHECK (state IN ('active', 'archived'))
);
CREATE INDEX topics_order ON topics (state, slug);

-- number keeps the order in which they were given, and bounds how many there are.
CREATE TABLE idea_topics (
    idea_id  uuid NOT NULL,
    topic_id uuid NOT NULL,
    number   smallint NOT NULL,
    CONSTRAINT idea_topics_pkey PRIMARY KEY (idea_id, topic_id),
    CONSTRAINT idea_topics_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_topics_topic FOREIGN KEY (topic_id) REFERENCES topics (id),
    CONSTRAINT idea_topics_number CHECK (number BETWEEN 1 AND 5),
    CONSTRAINT idea_topics_one_a_number UNIQUE (idea_id, number)
);
CREATE INDEX idea_topics_topic_id ON idea_topics (topic_id, idea_id);

CREATE TABLE challenge_topics (
    challenge_id uuid NOT NULL,
    topic_id     uuid NOT NULL,
    number       smallint NOT NULL,
    CONSTRAINT challenge_topics_pkey PRIMARY KEY (challenge_id, topic_id),
    CONSTRAINT challenge_topics_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT challenge_topics_topic FOREIGN KEY (topic_id) REFERENCES topics (id),
    CONSTRAINT challenge_topics_number CHECK (number BETWEEN 1 AND 5),
    CONSTRAINT challenge_topics_one_a_number UNIQUE (challenge_id, number)
);
CREATE INDEX challenge_topics_topic_id ON challenge_topics (topic_id, challenge_id);

-- Parts of the municipality. boundary is the coordinates of a GeoJSON MultiPolygon; the other figures are the box around it,
-- by which it is found. One that was left out when they were drawn anew stays for the ideas that name it.
CREATE TABLE districts (
    id       uuid PRIMARY KEY,
    name     text NOT NULL,
    boundary jsonb NOT NULL,
    west     double precision NOT NULL,
    south    double precision NOT NULL,
    east     double precision NOT NULL,
    north    double precision NOT NULL,
    removed  boolean NOT NULL DEFAULT false,
    CONSTRAINT districts_name CHECK (char_length(name) BETWEEN 1 AND 100),
    CONSTRAINT districts_one_a_name UNIQUE (name),
    CONSTRAINT districts_box CHECK (west BETWEEN -180 AND east AND east <= 180 AND south BETWEEN -90 AND north AND north <= 90)
);
CREATE INDEX districts_order ON districts (name, id) WHERE NOT removed;

-- All districts are drawn at once, so they have one version; 1 before the first drawing.
CREATE TABLE district_drawing (
    only_row boolean PRIMARY KEY DEFAULT true,
    version  integer NOT NULL DEFAULT 1,
    CONSTRAINT district_drawing_only_row CHECK (only_row)
);

-- Where an idea is, in degrees of WGS 84 to four decimals (some ten metres: a spot in a park, and nobody's front door), and
-- the district that follows from it or was chosen.
ALTER TABLE ideas
    ADD COLUMN district_id uuid CONSTRAINT ideas_district REFERENCES districts (id),
    ADD COLUMN longitude numeric(7, 4) CONSTRAINT ideas_longitude CHECK (longitude BETWEEN -180 AND 180),
    ADD COLUMN latitude numeric(6, 4) CONSTRAINT ideas_latitude CHECK (latitude BETWEEN -90 AND 90),
    ADD CONSTRAINT ideas_place CHECK ((longitude IS NULL) = (latitude IS NULL));
CREATE INDEX ideas_district_id ON ideas (district_id, id) WHERE district_id IS NOT NULL;
CREATE INDEX ideas_placed ON ideas (id) WHERE longitude IS NOT NULL;
