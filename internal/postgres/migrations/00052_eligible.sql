-- A challenge says who may propose in it as it says who may vote, and asks for an age where it wants to.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- The former program takes ideas from everybody until it is gone, and lets no challenge say otherwise. Checked anew without a long
-- lock: every value that there is fits the wider list.
ALTER TABLE challenges
    ADD COLUMN proposers text NOT NULL DEFAULT 'anyone',
    ADD CONSTRAINT challenges_proposers CHECK (proposers IN ('anyone', 'verified-residents', 'verified-residents-16', 'verified-residents-18')),
    DROP CONSTRAINT challenges_voters,
    ADD CONSTRAINT challenges_voters CHECK (voters IN ('anyone', 'verified-residents', 'verified-residents-16', 'verified-residents-18'));

-- A day on which the holder is 18: their birthday where that lies ahead, else just the day on which it was proven. So of grown-ups no
-- birthday is kept, and of the young no more than until when they are young. It is set once, and it goes with the account.
ALTER TABLE accounts
    ADD COLUMN of_age_on date,
    ADD CONSTRAINT accounts_of_age_on CHECK (of_age_on IS NULL OR person_hash IS NOT NULL);
-- What a session may do is remembered by every node until it hears of a change, as of a proven residence.
CREATE TRIGGER accounts_of_age_changed AFTER UPDATE OF of_age_on ON accounts
    FOR EACH ROW WHEN (OLD.of_age_on IS DISTINCT FROM NEW.of_age_on) EXECUTE FUNCTION tell_changed('account');
