-- An idea with ten thousand comments is hidden and brought back within a second. Bringing it back read the words of each comment anew and wrote
-- them into the index, which costs more than all else: with five thousand comments in a large city the limit of a statement ended it, and the
-- idea stayed hidden. Now the rows of comments stay while their idea is hidden, and a list that every search asks holds them back. Where rows
-- are missing or say something else, as after a change of the idea's challenges, a request makes two hundred, and the program the rest.
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
