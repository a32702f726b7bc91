-- Who is signed in is remembered by every node until it hears of a change. What decides it is told by
-- the database itself, so that a change by hand takes effect at once too.
-- +goose Up

-- The argument says of what kind the row is.
-- +goose StatementBegin
CREATE FUNCTION tell_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('medskapa_changes', 'postgres ' || TG_ARGV[0] || ':' || OLD.id);
    RETURN NULL;
END
$$;
-- +goose StatementEnd

CREATE TRIGGER accounts_changed AFTER DELETE OR UPDATE OF role, disabled_at, language ON accounts
    FOR EACH ROW EXECUTE FUNCTION tell_changed('account');
CREATE TRIGGER participants_changed AFTER UPDATE OF kind ON participants
    FOR EACH ROW WHEN (OLD.kind IS DISTINCT FROM NEW.kind) EXECUTE FUNCTION tell_changed('account');
CREATE TRIGGER sessions_changed AFTER DELETE OR UPDATE OF ended_at, expires_at ON sessions
    FOR EACH ROW EXECUTE FUNCTION tell_changed('session');
