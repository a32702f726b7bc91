-- Nobody is suspended twice at a time: lifting one would leave the other, which nobody sees. No index can know what is running now, so a
-- trigger looks, after it has the account to itself: of two moderators at once the second waits and sees what the first has done. It looks
-- at new rows alone, so that a suspension that stands twice by now does no harm, and it refuses nothing else that the binary of before does.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- +goose StatementBegin
CREATE FUNCTION suspend_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM accounts WHERE id = NEW.account_id FOR NO KEY UPDATE;
    -- Read anew after the wait: what the other one did is committed.
    IF EXISTS (SELECT FROM suspensions WHERE account_id = NEW.account_id AND lifted_at IS NULL AND (ends_at IS NULL OR ends_at > now())) THEN
        RAISE EXCEPTION 'suspended already' USING ERRCODE = 'exclusion_violation', CONSTRAINT = 'suspensions_one_at_a_time';
    END IF;
    RETURN NEW;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER suspensions_one_at_a_time BEFORE INSERT ON suspensions FOR EACH ROW EXECUTE FUNCTION suspend_once();
