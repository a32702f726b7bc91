-- An administrator who is suspended looks after nothing: at least one is left who can sign in and may write. So the check (00013) counts
-- those alone, and looks when an administrator is suspended too. The binary of before knows the refusal by its name, and meets it
-- in one more place.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE VIEW active_administrators AS SELECT a.id FROM accounts a
    WHERE a.role = 'administrator' AND a.disabled_at IS NULL AND NOT EXISTS (SELECT FROM suspensions x
        WHERE x.account_id = a.id AND x.lifted_at IS NULL AND (x.ends_at IS NULL OR x.ends_at > now()));

-- +goose StatementBegin
CREATE OR REPLACE FUNCTION keep_an_administrator() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_TABLE_NAME = 'suspensions' THEN
        IF NOT EXISTS (SELECT FROM accounts WHERE id = NEW.account_id AND role = 'administrator' AND disabled_at IS NULL) THEN
            RETURN NULL;
        END IF;
    ELSIF OLD.role <> 'administrator' OR OLD.disabled_at IS NOT NULL OR TG_OP = 'UPDATE' AND NEW.role = 'administrator' AND NEW.disabled_at IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock(7650721);
    -- Read anew after the wait: what the other one did is committed.
    IF NOT EXISTS (SELECT FROM active_administrators) THEN
        RAISE EXCEPTION 'the last administrator stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'accounts_an_administrator';
    END IF;
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER suspensions_an_administrator AFTER INSERT ON suspensions FOR EACH ROW EXECUTE FUNCTION keep_an_administrator();
