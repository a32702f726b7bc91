-- How long things are kept.
-- +goose Up

-- A person who proved who they are, voted, and left: until the votes that were open then are over, nobody proves the same identity
-- anew and votes twice. It says neither who somebody was here nor how they voted.
CREATE TABLE departed_people (
    person_hash bytea PRIMARY KEY,
    until       timestamptz NOT NULL,
    CONSTRAINT departed_people_person_hash CHECK (octet_length(person_hash) = 32)
);
CREATE INDEX departed_people_until ON departed_people (until);

-- +goose StatementBegin
CREATE FUNCTION refuse_departed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM departed_people WHERE person_hash = NEW.person_hash AND until > now()) THEN
        RAISE EXCEPTION 'this person has left, and votes of theirs are still open'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'accounts_person_hash';
    END IF;
    RETURN NEW;
END $$;
-- +goose StatementEnd
CREATE TRIGGER accounts_departed BEFORE INSERT OR UPDATE OF person_hash ON accounts
    FOR EACH ROW WHEN (NEW.person_hash IS NOT NULL) EXECUTE FUNCTION refuse_departed();

-- Sessions are forgotten soon; the day on which an account was last used is not, so that one that nobody uses can be closed.
ALTER TABLE accounts ADD COLUMN last_seen_on date NOT NULL DEFAULT current_date;
CREATE INDEX accounts_last_seen_on ON accounts (last_seen_on);
-- A closure that nobody asked for: signing in is enough to keep the account.
ALTER TABLE closures ADD COLUMN idle boolean NOT NULL DEFAULT false;

-- What the nightly job deletes is found by its age.
CREATE INDEX mailbox_messages_sent_at ON mailbox_messages (sent_at);
CREATE INDEX images_created_at ON images (created_at);
