-- Suspensions: who may not write for a while, and why. Every one stays, so that the statement of reasons can be read later. That
-- one is over needs nobody to end it.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE suspensions (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    reason     text NOT NULL,
    starts_at  timestamptz NOT NULL DEFAULT now(),
    ends_at    timestamptz,
    imposed_by uuid,
    lifted_at  timestamptz,
    lifted_by  uuid,
    CONSTRAINT suspensions_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT suspensions_imposed_by FOREIGN KEY (imposed_by) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT suspensions_lifted_by FOREIGN KEY (lifted_by) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT suspensions_reason CHECK (char_length(reason) BETWEEN 10 AND 2000),
    CONSTRAINT suspensions_ends_at CHECK (ends_at > starts_at),
    CONSTRAINT suspensions_lifted CHECK (lifted_at >= starts_at)
);
CREATE INDEX suspensions_account_id ON suspensions (account_id, id DESC);
CREATE INDEX suspensions_imposed_by ON suspensions (imposed_by) WHERE imposed_by IS NOT NULL;
CREATE INDEX suspensions_lifted_by ON suspensions (lifted_by) WHERE lifted_by IS NOT NULL;
-- The list of those who are suspended looks at these alone.
CREATE INDEX suspensions_unlifted ON suspensions (account_id, ends_at) WHERE lifted_at IS NULL;

CREATE FUNCTION tell_suspended() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_notify(''medskapa_changes'', ''postgres account:'' || NEW.account_id); RETURN NULL; END';
CREATE TRIGGER suspensions_changed AFTER INSERT OR UPDATE ON suspensions FOR EACH ROW EXECUTE FUNCTION tell_suspended();

-- An installation that nobody can look after is lost: at least one administrator can sign in. The check waits for whoever else
-- takes one away, so that of two who take each other away one stays.
-- +goose StatementBegin
CREATE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.role <> 'administrator' OR OLD.disabled_at IS NOT NULL OR TG_OP = 'UPDATE' AND NEW.role = 'administrator' AND NEW.disabled_at IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(7650721);
    -- Read anew after the wait: what the other one did is committed.
    IF NOT EXISTS (SELECT FROM accounts WHERE role = 'administrator' AND disabled_at IS NULL) THEN
        RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_an_administrator';
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER accounts_an_administrator AFTER DELETE OR UPDATE OF role, disabled_at ON accounts
    FOR EACH ROW EXECUTE FUNCTION keep_an_administrator();
