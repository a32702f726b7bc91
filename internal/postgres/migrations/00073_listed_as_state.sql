-- What agreed by the program's care alone cannot differ any more. Whether an idea is listed follows from its state, in the statement that changes
-- it; and an idea is merged exactly while a merge of it is in force, into one that everybody reads. Votes and comments change neither, and fire
-- none of these. The program of before writes both, in an order that stays allowed.
-- +goose Up
SET LOCAL lock_timeout = '5s';

UPDATE idea_stats s SET listed = i.state = 'published' FROM ideas i WHERE i.id = s.idea_id AND s.listed <> (i.state = 'published');

-- +goose StatementBegin
CREATE FUNCTION list_as_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE idea_stats SET listed = NEW.state = 'published' WHERE idea_id = NEW.id AND listed <> (NEW.state = 'published');
    RETURN NULL;
END $$;

-- At the end of the transaction, because the program of before erases what somebody wrote in the other order: it writes here first. Whoever
-- changes the state meanwhile waits for the row here, by the function above.
CREATE FUNCTION check_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM idea_stats s JOIN ideas i ON i.id = s.idea_id WHERE s.idea_id = NEW.idea_id AND s.listed <> (i.state = 'published')) THEN
        RAISE EXCEPTION 'idea % is listed otherwise than its state says', NEW.idea_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'idea_stats_as_state', TABLE = 'idea_stats';
    END IF;
    RETURN NULL;
END $$;

-- Counters that nobody else sees yet hold the idea instead: whoever changes its state meanwhile comes after, and finds them.
CREATE FUNCTION hold_listed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM ideas WHERE id = NEW.idea_id FOR SHARE;
    RETURN NULL;
END $$;

-- A part may be hidden or withdrawn, too, and is a part again when it comes back.
CREATE FUNCTION check_merged(subject uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    found text;
    part boolean;
BEGIN
    SELECT state INTO found FROM ideas WHERE id = subject FOR SHARE;
    part := EXISTS (SELECT FROM idea_merges WHERE idea_id = subject AND state = 'merged');
    IF found = 'merged' AND NOT part OR part AND found NOT IN ('merged', 'hidden', 'withdrawn')
        OR found <> 'published' AND EXISTS (SELECT FROM idea_merges WHERE into_id = subject AND state = 'merged') THEN
        RAISE EXCEPTION 'idea % is %, which its merges do not say', subject, found
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ideas_merged', TABLE = 'ideas';
    END IF;
END $$;
CREATE FUNCTION check_merged_idea() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM check_merged(NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION check_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.state = 'merged' THEN
        PERFORM check_merged(OLD.idea_id);
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.state = 'merged' THEN
        PERFORM check_merged(NEW.idea_id), check_merged(NEW.into_id);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd

CREATE TRIGGER ideas_listed AFTER UPDATE OF state ON ideas FOR EACH ROW
    WHEN ((OLD.state = 'published') <> (NEW.state = 'published')) EXECUTE FUNCTION list_as_state();
CREATE TRIGGER idea_stats_hold AFTER INSERT ON idea_stats FOR EACH ROW EXECUTE FUNCTION hold_listed();
CREATE CONSTRAINT TRIGGER idea_stats_as_state AFTER INSERT OR UPDATE OF listed ON idea_stats DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_listed();
CREATE CONSTRAINT TRIGGER ideas_merged AFTER UPDATE OF state ON ideas DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION check_merged_idea();
CREATE CONSTRAINT TRIGGER ideas_made_merged AFTER INSERT ON ideas DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state = 'merged') EXECUTE FUNCTION check_merged_idea();
CREATE CONSTRAINT TRIGGER idea_merges_idea_merged AFTER INSERT OR DELETE OR UPDATE OF state, idea_id, into_id ON idea_merges
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_merge();
