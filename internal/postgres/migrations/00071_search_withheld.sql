-- An idea with ten thousand comments is hidden and brought back within a second. Bringing it back read the words of each comment anew and wrote
-- them into the index, which costs more than all else: with five thousand comments in a large city the limit of a statement ended it, and the
-- idea stayed hidden. Now the rows of comments stay while their idea is hidden, and a list that every search asks holds them back. Where rows
-- are missing or say something else, as after a change of the idea's challenges, a request makes two hundred, and the program the rest.
-- The program of before does not ask the list: while it runs beside, it never shows a comment of a hidden idea, for it reads what it found
-- through search_public, but its counts include those comments.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Rows of search_entries that nobody finds: comments on an idea that is not listed. They go with those rows by a trigger of the statement: a
-- foreign key would look each of them up, which takes a second for ten thousand.
CREATE TABLE search_withheld (
    id uuid PRIMARY KEY
);
-- Listed ideas of whose comments some have no row yet, or one that says something else than it should.
CREATE TABLE search_waiting (
    idea_id uuid PRIMARY KEY,
    CONSTRAINT search_waiting_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE
);

-- +goose StatementBegin
CREATE FUNCTION search_withhold_no_more() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_withheld w USING gone g WHERE w.id = g.id;
    RETURN NULL;
END $$;

-- As before, but for a comment whose idea is not listed: that idea may be about to come back, and whoever brings it back keeps the rows that
-- are there. So the counters are held, which that writes, and what is public is read once more: either the idea has come back by now, or it
-- does so after the end of this transaction and finds what this one has left.
CREATE OR REPLACE FUNCTION search_refresh(of_kind text, subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    own bigint;
    p search_public;
    public boolean;
BEGIN
    SELECT * INTO p FROM search_public x WHERE x.kind = of_kind AND x.id = subject;
    public := FOUND;
    IF NOT public AND of_kind = 'comment' THEN
        PERFORM FROM comments c JOIN idea_stats s ON s.idea_id = c.idea_id WHERE c.id = subject AND c.state = 'published' FOR NO KEY UPDATE OF s;
        IF FOUND THEN
            SELECT * INTO p FROM search_public x WHERE x.kind = of_kind AND x.id = subject;
            public := FOUND;
        END IF;
    END IF;
    own := (SELECT number FROM search_entries WHERE id = subject);
    IF NOT public THEN
        IF own IS NOT NULL THEN
            DELETE FROM search_entries WHERE id = subject;
        END IF;
        RETURN;
    END IF;
    own := COALESCE(own, nextval('search_numbers'));
    INSERT INTO search_entries (id, kind, number, at, stage, author_kind, challenge_ids, topic_ids, district_id, tsv)
    VALUES (p.id, p.kind, own, p.at, p.stage, p.author_kind, p.challenge_ids, p.topic_ids, p.district_id, search_tsv(p, own))
    ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, at = EXCLUDED.at, stage = EXCLUDED.stage, author_kind = EXCLUDED.author_kind,
        challenge_ids = EXCLUDED.challenge_ids, topic_ids = EXCLUDED.topic_ids, district_id = EXCLUDED.district_id, tsv = EXCLUDED.tsv;
    IF of_kind <> 'comment' THEN
        INSERT INTO search_words (word) SELECT word FROM search_words_in(p.title || ' ' || p.body) word ON CONFLICT (word) DO NOTHING;
    END IF;
END $$;

-- In the order of ideas, whose counters it may hold.
CREATE OR REPLACE FUNCTION search_note_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh_participant(NEW.id);
    IF OLD.kind <> NEW.kind THEN -- ideas follow by their counters (00008)
        PERFORM search_refresh('comment', c.id) FROM (SELECT id FROM comments WHERE author_id = NEW.id ORDER BY idea_id, id) c;
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION search_refresh_comments(under uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    most CONSTANT integer := 200;
    answers uuid[] := ARRAY(SELECT a.challenge_id FROM challenge_ideas a WHERE a.idea_id = under ORDER BY 1);
    late uuid[];
BEGIN
    DELETE FROM search_waiting WHERE idea_id = under;
    IF NOT EXISTS (SELECT FROM idea_stats WHERE idea_id = under AND listed) THEN
        INSERT INTO search_withheld (id) SELECT e.id FROM comments c JOIN search_entries e ON e.id = c.id
        WHERE c.idea_id = under AND c.state = 'published' ON CONFLICT (id) DO NOTHING;
        RETURN;
    END IF;
    DELETE FROM search_withheld w USING comments c WHERE c.idea_id = under AND c.state = 'published' AND w.id = c.id;
    late := ARRAY(SELECT c.id FROM comments c LEFT JOIN search_entries e ON e.id = c.id
        WHERE c.idea_id = under AND c.state = 'published' AND e.challenge_ids IS DISTINCT FROM answers LIMIT most);
    PERFORM search_refresh('comment', id) FROM unnest(late) id;
    IF cardinality(late) = most THEN
        INSERT INTO search_waiting (idea_id) VALUES (under) ON CONFLICT (idea_id) DO NOTHING;
    END IF;
END $$;
-- +goose StatementEnd
CREATE TRIGGER search_entries_gone AFTER DELETE ON search_entries REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION search_withhold_no_more();
