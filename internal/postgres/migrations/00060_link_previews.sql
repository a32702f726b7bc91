-- Links in ideas are shown with the title of the page that they lead to, where a municipality wants that. The program of before keeps no
-- links: ideas that are written meanwhile get theirs when they are edited.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Without a row nothing is fetched or shown.
CREATE TABLE link_settings (
    only_one boolean PRIMARY KEY DEFAULT true,
    previews boolean NOT NULL,
    version  integer NOT NULL DEFAULT 1,
    CONSTRAINT link_settings_only_one CHECK (only_one)
);

-- The first links in the present wording of an idea.
CREATE TABLE idea_links (
    idea_id   uuid NOT NULL,
    position  smallint NOT NULL,
    url       text NOT NULL,
    previewed boolean NOT NULL DEFAULT false, -- whether there is a preview of it
    CONSTRAINT idea_links_pkey PRIMARY KEY (idea_id, position),
    CONSTRAINT idea_links_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_links_position CHECK (position BETWEEN 1 AND 3),
    CONSTRAINT idea_links_url CHECK (length(url) <= 2000)
);
CREATE INDEX idea_links_url ON idea_links (md5(url));
CREATE INDEX idea_links_to_preview ON idea_links (idea_id) WHERE NOT previewed;

-- What a page says of itself; an empty title where it says nothing or could not be read.
CREATE TABLE link_previews (
    url           text NOT NULL,
    title         text NOT NULL,
    description   text NOT NULL,
    read_again_at timestamptz NOT NULL,
    CONSTRAINT link_previews_url CHECK (length(url) <= 2000),
    CONSTRAINT link_previews_title CHECK (length(title) <= 150),
    CONSTRAINT link_previews_description CHECK (length(description) <= 300)
);
-- A digest, since an address may be longer than an index holds.
CREATE UNIQUE INDEX link_previews_pkey ON link_previews (md5(url));
CREATE INDEX link_previews_read_again_at ON link_previews (read_again_at);
