-- Ideas, their wordings, votes and comments.
-- +goose Up
CREATE TABLE ideas (
    id           uuid PRIMARY KEY,
    author_id    uuid NOT NULL,
    title        text NOT NULL,
    body         text NOT NULL,
    excerpt      text NOT NULL,
    voting       text NOT NULL,
    state        text NOT NULL,
    version      integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    updated_at   timestamptz NOT NULL DEFAULT now(),
    tsv          tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('swedish', title), 'A') || setweight(to_tsvector('english', title), 'A') ||
        setweight(to_tsvector('swedish', body), 'B') || setweight(to_tsvector('english', body), 'B')) STORED,
    CONSTRAINT ideas_author FOREIGN KEY (author_id) REFERENCES participants (id),
    CONSTRAINT ideas_title CHECK (char_length(title) BETWEEN 3 AND 150),
    CONSTRAINT ideas_body CHECK (char_length(body) BETWEEN 1 AND 20000),
    CONSTRAINT ideas_excerpt CHECK (char_length(excerpt) <= 300),
    CONSTRAINT ideas_voting CHECK (voting IN ('support', 'opinion')),
    CONSTRAINT ideas_state CHECK (state IN ('draft', 'published', 'withdrawn', 'hidden')),
    -- A draft has never been public; everything else has.
    CONSTRAINT ideas_published_at CHECK ((state = 'draft') = (published_at IS NULL)),
    CONSTRAINT ideas_id_voting UNIQUE (id, voting)
);
-- Without this the planner guesses too low for rare words and reads the whole table.
ALTER TABLE ideas ALTER tsv SET STATISTICS 1000;
CREATE INDEX ideas_tsv ON ideas USING gin (tsv);
-- With the state, the ideas of a kind of participant are counted without reading them.
CREATE INDEX ideas_author_id ON ideas (author_id, updated_at DESC, id DESC) INCLUDE (state);

-- An idea answers any number of challenges, all of which vote the same way as the idea: the two
-- foreign keys meet in the column voting.
CREATE TABLE challenge_ideas (
    challenge_id uuid NOT NULL,
    idea_id      uuid NOT NULL,
    voting       text NOT NULL,
    CONSTRAINT challenge_ideas_pkey PRIMARY KEY (challenge_id, idea_id),
    CONSTRAINT challenge_ideas_challenge FOREIGN KEY (challenge_id, voting) REFERENCES challenges (id, voting),
    CONSTRAINT challenge_ideas_idea FOREIGN KEY (idea_id, voting) REFERENCES ideas (id, voting) ON UPDATE CASCADE
);
CREATE INDEX challenge_ideas_idea_id ON challenge_ideas (idea_id);

-- Counters and order keys of an idea, apart from its wide row: votes and comments touch only this
-- narrow one. fillfactor leaves room for updates in place. listed is true while it is published.
CREATE TABLE idea_stats (
    idea_id        uuid PRIMARY KEY,
    listed         boolean NOT NULL,
    published_at   timestamptz NOT NULL,
    support_count  integer NOT NULL DEFAULT 0,
    agree_count    integer NOT NULL DEFAULT 0,
    disagree_count integer NOT NULL DEFAULT 0,
    pass_count     integer NOT NULL DEFAULT 0,
    comment_count  integer NOT NULL DEFAULT 0,
    -- Yes votes: what "most supported" and trending order by.
    vote_count     integer GENERATED ALWAYS AS (support_count + agree_count) STORED,
    -- Order of magnitude of support, plus one for every 12.5 hours (45,000 s) of youth. It depends on nothing
    -- that time alone changes, so an index on it never needs refreshing.
    hot            double precision GENERATED ALWAYS AS (
        log(greatest(support_count + agree_count, 1)::double precision)
        + (extract(epoch FROM published_at AT TIME ZONE 'UTC')::double precision - 1704067200) / 45000) STORED,
    CONSTRAINT idea_stats_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_stats_counts CHECK (least(support_count, agree_count, disagree_count, pass_count, comment_count) >= 0)
) WITH (fillfactor = 70);
CREATE INDEX idea_stats_newest ON idea_stats (published_at DESC, idea_id DESC) WHERE listed;
CREATE INDEX idea_stats_most_supported ON idea_stats (vote_count DESC, idea_id DESC) WHERE listed;
CREATE INDEX idea_stats_most_discussed ON idea_stats (comment_count DESC, idea_id DESC) WHERE listed;
CREATE INDEX idea_stats_trending ON idea_stats (hot DESC, idea_id DESC) WHERE listed;

-- Every wording of an idea since it was published, the present one included.
CREATE TABLE idea_revisions (
    idea_id    uuid NOT NULL,
    version    integer NOT NULL,
    editor_id  uuid NOT NULL,
    title      text NOT NULL,
    body       text NOT NULL,
    written_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idea_revisions_pkey PRIMARY KEY (idea_id, version),
    CONSTRAINT idea_revisions_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_revisions_editor FOREIGN KEY (editor_id) REFERENCES participants (id)
);

-- One vote a person and idea; the choice fits how the idea is voted on.
CREATE TABLE votes (
    idea_id        uuid NOT NULL,
    participant_id uuid NOT NULL,
    voting         text NOT NULL,
    choice         text NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT votes_pkey PRIMARY KEY (idea_id, participant_id),
    CONSTRAINT votes_idea FOREIGN KEY (idea_id, voting) REFERENCES ideas (id, voting),
    CONSTRAINT votes_participant FOREIGN KEY (participant_id) REFERENCES participants (id),
    CONSTRAINT votes_choice CHECK (
        voting = 'support' AND choice = 'support' OR voting = 'opinion' AND choice IN ('agree', 'disagree', 'pass'))
);
CREATE INDEX votes_participant_id ON votes (participant_id, idea_id);

-- Two levels: depth 1 stands under the idea, depth 2 under a comment of depth 1 of the same idea.
-- The foreign key carries the parent's depth, so a third level cannot be stored.
CREATE TABLE comments (
    id           uuid PRIMARY KEY,
    idea_id      uuid NOT NULL,
    author_id    uuid NOT NULL,
    parent_id    uuid,
    depth        smallint NOT NULL GENERATED ALWAYS AS (CASE WHEN parent_id IS NULL THEN 1 ELSE 2 END) STORED,
    parent_depth smallint GENERATED ALWAYS AS (CASE WHEN parent_id IS NULL THEN NULL ELSE 1 END) STORED,
    body         text NOT NULL,
    state        text NOT NULL DEFAULT 'published',
    reply_count  integer NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    edited_at    timestamptz,
    CONSTRAINT comments_idea FOREIGN KEY (idea_id) REFERENCES ideas (id),
    CONSTRAINT comments_author FOREIGN KEY (author_id) REFERENCES participants (id),
    CONSTRAINT comments_id_idea_depth UNIQUE (id, idea_id, depth),
    CONSTRAINT comments_parent FOREIGN KEY (parent_id, idea_id, parent_depth) REFERENCES comments (id, idea_id, depth),
    CONSTRAINT comments_state CHECK (state IN ('published', 'deleted-by-author', 'deleted-by-moderator')),
    -- The text of a deleted comment is gone, not hidden.
    CONSTRAINT comments_body CHECK (char_length(body) <= 5000 AND (body = '') = (state <> 'published')),
    CONSTRAINT comments_reply_count CHECK (reply_count >= 0)
);
CREATE INDEX comments_first_level ON comments (idea_id, created_at, id) WHERE parent_id IS NULL;
CREATE INDEX comments_replies ON comments (parent_id, created_at, id) WHERE parent_id IS NOT NULL;
CREATE INDEX comments_author_id ON comments (author_id);
