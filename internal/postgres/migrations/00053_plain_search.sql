-- What is searched is read as words with nothing between them. Postgres' parser of texts looks far ahead at every sign that may begin a tag, an
-- address, a path or a compound, so that twenty thousand characters of such signs took it twenty seconds, and anybody may write them. And ideas
-- get their words once they are public, in search_entries, no longer at every draft. Rows of before keep theirs until the next migration has
-- read them anew. The program of before writes through the same triggers; of what it lists by words it misses what is written from now on in
-- the list of challenges, until it is replaced.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- A text as it is parsed and highlighted: as many characters, of which those of ASCII that are no letters or digits are spaces. Whatever is given
-- to to_tsvector, ts_parse or ts_headline goes through it.
CREATE FUNCTION search_plain(text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN translate($1, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', '                                ');

-- The words of a person are their names, which have no stem: Maja is not the month.
CREATE FUNCTION search_title(of_kind text, title text) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE RETURN
    CASE of_kind WHEN 'person' THEN to_tsvector('simple', search_plain(title))
        ELSE to_tsvector('swedish', search_plain(title)) || to_tsvector('english', search_plain(title)) END;
CREATE FUNCTION search_body(plain text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE RETURN to_tsvector('swedish', plain) || to_tsvector('english', plain);

CREATE OR REPLACE FUNCTION search_tsv(e search_public, number bigint) RETURNS tsvector LANGUAGE sql STABLE PARALLEL SAFE RETURN
    setweight(search_title(e.kind, e.title), 'A') || setweight(search_body(search_plain(e.body)), 'B') || search_facets(e, number);

CREATE OR REPLACE FUNCTION search_words_in(text) RETURNS SETOF text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT DISTINCT lower(token) COLLATE "C" FROM ts_parse('default', search_plain($1))
    WHERE tokid IN (1, 2) AND char_length(token) BETWEEN 3 AND 30 AND char_length(lower(token)) BETWEEN 3 AND 30 ORDER BY 1
$$;

-- Nothing reads these any more; a later version drops them. Making a generated column an ordinary one rewrites nothing.
ALTER TABLE ideas ALTER tsv DROP EXPRESSION;
ALTER TABLE challenges ALTER tsv DROP EXPRESSION;

-- A person, once they tell everybody something or lead what everybody may see; and not by their address.
CREATE OR REPLACE VIEW search_public AS
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
SELECT p.id, 'person', p.created_at, NULL, p.kind, p.id, NULL, '{}', '{}', NULL, false, p.display_name,
    COALESCE((SELECT string_agg(f.value, E'\n\n' ORDER BY f.name) FROM profile_fields f
        WHERE f.participant_id = p.id AND f.visibility = 'public' AND f.name IN ('full-name', 'about', 'place', 'languages')), '')
FROM participants p JOIN accounts a ON a.id = p.id AND a.disabled_at IS NULL
WHERE NOT p.organisation AND p.former_at IS NULL
    AND (EXISTS (SELECT FROM profile_fields f WHERE f.participant_id = p.id AND f.visibility = 'public')
        OR EXISTS (SELECT FROM lead_assignments l WHERE l.account_id = p.id AND (l.ends_at IS NULL OR l.ends_at > now())
            AND (EXISTS (SELECT FROM challenges c WHERE c.id = l.challenge_id AND c.state <> 'draft')
                OR EXISTS (SELECT FROM challenges c WHERE c.focus_area_id = l.focus_area_id AND c.state <> 'draft')
                OR EXISTS (SELECT FROM workshops w WHERE w.id = l.workshop_id AND w.state <> 'draft'))))
    AND NOT EXISTS (SELECT FROM suspensions x WHERE x.account_id = p.id AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now()));

-- +goose StatementBegin
-- As before, but what is not public takes no number.
CREATE OR REPLACE FUNCTION search_refresh(of_kind text, subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    own bigint := (SELECT number FROM search_entries WHERE id = subject);
    p search_public;
BEGIN
    SELECT * INTO p FROM search_public x WHERE x.kind = of_kind AND x.id = subject;
    IF NOT FOUND THEN
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

CREATE FUNCTION search_note_leader() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh_participant(CASE TG_OP WHEN 'DELETE' THEN OLD.account_id ELSE NEW.account_id END);
    RETURN NULL;
END $$;
-- Who leads what comes to be public, or is public no longer.
CREATE FUNCTION search_note_led() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_refresh_participant(account_id) FROM (SELECT DISTINCT l.account_id FROM lead_assignments l
        WHERE l.challenge_id = NEW.id OR l.workshop_id = NEW.id
            OR l.focus_area_id IN ((to_jsonb(NEW) ->> 'focus_area_id')::uuid, (to_jsonb(OLD) ->> 'focus_area_id')::uuid) ORDER BY 1) l;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER lead_assignments_search AFTER INSERT OR DELETE OR UPDATE OF ends_at ON lead_assignments FOR EACH ROW EXECUTE FUNCTION search_note_leader();
CREATE TRIGGER challenges_search_led AFTER UPDATE OF state, focus_area_id ON challenges FOR EACH ROW
    WHEN ((OLD.state, OLD.focus_area_id) IS DISTINCT FROM (NEW.state, NEW.focus_area_id)) EXECUTE FUNCTION search_note_led();
CREATE TRIGGER workshops_search_led AFTER UPDATE OF state ON workshops FOR EACH ROW
    WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION search_note_led();
