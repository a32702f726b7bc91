-- A role that a provider's claim gave counts only in sessions that came through that provider: who loses it there, and signs in here
-- by a password, has it no more. role_provider is null where people gave the role; provider is null where a session came otherwise. The
-- binary of before leaves both empty, which is what it means by a role.
-- +goose Up
SET LOCAL lock_timeout = '5s';

ALTER TABLE accounts ADD COLUMN role_provider text;
ALTER TABLE sessions ADD COLUMN provider text;
ALTER TABLE pending_sign_ins ADD COLUMN provider text;

DROP TRIGGER sessions_changed ON sessions;
CREATE TRIGGER sessions_changed AFTER DELETE OR UPDATE OF ended_at, expires_at, authenticated_at, strong, provider ON sessions
    FOR EACH ROW EXECUTE FUNCTION tell_changed('session');
