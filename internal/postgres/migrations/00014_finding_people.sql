-- Those who look after accounts find them by the beginning of any word of a name or by the beginning of an address, and the list of
-- everybody stands in the order in which accounts were made.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE INDEX participants_name_words ON participants USING gin (to_tsvector('simple', display_name));
CREATE INDEX accounts_email_prefix ON accounts (email_key text_pattern_ops);
CREATE INDEX accounts_role_id ON accounts (role, id DESC) WHERE role <> 'member';
CREATE INDEX accounts_disabled ON accounts (id DESC) WHERE disabled_at IS NOT NULL;
