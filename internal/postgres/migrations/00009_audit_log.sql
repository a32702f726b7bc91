-- What was done to people's rights and means of signing in, so that it can be answered for years later; and when each session's
-- holder last proved who they are, since a forgotten screen must not be enough to take an account over.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- No foreign keys: an entry outlives what it tells of. actor_id is empty when nobody signed in did it: the program itself, or
-- somebody at the server's own terminal.
CREATE TABLE audit_log (
    id           uuid PRIMARY KEY,
    at           timestamptz NOT NULL DEFAULT now(),
    actor_id     uuid,
    action       text NOT NULL,
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    details      jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT audit_log_action CHECK (action ~ '^[a-z][a-z.-]{2,60}$'),
    CONSTRAINT audit_log_subject_kind CHECK (subject_kind ~ '^[a-z][a-z-]{2,30}$'),
    CONSTRAINT audit_log_details CHECK (jsonb_typeof(details) = 'object' AND pg_column_size(details) <= 8000)
);
-- Ids are UUIDv7: their order is that of time.
CREATE INDEX audit_log_actor_id ON audit_log (actor_id, id DESC);
CREATE INDEX audit_log_subject_id ON audit_log (subject_id, id DESC);
CREATE INDEX audit_log_action ON audit_log (action, id DESC);

-- Nobody rewrites history, the program's own faults included. Two years is the shortest time after which it may be forgotten.
-- +goose StatementBegin
CREATE FUNCTION keep_audit_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.at < now() - interval '2 years' THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'restrict_violation';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER audit_log_kept BEFORE UPDATE OR DELETE ON audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();
CREATE TRIGGER audit_log_whole BEFORE TRUNCATE ON audit_log FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_log();

-- Sessions that are open now were signed in when they began.
ALTER TABLE sessions ADD COLUMN authenticated_at timestamptz;
UPDATE sessions SET authenticated_at = created_at;
ALTER TABLE sessions ALTER authenticated_at SET DEFAULT now(), ALTER authenticated_at SET NOT NULL;

DROP TRIGGER sessions_changed ON sessions;
CREATE TRIGGER sessions_changed AFTER DELETE OR UPDATE OF ended_at, expires_at, authenticated_at ON sessions
    FOR EACH ROW EXECUTE FUNCTION tell_changed('session');
