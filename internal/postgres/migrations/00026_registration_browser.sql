-- A registration through a provider has no password that shows, when its mail is answered, that it was the address's owner who
-- registered: it is bound to the browser that it came to. The binary of before leaves the column empty; such a registration, half
-- an hour old at most, is then made anew.
-- +goose Up
ALTER TABLE registrations ADD COLUMN browser_hash bytea;
