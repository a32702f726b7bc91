-- One place to search: a row for each challenge, idea, comment, person, organisation and workshop that everybody may see, and none for
-- anything else. Triggers keep it in the transaction that changes what it is made of, so what is hidden is not there to be found. The
-- program of before writes through the same triggers, and reads none of this.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Misspelt words are compared by their trigrams. The extension is trusted, so the database's owner may create it, and part of Postgres' own
-- distribution.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- What is there already gets numbers below the first, the newest the highest.
CREATE SEQUENCE search_numbers START 1000000000;

CREATE TABLE search_entries (
    id            uuid PRIMARY KEY, -- that of what is found
    kind          text NOT NULL,
    number        bigint NOT NULL,  -- the order in which they came to be found
    at            timestamptz NOT NULL,
    stage         text,             -- of an idea
    author_kind   text,             -- of a person or an organisation: their own
    challenge_ids uuid[] NOT NULL,
    topic_ids     uuid[] NOT NULL,
    district_id   uuid,
    -- The words in both languages, and beside them what it is filtered by, as words that begin with #: so words, filters and how far back
    -- to look are one search in one index.
    tsv           tsvector NOT NULL,
    CONSTRAINT search_entries_kind CHECK (kind IN ('challenge', 'idea', 'comment', 'person', 'organisation', 'workshop'))
);
-- How common words are is read from these statistics; see internal/search.
ALTER TABLE search_entries ALTER tsv SET STATISTICS 1000;

-- Words that can be meant, as they are written. Comments are many and careless, so theirs are not learnt. What is suggested is looked up in
-- search_entries first, so a word of something hidden meanwhile is not told.
CREATE TABLE search_words (
    word text COLLATE "C" PRIMARY KEY,
    CONSTRAINT search_words_word CHECK (char_length(word) BETWEEN 3 AND 30)
);
CREATE INDEX search_words_trigrams ON search_words USING gin (word gin_trgm_ops);

-- What everybody may see. Whatever is found is read through this once more.
CREATE VIEW search_public AS
SELECT i.id, 'idea' AS kind, i.published_at AS at, i.stage, p.kind AS author_kind, i.author_id, NULL::uuid AS idea_id,
    ARRAY(SELECT a.challenge_id FROM challenge_ideas a WHERE a.idea_id = i.id ORDER BY 1) AS challenge_ids,
    ARRAY(SELECT t.topic_id FROM idea_topics t WHERE t.idea_id = i.id ORDER BY 1) AS topic_ids,
    i.district_id, i.longitude IS NOT NULL AS placed, i.title, i.body
FROM ideas i JOIN idea_stats s ON s.idea_id = i.id AND s.listed JOIN participants p ON p.id = i.author_id
WHERE i.state = 'published'
UNION ALL
SELECT c.id, 'comment', c.created_at, NULL, p.kind, c.author_id, c.idea_id,
    ARRAY(SELECT a.challenge_id FROM challenge_ideas a WHERE a.idea_id = c.idea_id ORDER BY 1), '{}', NULL, false, '', c.body
FROM comments c JOIN idea_stats s ON s.idea_id = c.idea_id AND s.listed JOIN ideas i ON i.id = c.idea_id AND i.state = 'published'
    JOIN participants p ON p.id = c.author_id
WHERE c.state = 'published'
UNION ALL
SELECT c.id, 'challenge', c.created_at, NULL, NULL, NULL, NULL, ARRAY[c.id],
    ARRAY(SELECT t.topic_id FROM challenge_topics t WHERE t.challenge_id = c.id ORDER BY 1), NULL, false, c.title, c.question || E'\n\n' || c.description
FROM challenges c WHERE c.state <> 'draft'
UNION ALL
SELECT w.id, 'workshop', w.created_at, NULL, NULL, NULL, NULL, CASE WHEN w.challenge_id IS NULL THEN '{}' ELSE ARRAY[w.challenge_id] END,
    '{}', NULL, false, w.title, w.description || COALESCE(E'\n\n' || w.place, '')
FROM workshops w WHERE w.state <> 'draft'
UNION ALL
SELECT p.id, 'organisation', p.created_at, NULL, p.kind, p.id, NULL, '{}', '{}', NULL, false, p.display_name, o.description
FROM participants p JOIN organisations o ON o.id = p.id WHERE p.organisation AND p.former_at IS NULL AND o.hidden_at IS NULL
UNION ALL
-- A person, once they tell everybody something; and not by their address.
SELECT p.id, 'person', p.created_at, NULL, p.kind, p.id, NULL, '{}', '{}', NULL, false, p.display_name,
    COALESCE((SELECT string_agg(f.value, E'\n\n' ORDER BY f.name) FROM profile_fields f
        WHERE f.participant_id = p.id AND f.visibility = 'public' AND f.name IN ('full-name', 'about', 'place', 'languages')), '')
FROM participants p JOIN accounts a ON a.id = p.id AND a.disabled_at IS NULL
WHERE NOT p.organisation AND p.former_at IS NULL
    AND EXISTS (SELECT FROM profile_fields f WHERE f.participant_id = p.id AND f.visibility = 'public')
    AND NOT EXISTS (SELECT FROM suspensions x WHERE x.account_id = p.id AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now()));

-- number stands in the words four times, in steps of 4,096, and of 8, 64 and 512 times as many: so the newest few thousand that have a
-- word are found without reading all that have it.
CREATE FUNCTION search_facets(e search_public, number bigint) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE RETURN
    array_to_tsvector(array_remove(ARRAY[
        '#k' || e.kind, '#p' || e.author_kind, '#s' || e.stage, '#d' || e.district_id, '#m' || to_char(e.at AT TIME ZONE 'UTC', 'YYYYMM'),
        '#0.' || number / 4096, '#1.' || number / 32768, '#2.' || number / 262144, '#3.' || number / 2097152,
        CASE WHEN e.kind = 'idea' THEN '#a' || e.author_id END, CASE WHEN e.placed THEN '#placed' END,
        CASE WHEN e.kind = 'idea' AND e.challenge_ids = '{}' THEN '#alone' END], NULL)
        || ARRAY(SELECT '#c' || id FROM unnest(e.challenge_ids) id) || ARRAY(SELECT '#t' || id FROM unnest(e.topic_ids) id));
-- The words of an idea are there already, for the program of before.
CREATE FUNCTION search_tsv(e search_public, number bigint) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE RETURN
    CASE WHEN e.kind = 'idea' THEN (SELECT i.tsv FROM ideas i WHERE i.id = e.id)
        ELSE setweight(to_tsvector('swedish', e.title), 'A') || setweight(to_tsvector('english', e.title), 'A') ||
            setweight(to_tsvector('swedish', e.body), 'B') || setweight(to_tsvector('english', e.body), 'B') END || search_facets(e, number);

CREATE FUNCTION search_words_in(text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT lower(token) COLLATE "C" FROM ts_parse('default', $1)
    WHERE tokid IN (1, 2, 10, 11) AND char_length(token) BETWEEN 3 AND 30 AND char_length(lower(token)) BETWEEN 3 AND 30 ORDER BY 1
$$;

-- Makes the row of one thing what it should be.
-- +goose StatementBegin
CREATE FUNCTION search_refresh(of_kind text, subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    known bigint := (SELECT number FROM search_entries WHERE id = subject);
    own bigint := COALESCE(known, nextval('search_numbers'));
    p search_public;
BEGIN
    SELECT * INTO p FROM search_public x WHERE x.kind = of_kind AND x.id = subject;
    IF NOT FOUND THEN
        IF known IS NOT NULL THEN
            DELETE FROM search_entries WHERE id = subject;
        END IF;
        RETURN;
    END IF;
    INSERT INTO search_entries (id, kind, number, at, stage, author_kind, challenge_ids, topic_ids, district_id, tsv)
    VALUES (p.id, p.kind, own, p.at, p.stage, p.author_kind, p.challenge_ids, p.topic_ids, p.district_id, search_tsv(p, own))
    ON CONFLICT (id) DO UPDATE SET number = EXCLUDED.number, at = EXCLUDED.at, stage = EXCLUDED.stage, author_kind = EXCLUDED.author_kind,
        challenge_ids = EXCLUDED.challenge_ids, topic_ids = EXCLUDED.topic_ids, district_id = EXCLUDED.district_id, tsv = EXCLUDED.tsv;
    IF of_kind <> 'comment' THEN
        INSERT INTO search_words (word) SELECT word FROM search_words_in(p.title || ' ' || p.body) word ON CONFLICT (word) DO NOTHING;
    END IF;
END $$;

-- Makes the rows of the comments under an idea what they should be: none where it is not public.
CREATE FUNCTION search_refresh_comments(under uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    all_of_them uuid[] := ARRAY(SELECT t.id FROM comments t WHERE t.idea_id = under AND t.parent_id IS NULL
        UNION ALL SELECT r.id FROM comments t JOIN comments r ON r.parent_id = t.id WHERE t.idea_id = under AND t.parent_id IS NULL);
BEGIN
    IF EXISTS (SELECT FROM idea_stats WHERE idea_id = under AND listed) THEN
        PERFORM search_refresh('comment', id) FROM unnest(all_of_them) id;
    ELSE
        DELETE FROM search_entries WHERE id = ANY (all_of_them);
    END IF;
END $$;

-- The row's lock makes those wait for each other who change what a person's being found depends on in different tables.
CREATE FUNCTION search_refresh_participant(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    body boolean;
BEGIN
    SELECT organisation INTO body FROM participants WHERE id = subject FOR NO KEY UPDATE;
    IF FOUND THEN
        PERFORM search_refresh(CASE WHEN body THEN 'organisation' ELSE 'person' END, subject);
    END IF;
END $$;

CREATE FUNCTION search_forget() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM search_entries WHERE id = OLD.id;
    RETURN NULL;
END $$;

-- Whose kind is the trigger's argument.
CREATE FUNCTION search_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh(TG_ARGV[0], NEW.id);
    RETURN NULL;
END $$;

-- Whoever comments holds the idea's counters, and so does whoever hides it: who comes second sees what the first has done.
CREATE FUNCTION search_note_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh('idea', NEW.idea_id);
    IF TG_OP = 'UPDATE' AND OLD.listed <> NEW.listed THEN
        PERFORM search_refresh_comments(NEW.idea_id);
    END IF;
    RETURN NULL;
END $$;

-- What an idea answers and is about is written beside it, mostly when it is made: where the row says so already, nothing is to be done.
CREATE FUNCTION search_note_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh('idea', e.id), search_refresh_comments(e.id)
    FROM (SELECT DISTINCT c.idea_id FROM changed c) c JOIN search_entries e ON e.id = c.idea_id
    WHERE e.challenge_ids <> ARRAY(SELECT a.challenge_id FROM challenge_ideas a WHERE a.idea_id = e.id ORDER BY 1);
    RETURN NULL;
END $$;
CREATE FUNCTION search_note_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh('idea', e.id) FROM (SELECT DISTINCT c.idea_id FROM changed c) c JOIN search_entries e ON e.id = c.idea_id
    WHERE e.topic_ids <> ARRAY(SELECT t.topic_id FROM idea_topics t WHERE t.idea_id = e.id ORDER BY 1);
    RETURN NULL;
END $$;
CREATE FUNCTION search_note_challenge_topics() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh('challenge', c.challenge_id) FROM (SELECT DISTINCT challenge_id FROM changed) c;
    RETURN NULL;
END $$;

CREATE FUNCTION search_note_participant() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh_participant(NEW.id);
    IF OLD.kind <> NEW.kind THEN -- ideas follow by their counters (00008)
        PERFORM search_refresh('comment', c.id) FROM comments c WHERE c.author_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION search_note_organisation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh_participant(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION search_note_field() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.visibility = 'public' THEN
        PERFORM search_refresh_participant(OLD.participant_id);
    ELSIF TG_OP <> 'DELETE' AND NEW.visibility = 'public' THEN
        PERFORM search_refresh_participant(NEW.participant_id);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION search_note_suspension() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh_participant(CASE TG_OP WHEN 'DELETE' THEN OLD.account_id ELSE NEW.account_id END);
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER idea_stats_search AFTER INSERT OR UPDATE OF listed, published_at, stage, author_kind ON idea_stats
    FOR EACH ROW EXECUTE FUNCTION search_note_listed();
CREATE TRIGGER ideas_search AFTER UPDATE OF title, body, author_id, district_id, longitude ON ideas FOR EACH ROW
    WHEN (NEW.state = 'published') EXECUTE FUNCTION search_note('idea');
CREATE TRIGGER ideas_search_gone AFTER DELETE ON ideas FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER challenge_ideas_search AFTER INSERT ON challenge_ideas REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_answers();
CREATE TRIGGER challenge_ideas_search_gone AFTER DELETE ON challenge_ideas REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_answers();
CREATE TRIGGER idea_topics_search AFTER INSERT ON idea_topics REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_topics();
CREATE TRIGGER idea_topics_search_gone AFTER DELETE ON idea_topics REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_topics();
CREATE TRIGGER comments_search AFTER INSERT OR UPDATE OF body, state, author_id ON comments
    FOR EACH ROW EXECUTE FUNCTION search_note('comment');
CREATE TRIGGER comments_search_gone AFTER DELETE ON comments FOR EACH ROW EXECUTE FUNCTION search_forget();
-- Phases write challenges whenever one of them changes, which is of no concern here.
CREATE TRIGGER challenges_search_made AFTER INSERT ON challenges FOR EACH ROW EXECUTE FUNCTION search_note('challenge');
CREATE TRIGGER challenges_search AFTER UPDATE OF title, question, description, state ON challenges FOR EACH ROW
    WHEN ((OLD.title, OLD.question, OLD.description, OLD.state) IS DISTINCT FROM (NEW.title, NEW.question, NEW.description, NEW.state))
    EXECUTE FUNCTION search_note('challenge');
CREATE TRIGGER challenges_search_gone AFTER DELETE ON challenges FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER challenge_topics_search AFTER INSERT ON challenge_topics REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_challenge_topics();
CREATE TRIGGER challenge_topics_search_gone AFTER DELETE ON challenge_topics REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION search_note_challenge_topics();
CREATE TRIGGER workshops_search AFTER INSERT OR UPDATE OF title, description, place, state, challenge_id ON workshops
    FOR EACH ROW EXECUTE FUNCTION search_note('workshop');
CREATE TRIGGER workshops_search_gone AFTER DELETE ON workshops FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER participants_search AFTER UPDATE OF display_name, kind, former_at ON participants
    FOR EACH ROW EXECUTE FUNCTION search_note_participant();
CREATE TRIGGER participants_search_gone AFTER DELETE ON participants FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER organisations_search AFTER INSERT OR UPDATE OF description, hidden_at ON organisations
    FOR EACH ROW EXECUTE FUNCTION search_note_organisation();
CREATE TRIGGER organisations_search_gone AFTER DELETE ON organisations FOR EACH ROW EXECUTE FUNCTION search_forget();
CREATE TRIGGER profile_fields_search AFTER INSERT OR UPDATE OR DELETE ON profile_fields
    FOR EACH ROW EXECUTE FUNCTION search_note_field();
CREATE TRIGGER accounts_search AFTER UPDATE OF disabled_at ON accounts FOR EACH ROW
    WHEN ((OLD.disabled_at IS NULL) <> (NEW.disabled_at IS NULL)) EXECUTE FUNCTION search_note_organisation();
CREATE TRIGGER suspensions_search AFTER INSERT OR DELETE OR UPDATE OF lifted_at, ends_at ON suspensions
    FOR EACH ROW EXECUTE FUNCTION search_note_suspension();
