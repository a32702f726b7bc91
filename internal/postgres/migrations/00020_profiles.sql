-- What people tell about themselves, each field seen by those whom its owner lets see it, and by its owner alone until then.
-- +goose Up
CREATE TABLE profile_fields (
    participant_id uuid NOT NULL,
    name           text NOT NULL,
    value          text NOT NULL,
    visibility     text NOT NULL DEFAULT 'private',
    CONSTRAINT profile_fields_pkey PRIMARY KEY (participant_id, name),
    CONSTRAINT profile_fields_participant FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE CASCADE,
    CONSTRAINT profile_fields_name CHECK (name IN ('full-name', 'about', 'place', 'website', 'languages', 'contact-email', 'contact-phone')),
    CONSTRAINT profile_fields_value CHECK (char_length(value) BETWEEN 1 AND 500),
    CONSTRAINT profile_fields_visibility CHECK (visibility IN ('public', 'members', 'private'))
);

ALTER TABLE participants ADD COLUMN profile_version integer NOT NULL DEFAULT 1;

-- The line about oneself was written under the words "shown to others". The column stays while the program of before still serves;
-- until that is gone, what it writes there is copied.
INSERT INTO profile_fields (participant_id, name, value, visibility)
SELECT id, 'about', about, 'public' FROM participants WHERE btrim(about) <> '';

-- +goose StatementBegin
CREATE FUNCTION copy_about() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO profile_fields (participant_id, name, value, visibility) VALUES (NEW.id, 'about', NEW.about, 'public')
    ON CONFLICT ON CONSTRAINT profile_fields_pkey DO UPDATE SET value = EXCLUDED.value;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER participants_about AFTER UPDATE OF about ON participants
    FOR EACH ROW WHEN (NEW.about IS DISTINCT FROM OLD.about AND NEW.about <> '') EXECUTE FUNCTION copy_about();
