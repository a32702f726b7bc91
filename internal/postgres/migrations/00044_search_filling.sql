-- Gives what was there before its rows to search (see the migration before this one), some hundred ideas with their comments in a
-- transaction: requests go on meanwhile, and what was interrupted goes on where it was. The index comes after the rows, which makes it in a
-- tenth of the time, and beside what goes on. Then the one over ideas alone goes, which the program of before searched: it still finds what it
-- found, though more slowly, until it is replaced.
-- +goose NO TRANSACTION
-- +goose Up
CREATE TABLE IF NOT EXISTS search_filling (
    only_row boolean PRIMARY KEY DEFAULT true,
    after    uuid,                              -- the last idea that has its row
    number   bigint NOT NULL DEFAULT 999999999, -- of the next row
    CONSTRAINT search_filling_only_row CHECK (only_row)
);

-- The rows of some things that have none.
-- +goose StatementBegin
CREATE OR REPLACE FUNCTION search_fill(of_kind text, subjects uuid[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first bigint := (SELECT number FROM search_filling);
BEGIN
    INSERT INTO search_entries (id, kind, number, at, stage, author_kind, challenge_ids, topic_ids, district_id, tsv)
    SELECT p.id, p.kind, p.number, p.at, p.stage, p.author_kind, p.challenge_ids, p.topic_ids, p.district_id, search_tsv(p.entry, p.number)
    FROM (SELECT x.*, x AS entry, first - row_number() OVER (ORDER BY x.id DESC) + 1 AS number
        FROM search_public x WHERE x.kind = of_kind AND x.id = ANY (subjects)) p
    ON CONFLICT (id) DO NOTHING;
    IF of_kind <> 'comment' THEN
        INSERT INTO search_words (word) SELECT DISTINCT w.word FROM search_public p CROSS JOIN LATERAL search_words_in(p.title || ' ' || p.body) w (word)
        WHERE p.kind = of_kind AND p.id = ANY (subjects) ORDER BY w.word ON CONFLICT (word) DO NOTHING;
    END IF;
    UPDATE search_filling SET number = first - cardinality(subjects);
END $$;

-- The counters of the ideas are held while their rows and those of their comments are made, so nobody hides one meanwhile.
CREATE OR REPLACE FUNCTION search_fill_ideas(many integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    batch uuid[];
BEGIN
    SELECT array_agg(idea_id ORDER BY idea_id DESC) INTO batch FROM (SELECT s.idea_id FROM idea_stats s
        WHERE s.idea_id < COALESCE((SELECT after FROM search_filling), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
        ORDER BY s.idea_id DESC LIMIT many FOR SHARE) s;
    IF batch IS NULL THEN
        RETURN 0;
    END IF;
    PERFORM search_fill('idea', batch);
    PERFORM search_fill('comment', ARRAY(SELECT t.id FROM comments t WHERE t.idea_id = ANY (batch) AND t.parent_id IS NULL
        UNION ALL SELECT r.id FROM comments t JOIN comments r ON r.parent_id = t.id WHERE t.idea_id = ANY (batch) AND t.parent_id IS NULL
        ORDER BY 1 DESC));
    UPDATE search_filling SET after = batch[cardinality(batch)];
    RETURN cardinality(batch);
END $$;

-- Each kind in a transaction of its own, which holds what it is made of.
CREATE OR REPLACE PROCEDURE search_fill_all() LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO search_filling DEFAULT VALUES ON CONFLICT (only_row) DO NOTHING;
    LOOP
        PERFORM set_config('lock_timeout', '60s', true);
        EXIT WHEN search_fill_ideas(200) = 0;
        COMMIT;
    END LOOP;
    PERFORM FROM challenges ORDER BY id FOR SHARE;
    PERFORM search_fill('challenge', ARRAY(SELECT id FROM challenges ORDER BY id DESC));
    COMMIT;
    PERFORM FROM workshops ORDER BY id FOR SHARE;
    PERFORM search_fill('workshop', ARRAY(SELECT id FROM workshops ORDER BY id DESC));
    COMMIT;
    PERFORM FROM participants WHERE organisation ORDER BY id FOR SHARE;
    PERFORM search_fill('organisation', ARRAY(SELECT id FROM organisations ORDER BY id DESC));
    COMMIT;
    PERFORM FROM participants p WHERE EXISTS (SELECT FROM profile_fields f WHERE f.participant_id = p.id AND f.visibility = 'public')
        ORDER BY p.id FOR SHARE;
    PERFORM search_fill('person', ARRAY(SELECT DISTINCT participant_id FROM profile_fields WHERE visibility = 'public' ORDER BY 1 DESC));
    COMMIT;
END $$;
-- +goose StatementEnd
CALL search_fill_all();
ANALYZE search_entries;
-- What waits to be put into the index is read by every search, so it is kept short.
DROP INDEX CONCURRENTLY IF EXISTS search_entries_tsv;
CREATE INDEX CONCURRENTLY search_entries_tsv ON search_entries USING gin (tsv) WITH (gin_pending_list_limit = 256);
DROP INDEX CONCURRENTLY IF EXISTS ideas_tsv;
