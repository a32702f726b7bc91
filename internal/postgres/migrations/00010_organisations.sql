-- Organisations take part as actors of their own. An organisation is a participant, as a person is, so whatever shows an author shows
-- it too; what only organisations have stands in a table beside, as accounts do for persons. The binary before this one knows
-- neither table and writes persons only, which the new column takes every participant for.
-- +goose Up

-- Kinds that persons cannot be are for organisations, and the other way round. Every row there is holds the new rule as it held the
-- old one, which was narrower. Reading through them takes some tenths of a second among a million.
ALTER TABLE participants
    ADD COLUMN organisation boolean NOT NULL DEFAULT false,
    DROP CONSTRAINT participants_kind,
    ADD CONSTRAINT participants_kind CHECK (
        NOT organisation AND kind IN ('resident', 'company', 'association', 'researcher', 'public-body') OR
        organisation AND kind IN ('company', 'association', 'university', 'department', 'public-body'));
-- The list by name, whole or of a kind, and its search by the beginnings of words. Persons are in none of them.
CREATE INDEX participants_organisation_name ON participants (lower(display_name), id) WHERE organisation;
CREATE INDEX participants_organisation_kind ON participants (kind, lower(display_name), id) WHERE organisation;
CREATE INDEX participants_organisation_words ON participants USING gin (to_tsvector('simple', display_name)) WHERE organisation;

CREATE TABLE organisations (
    id             uuid PRIMARY KEY,
    number         text,
    website        text,
    description    text NOT NULL DEFAULT '',
    contact_email  text,
    contact_shown  boolean NOT NULL DEFAULT false,
    founder_id     uuid NOT NULL,
    -- One of its owners; null while it is dormant, when it has none.
    keeper_id      uuid,
    keeper_mandate text GENERATED ALWAYS AS (CASE WHEN keeper_id IS NULL THEN NULL ELSE 'owner' END) STORED,
    verified_at    timestamptz,
    verified_by    uuid,
    version        integer NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organisations_participant FOREIGN KEY (id) REFERENCES participants (id),
    CONSTRAINT organisations_founder FOREIGN KEY (founder_id) REFERENCES participants (id),
    CONSTRAINT organisations_verifier FOREIGN KEY (verified_by) REFERENCES participants (id),
    CONSTRAINT organisations_verified CHECK ((verified_at IS NULL) = (verified_by IS NULL)),
    CONSTRAINT organisations_number CHECK (number ~ '^[1-9][0-9][2-9][0-9]{7}$'),
    CONSTRAINT organisations_website CHECK (website LIKE 'https://%' AND char_length(website) <= 300),
    CONSTRAINT organisations_description CHECK (char_length(description) <= 5000),
    CONSTRAINT organisations_contact CHECK (char_length(contact_email) BETWEEN 3 AND 254 AND (contact_email IS NOT NULL OR NOT contact_shown))
);
-- Anybody may claim a number until it is verified whose it is.
CREATE UNIQUE INDEX organisations_number_verified ON organisations (number) WHERE verified_at IS NOT NULL;
CREATE INDEX organisations_founder_id ON organisations (founder_id) WHERE verified_at IS NULL;
-- Administrators look for those that wait: unverified ones, the newest first, and dormant ones.
CREATE INDEX organisations_unverified ON organisations (created_at DESC, id DESC) WHERE verified_at IS NULL;
CREATE INDEX organisations_newest ON organisations (created_at DESC, id DESC);
CREATE INDEX organisations_dormant ON organisations (created_at DESC, id DESC) WHERE keeper_id IS NULL;

CREATE TABLE organisation_members (
    organisation_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    mandate         text NOT NULL,
    -- Whether the person's name stands on the organisation's page: their own choice.
    shown           boolean NOT NULL DEFAULT false,
    joined_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organisation_members_pkey PRIMARY KEY (organisation_id, account_id),
    CONSTRAINT organisation_members_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT organisation_members_account FOREIGN KEY (account_id) REFERENCES accounts (id),
    CONSTRAINT organisation_members_mandate CHECK (mandate IN ('owner', 'representative', 'member')),
    CONSTRAINT organisation_members_standing UNIQUE (organisation_id, account_id, mandate)
);
CREATE INDEX organisation_members_account_id ON organisation_members (account_id, organisation_id);
CREATE INDEX organisation_members_joined ON organisation_members (organisation_id, joined_at, account_id);

-- An organisation that is not dormant has an owner, whatever the program does: who keeps it can neither be demoted nor removed before
-- somebody else keeps it.
ALTER TABLE organisations ADD CONSTRAINT organisations_keeper
    FOREIGN KEY (id, keeper_id, keeper_mandate) REFERENCES organisation_members (organisation_id, account_id, mandate);

-- What is redeemed, revoked or replaced goes at once, and so does the address.
CREATE TABLE organisation_invitations (
    id              uuid PRIMARY KEY,
    organisation_id uuid NOT NULL,
    email           text NOT NULL,
    email_key       text NOT NULL,
    mandate         text NOT NULL,
    secret_hash     bytea NOT NULL,
    invited_by      uuid NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    expires_at      timestamptz NOT NULL,
    CONSTRAINT organisation_invitations_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT organisation_invitations_inviter FOREIGN KEY (invited_by) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT organisation_invitations_mandate CHECK (mandate IN ('owner', 'representative', 'member')),
    CONSTRAINT organisation_invitations_secret_hash UNIQUE (secret_hash),
    CONSTRAINT organisation_invitations_email UNIQUE (organisation_id, email_key)
);
CREATE INDEX organisation_invitations_invited_by ON organisation_invitations (invited_by);
CREATE INDEX organisation_invitations_expires_at ON organisation_invitations (expires_at);

-- Who is signed in is remembered with the organisations they may speak for; see 00007.
-- +goose StatementBegin
CREATE FUNCTION tell_mandate_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('medskapa_changes', 'postgres account:' || OLD.account_id);
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER organisation_members_changed AFTER DELETE OR UPDATE OF mandate ON organisation_members
    FOR EACH ROW EXECUTE FUNCTION tell_mandate_changed();
