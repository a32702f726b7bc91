-- People see where they are signed in, keys that sign tokens take turns, and losing a role ends sessions.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- device says with what somebody signed in ("Firefox, Windows"), in words that any language reads; never from where. strong says
-- that more than a password or a link was shown. Sessions from before have neither.
ALTER TABLE sessions
    ADD COLUMN device text NOT NULL DEFAULT '',
    ADD COLUMN strong boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT sessions_device CHECK (char_length(device) <= 80) NOT VALID;
ALTER TABLE sessions VALIDATE CONSTRAINT sessions_device;

DROP TRIGGER sessions_changed ON sessions;
CREATE TRIGGER sessions_changed AFTER DELETE OR UPDATE OF ended_at, expires_at, authenticated_at, strong ON sessions
    FOR EACH ROW EXECUTE FUNCTION tell_changed('session');

-- A new key is known to every node before it signs. Those of a program that knows nothing of it sign at once, as they did.
ALTER TABLE signing_keys ADD COLUMN signs_from timestamptz;
UPDATE signing_keys SET signs_from = created_at;
ALTER TABLE signing_keys ALTER signs_from SET DEFAULT now(), ALTER signs_from SET NOT NULL;

-- Whoever is disabled or loses a role is signed out, whatever did it. Whoever gets one keeps the session for no longer than staff may.
-- +goose StatementBegin
CREATE FUNCTION limit_sessions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.role = 'member' AND NEW.disabled_at IS NULL THEN
        UPDATE sessions SET expires_at = now() + interval '12 hours'
            WHERE account_id = NEW.id AND ended_at IS NULL AND expires_at > now() + interval '12 hours';
    ELSE
        UPDATE sessions SET ended_at = now() WHERE account_id = NEW.id AND ended_at IS NULL;
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER accounts_limit_sessions AFTER UPDATE OF role, disabled_at ON accounts
    FOR EACH ROW WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
    EXECUTE FUNCTION limit_sessions();
