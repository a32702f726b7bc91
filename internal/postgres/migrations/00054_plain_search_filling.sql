-- Reads anew what was searched before and says something else by the migration before this one: what has a sign within a word, and people.
-- Some hundred ideas with their comments in a transaction, whose counters are held, so that nobody hides one meanwhile: requests go on, and what
-- was interrupted begins anew, which does no harm. A million ideas with five million comments are read in minutes, and few of them are written.
-- The last index finds compounds by their last part, read backwards: see internal/search.
-- +goose NO TRANSACTION
-- +goose Up
-- +goose StatementBegin
CREATE OR REPLACE PROCEDURE search_read_anew() LANGUAGE plpgsql AS $$
DECLARE
    last uuid := 'ffffffff-ffff-ffff-ffff-ffffffffffff';
    batch uuid[];
    within_words CONSTANT text := '[^[:space:]][-!"#$%&''()*+,./:;<=>?@[\\\]^_`{|}~][[:alnum:]]';
BEGIN
    LOOP
        PERFORM set_config('lock_timeout', '60s', true);
        SELECT array_agg(idea_id ORDER BY idea_id DESC) INTO batch FROM (SELECT s.idea_id FROM idea_stats s
            WHERE s.idea_id < last ORDER BY s.idea_id DESC LIMIT 300 FOR SHARE) s;
        EXIT WHEN batch IS NULL;
        PERFORM search_refresh('idea', i.id) FROM ideas i WHERE i.id = ANY (batch) AND (i.title || ' ' || i.body) ~ within_words;
        PERFORM search_refresh('comment', c.id) FROM comments c WHERE c.body ~ within_words AND c.id IN (
            SELECT t.id FROM comments t WHERE t.idea_id = ANY (batch) AND t.parent_id IS NULL
            UNION ALL SELECT r.id FROM comments t JOIN comments r ON r.parent_id = t.id WHERE t.idea_id = ANY (batch) AND t.parent_id IS NULL);
        last := batch[cardinality(batch)];
        COMMIT;
    END LOOP;
    PERFORM search_refresh('challenge', id) FROM (SELECT id FROM challenges ORDER BY id FOR SHARE) x;
    COMMIT;
    PERFORM search_refresh('workshop', id) FROM (SELECT id FROM workshops ORDER BY id FOR SHARE) x;
    COMMIT;
    PERFORM search_refresh_participant(id) FROM (SELECT e.id FROM search_entries e WHERE e.kind IN ('person', 'organisation')
        UNION SELECT account_id FROM lead_assignments UNION SELECT participant_id FROM profile_fields WHERE visibility = 'public' ORDER BY id) x;
    COMMIT;
END $$;
-- +goose StatementEnd
CALL search_read_anew();
DROP PROCEDURE search_read_anew();

CREATE OR REPLACE FUNCTION search_backwards(word text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN reverse((ts_lexize('pg_catalog.swedish_stem', word))[1]) COLLATE "C";
DROP INDEX CONCURRENTLY IF EXISTS search_words_backwards;
CREATE INDEX CONCURRENTLY search_words_backwards ON search_words (search_backwards(word));
