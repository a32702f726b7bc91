-- What ideas lack and what people lend: needs and offers, the contacts that they lead to, and what people commit themselves to. Tables of
-- their own, which the version before neither reads nor writes.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- committed grows with commitments and never past the amount: of two who commit the last of it, one is refused.
CREATE TABLE needs (
    id          uuid PRIMARY KEY,
    idea_id     uuid NOT NULL,
    kind        text NOT NULL,
    description text NOT NULL,
    amount      integer NOT NULL,
    unit        text NOT NULL,
    committed   integer NOT NULL DEFAULT 0,
    languages   text[] NOT NULL DEFAULT '{}', -- any of them will do; none: it does not matter
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'open',
    -- False: what the idea is about or where it is has changed since its keys were written.
    keyed       boolean NOT NULL DEFAULT true,
    told        boolean NOT NULL DEFAULT false, -- of its matches
    version     integer NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT needs_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT needs_kind CHECK (kind IN ('knowledge', 'people', 'tools', 'venue', 'funding', 'permission')),
    CONSTRAINT needs_description CHECK (char_length(description) BETWEEN 3 AND 500),
    CONSTRAINT needs_amount CHECK (amount BETWEEN 1 AND 1000000000),
    CONSTRAINT needs_unit CHECK (char_length(unit) BETWEEN 1 AND 30),
    CONSTRAINT needs_committed CHECK (committed BETWEEN 0 AND amount),
    CONSTRAINT needs_fulfilled CHECK (state <> 'fulfilled' OR committed = amount),
    CONSTRAINT needs_languages CHECK (cardinality(languages) <= 8),
    CONSTRAINT needs_times CHECK (ends_at > starts_at),
    CONSTRAINT needs_state CHECK (state IN ('open', 'fulfilled', 'closed', 'expired'))
);
CREATE INDEX needs_idea_id ON needs (idea_id, id);
CREATE INDEX needs_ends_at ON needs (ends_at) WHERE state = 'open';
CREATE INDEX needs_waiting ON needs (id) WHERE state = 'open' AND NOT (keyed AND told);

-- An offer reaches the whole municipality, a district, or so far around a place.
CREATE TABLE offers (
    id          uuid PRIMARY KEY,
    owner_id    uuid NOT NULL,
    kind        text NOT NULL,
    title       text NOT NULL,
    description text NOT NULL,
    audience    text NOT NULL,
    languages   text[] NOT NULL DEFAULT '{}',
    district_id uuid,
    -- In degrees of WGS 84 to two decimals, about a kilometre: an offer is often where somebody lives.
    longitude   numeric(5, 2),
    latitude    numeric(4, 2),
    radius      integer, -- in kilometres
    starts_at   timestamptz NOT NULL,
    ends_at     timestamptz NOT NULL,
    state       text NOT NULL DEFAULT 'open',
    told        boolean NOT NULL DEFAULT false,
    version     integer NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT offers_owner FOREIGN KEY (owner_id) REFERENCES participants (id),
    CONSTRAINT offers_district FOREIGN KEY (district_id) REFERENCES districts (id),
    CONSTRAINT offers_kind CHECK (kind IN ('knowledge', 'people', 'tools', 'venue', 'funding', 'permission')),
    CONSTRAINT offers_title CHECK (char_length(title) BETWEEN 3 AND 120),
    CONSTRAINT offers_description CHECK (char_length(description) BETWEEN 1 AND 2000),
    CONSTRAINT offers_audience CHECK (audience IN ('public', 'matched')),
    CONSTRAINT offers_languages CHECK (cardinality(languages) <= 8),
    CONSTRAINT offers_place CHECK ((longitude IS NULL) = (latitude IS NULL) AND (longitude IS NULL) = (radius IS NULL)
        AND longitude BETWEEN -180 AND 180 AND latitude BETWEEN -90 AND 90),
    CONSTRAINT offers_radius CHECK (radius BETWEEN 1 AND 50),
    CONSTRAINT offers_times CHECK (ends_at > starts_at),
    CONSTRAINT offers_state CHECK (state IN ('open', 'paused', 'ended', 'expired'))
);
CREATE INDEX offers_owner_id ON offers (owner_id, id DESC);
CREATE INDEX offers_ends_at ON offers (ends_at) WHERE state IN ('open', 'paused');
CREATE INDEX offers_waiting ON offers (id) WHERE state = 'open' AND NOT told;
-- The public list, and what it is narrowed by.
CREATE INDEX offers_public ON offers (id DESC) WHERE state = 'open' AND audience = 'public';
CREATE INDEX offers_public_kind ON offers (kind, id DESC) WHERE state = 'open' AND audience = 'public';
CREATE INDEX offers_public_district ON offers (district_id, id DESC) WHERE state = 'open' AND audience = 'public' AND district_id IS NOT NULL;

CREATE TABLE offer_topics (
    offer_id uuid NOT NULL,
    topic_id uuid NOT NULL,
    number   smallint NOT NULL,
    CONSTRAINT offer_topics_pkey PRIMARY KEY (offer_id, topic_id),
    CONSTRAINT offer_topics_offer FOREIGN KEY (offer_id) REFERENCES offers (id) ON DELETE CASCADE,
    CONSTRAINT offer_topics_topic FOREIGN KEY (topic_id) REFERENCES topics (id),
    CONSTRAINT offer_topics_number CHECK (number BETWEEN 1 AND 5),
    CONSTRAINT offer_topics_one_a_number UNIQUE (offer_id, number)
);
CREATE INDEX offer_topics_topic_id ON offer_topics (topic_id, offer_id DESC);

-- By what open needs and open offers find each other: hashes of kind, topic and place together. Both sides have the keys that the other may
-- look for, so that what fits is found by a few short walks in an index, however many there are. See internal/help/keys.go.
CREATE TABLE need_keys (
    key     bigint NOT NULL,
    need_id uuid NOT NULL,
    CONSTRAINT need_keys_pkey PRIMARY KEY (key, need_id),
    CONSTRAINT need_keys_need FOREIGN KEY (need_id) REFERENCES needs (id) ON DELETE CASCADE
);
CREATE INDEX need_keys_need_id ON need_keys (need_id);
CREATE TABLE offer_keys (
    key      bigint NOT NULL,
    offer_id uuid NOT NULL,
    CONSTRAINT offer_keys_pkey PRIMARY KEY (key, offer_id),
    CONSTRAINT offer_keys_offer FOREIGN KEY (offer_id) REFERENCES offers (id) ON DELETE CASCADE
);
CREATE INDEX offer_keys_offer_id ON offer_keys (offer_id);

-- +goose StatementBegin
CREATE FUNCTION forget_need_keys() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'ideas' THEN
        UPDATE needs SET keyed = false WHERE idea_id = NEW.id AND keyed;
    ELSE
        UPDATE needs SET keyed = false WHERE keyed AND idea_id IN (SELECT idea_id FROM changed);
    END IF;
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER ideas_moved AFTER UPDATE OF district_id, longitude, latitude ON ideas FOR EACH ROW
    WHEN ((OLD.district_id, OLD.longitude, OLD.latitude) IS DISTINCT FROM (NEW.district_id, NEW.longitude, NEW.latitude)) EXECUTE FUNCTION forget_need_keys();
CREATE TRIGGER idea_topics_given AFTER INSERT ON idea_topics REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION forget_need_keys();
CREATE TRIGGER idea_topics_taken AFTER DELETE ON idea_topics REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION forget_need_keys();

-- Somebody asks for contact about a need: who can help, or whose idea it is. Addresses are shown to both while it is accepted, and only then.
CREATE TABLE contacts (
    id          uuid PRIMARY KEY,
    need_id     uuid NOT NULL,
    offer_id    uuid,
    helper_id   uuid NOT NULL,
    seeker_id   uuid NOT NULL, -- whose idea it is
    by_helper   boolean NOT NULL, -- who asked
    asker_id    uuid, -- the account, while there is one
    message     text NOT NULL,
    state       text NOT NULL DEFAULT 'asked',
    asked_at    timestamptz NOT NULL DEFAULT now(),
    answered_at timestamptz,
    CONSTRAINT contacts_need FOREIGN KEY (need_id) REFERENCES needs (id) ON DELETE CASCADE,
    CONSTRAINT contacts_offer FOREIGN KEY (offer_id) REFERENCES offers (id) ON DELETE SET NULL,
    CONSTRAINT contacts_helper FOREIGN KEY (helper_id) REFERENCES participants (id),
    CONSTRAINT contacts_seeker FOREIGN KEY (seeker_id) REFERENCES participants (id),
    CONSTRAINT contacts_asker FOREIGN KEY (asker_id) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT contacts_others CHECK (helper_id <> seeker_id),
    CONSTRAINT contacts_message CHECK (char_length(message) BETWEEN 1 AND 1000),
    CONSTRAINT contacts_state CHECK (state IN ('asked', 'accepted', 'declined', 'withdrawn')),
    CONSTRAINT contacts_answered CHECK ((state = 'asked') = (answered_at IS NULL))
);
-- One at a time; and who was declined does not ask again about the same.
CREATE UNIQUE INDEX contacts_one_at_a_time ON contacts (need_id, helper_id) WHERE state IN ('asked', 'accepted');
CREATE UNIQUE INDEX contacts_ask_once ON contacts (need_id, helper_id, by_helper) WHERE state <> 'withdrawn';
CREATE INDEX contacts_helper_id ON contacts (helper_id, id DESC);
CREATE INDEX contacts_seeker_id ON contacts (seeker_id, id DESC);
CREATE INDEX contacts_asker_id ON contacts (asker_id, asked_at);
CREATE INDEX contacts_offer_id ON contacts (offer_id) WHERE offer_id IS NOT NULL;

-- What somebody has committed themselves to, for everybody to read, and what came of it. A person who has left stays as somebody who was here.
CREATE TABLE commitments (
    id           uuid PRIMARY KEY,
    need_id      uuid NOT NULL,
    idea_id      uuid NOT NULL,
    contact_id   uuid,
    helper_id    uuid NOT NULL,
    description  text NOT NULL,
    amount       integer NOT NULL,
    ends_at      timestamptz NOT NULL,
    outcome      text,
    words        text,
    outcome_by   uuid,
    outcome_at   timestamptz,
    version      integer NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT commitments_need FOREIGN KEY (need_id) REFERENCES needs (id) ON DELETE CASCADE,
    CONSTRAINT commitments_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT commitments_contact FOREIGN KEY (contact_id) REFERENCES contacts (id) ON DELETE SET NULL,
    CONSTRAINT commitments_helper FOREIGN KEY (helper_id) REFERENCES participants (id),
    CONSTRAINT commitments_outcome_by FOREIGN KEY (outcome_by) REFERENCES participants (id),
    CONSTRAINT commitments_description CHECK (char_length(description) BETWEEN 1 AND 500),
    CONSTRAINT commitments_amount CHECK (amount BETWEEN 1 AND 1000000000),
    CONSTRAINT commitments_ends_at CHECK (ends_at > created_at),
    CONSTRAINT commitments_outcome CHECK (outcome IN ('kept', 'partly', 'not-kept')),
    CONSTRAINT commitments_told CHECK ((outcome IS NULL) = (words IS NULL) AND (outcome IS NULL) = (outcome_by IS NULL) AND (outcome IS NULL) = (outcome_at IS NULL)),
    CONSTRAINT commitments_words CHECK (char_length(words) BETWEEN 1 AND 1000)
);
CREATE INDEX commitments_idea_id ON commitments (idea_id, id DESC);
CREATE INDEX commitments_need_id ON commitments (need_id);
CREATE UNIQUE INDEX commitments_once_a_contact ON commitments (contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX commitments_helper_id ON commitments (helper_id);
CREATE INDEX commitments_outcome_by ON commitments (outcome_by) WHERE outcome_by IS NOT NULL;

-- Whom a participant does not want to be asked by.
CREATE TABLE blocks (
    participant_id uuid NOT NULL,
    blocked_id     uuid NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT blocks_pkey PRIMARY KEY (participant_id, blocked_id),
    CONSTRAINT blocks_participant FOREIGN KEY (participant_id) REFERENCES participants (id) ON DELETE CASCADE,
    CONSTRAINT blocks_blocked FOREIGN KEY (blocked_id) REFERENCES participants (id) ON DELETE CASCADE,
    CONSTRAINT blocks_others CHECK (participant_id <> blocked_id)
);
CREATE INDEX blocks_blocked_id ON blocks (blocked_id);

-- What is done with them in an organisation's name. Rows there are hold the wider rule as they held the narrower.
ALTER TABLE organisation_acts DROP CONSTRAINT organisation_acts_action;
ALTER TABLE organisation_acts ADD CONSTRAINT organisation_acts_action CHECK (action IN ('founded', 'profile-edited',
    'idea-created', 'idea-edited', 'idea-published', 'idea-withdrawn', 'comment-created', 'comment-edited', 'comment-deleted',
    'member-invited', 'invitation-revoked', 'member-joined', 'mandate-changed', 'member-removed', 'member-left',
    'owner-appointed', 'fell-dormant', 'verified', 'verification-withdrawn',
    'need-stated', 'need-edited', 'offer-made', 'offer-edited', 'contact-asked', 'contact-answered', 'commitment-made', 'commitment-withdrawn',
    'outcome-recorded')) NOT VALID;

ALTER TABLE notification_events DROP CONSTRAINT notification_events_kind;
ALTER TABLE notification_events ADD CONSTRAINT notification_events_kind CHECK (kind IN (
    'idea-published', 'idea-stage', 'idea-answered', 'idea-supported', 'comment', 'reply', 'mention', 'thanks', 'official-reply',
    'phase-turned', 'answer-due', 'co-author-invited', 'hand-over-offered', 'adoption-offered', 'merge-proposed', 'merge-decided',
    'vote-move-asked', 'match-found', 'contact-asked', 'contact-answered', 'commitment', 'moderation-decision', 'appeal-decided')) NOT VALID;
