-- Ideas by companies, associations, researchers and public bodies in every order, by an index, however few they are. Residents
-- write most ideas and are met soon in any order; leaving them out keeps the votes on their ideas as cheap as before.
-- +goose Up

-- As when orders were made (00006): nobody else writes until the triggers are there, and readers wait for one table only.
LOCK TABLE participants IN SHARE ROW EXCLUSIVE MODE;
LOCK TABLE idea_stats IN ACCESS EXCLUSIVE MODE;

ALTER TABLE idea_stats ADD COLUMN author_kind text NOT NULL DEFAULT 'resident';
UPDATE idea_stats s SET author_kind = p.kind FROM ideas i JOIN participants p ON p.id = i.author_id
WHERE i.id = s.idea_id AND p.kind <> 'resident';

CREATE INDEX idea_stats_kind_newest ON idea_stats (author_kind, published_at DESC, idea_id DESC) WHERE listed AND author_kind <> 'resident';
CREATE INDEX idea_stats_kind_most_supported ON idea_stats (author_kind, vote_count DESC, idea_id DESC) WHERE listed AND author_kind <> 'resident';
CREATE INDEX idea_stats_kind_most_discussed ON idea_stats (author_kind, comment_count DESC, idea_id DESC) WHERE listed AND author_kind <> 'resident';
CREATE INDEX idea_stats_kind_trending ON idea_stats (author_kind, hot DESC, idea_id DESC) WHERE listed AND author_kind <> 'resident';
CREATE INDEX idea_stats_kind_random ON idea_stats (author_kind, uuid_hash(idea_id) DESC, idea_id DESC) WHERE listed AND author_kind <> 'resident';

-- ideas_newest took its place (00006); to drop it takes the lock that readers wait for, which is held here.
DROP INDEX IF EXISTS idea_stats_newest;

-- The lock makes a change of kind wait for the author's new idea, which it otherwise would not see.
-- +goose StatementBegin
CREATE FUNCTION note_author_kind() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    present text;
BEGIN
    SELECT p.kind INTO present FROM ideas i JOIN participants p ON p.id = i.author_id WHERE i.id = NEW.idea_id FOR SHARE OF p;
    IF present <> NEW.author_kind THEN
        UPDATE idea_stats SET author_kind = present WHERE idea_id = NEW.idea_id;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION change_author_kind() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM idea_stats WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = NEW.id) ORDER BY idea_id FOR NO KEY UPDATE;
    UPDATE idea_stats SET author_kind = NEW.kind WHERE idea_id IN (SELECT id FROM ideas WHERE author_id = NEW.id);
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER idea_stats_author_kind AFTER INSERT ON idea_stats FOR EACH ROW EXECUTE FUNCTION note_author_kind();
CREATE TRIGGER participants_kind AFTER UPDATE OF kind ON participants
    FOR EACH ROW WHEN (OLD.kind <> NEW.kind) EXECUTE FUNCTION change_author_kind();
