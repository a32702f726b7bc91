-- Every list of ideas in every order by an index, those of one challenge as well as all of them: a page costs the same among ten
-- ideas and among a million. An index knows one table only, so what the ideas of a challenge order by stands beside the challenge
-- too, and the database itself keeps it equal, whoever writes. Every vote writes all indexes of the rows that it changes;
-- therefore what votes do not change (the time of publication, the place in the random order) is indexed elsewhere.
-- +goose Up

-- Until this ends nobody else writes what it fills, so nothing is lost between filling and the triggers; who votes or posts meanwhile
-- waits, and is told to try again when that takes long. Locks are taken in the order that requests take them in, all at once, and
-- readers wait for one table only: so nobody waits here in a circle.
LOCK TABLE ideas IN SHARE MODE;
LOCK TABLE challenge_ideas IN ACCESS EXCLUSIVE MODE;
LOCK TABLE idea_stats IN SHARE ROW EXCLUSIVE MODE;

-- When the idea was published; null while it is not listed.
ALTER TABLE challenge_ideas ADD COLUMN listed_at timestamptz;
UPDATE challenge_ideas a SET listed_at = s.published_at FROM idea_stats s WHERE s.idea_id = a.idea_id AND s.listed;

-- What votes and comments change; a row for every listed idea of a challenge.
CREATE TABLE challenge_ranks (
    idea_id       uuid NOT NULL,
    challenge_id  uuid NOT NULL,
    vote_count    integer NOT NULL,
    comment_count integer NOT NULL,
    hot           double precision NOT NULL,
    CONSTRAINT challenge_ranks_pkey PRIMARY KEY (idea_id, challenge_id),
    CONSTRAINT challenge_ranks_answer FOREIGN KEY (challenge_id, idea_id) REFERENCES challenge_ideas (challenge_id, idea_id) ON DELETE CASCADE
) WITH (fillfactor = 70);
INSERT INTO challenge_ranks (idea_id, challenge_id, vote_count, comment_count, hot)
SELECT s.idea_id, a.challenge_id, s.vote_count, s.comment_count, s.hot
FROM idea_stats s JOIN challenge_ideas a ON a.idea_id = s.idea_id WHERE s.listed ORDER BY s.idea_id;

CREATE INDEX challenge_ideas_newest ON challenge_ideas (challenge_id, listed_at DESC, idea_id DESC) WHERE listed_at IS NOT NULL;
CREATE INDEX challenge_ranks_most_supported ON challenge_ranks (challenge_id, vote_count DESC, idea_id DESC);
CREATE INDEX challenge_ranks_most_discussed ON challenge_ranks (challenge_id, comment_count DESC, idea_id DESC);
CREATE INDEX challenge_ranks_trending ON challenge_ranks (challenge_id, hot DESC, idea_id DESC);
CREATE INDEX ideas_newest ON ideas (published_at DESC, id DESC) WHERE state = 'published';

-- The random order is a ring: ideas by a hash of their ids, entered elsewhere by every visitor.
CREATE INDEX ideas_random ON ideas (uuid_hash(id) DESC, id DESC) WHERE state = 'published';
CREATE INDEX challenge_ideas_random ON challenge_ideas (challenge_id, uuid_hash(idea_id) DESC, idea_id DESC) WHERE listed_at IS NOT NULL;

-- Publishing, withdrawing and hiding list an idea in its challenges or take it off; so does a challenge that it comes to answer
-- while it is public. The lock keeps the counters as they are until both tables agree.
-- +goose StatementBegin
CREATE FUNCTION list_in_challenges() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    s idea_stats;
BEGIN
    SELECT * INTO s FROM idea_stats WHERE idea_id = NEW.idea_id FOR NO KEY UPDATE;
    UPDATE challenge_ideas SET listed_at = CASE WHEN s.listed THEN s.published_at END
    WHERE idea_id = NEW.idea_id AND listed_at IS DISTINCT FROM CASE WHEN s.listed THEN s.published_at END;
    IF s.listed THEN
        INSERT INTO challenge_ranks (idea_id, challenge_id, vote_count, comment_count, hot)
        SELECT s.idea_id, challenge_id, s.vote_count, s.comment_count, s.hot FROM challenge_ideas WHERE idea_id = s.idea_id
        ON CONFLICT ON CONSTRAINT challenge_ranks_pkey DO NOTHING;
    ELSE
        DELETE FROM challenge_ranks WHERE idea_id = s.idea_id;
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER idea_stats_listed AFTER INSERT OR UPDATE OF listed, published_at ON idea_stats
    FOR EACH ROW EXECUTE FUNCTION list_in_challenges();
CREATE TRIGGER challenge_ideas_listed AFTER INSERT ON challenge_ideas
    FOR EACH ROW EXECUTE FUNCTION list_in_challenges();

-- Votes and comments: once a statement, however many ideas it counts for. Who changes counters has their rows locked, and nobody
-- else writes here, so writers who would meet here have met there already, in the order that they lock counters in.
-- +goose StatementBegin
CREATE FUNCTION rank_in_challenges() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE challenge_ranks r SET vote_count = s.vote_count, comment_count = s.comment_count, hot = s.hot
    FROM changed s
    WHERE r.idea_id = s.idea_id AND (r.vote_count, r.comment_count, r.hot) IS DISTINCT FROM (s.vote_count, s.comment_count, s.hot);
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER idea_stats_ranked AFTER UPDATE ON idea_stats REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION rank_in_challenges();
