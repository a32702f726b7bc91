-- Nothing bounded how many commitments somebody makes in a day. What is counted stays when one is taken back, or else whoever does that could go
-- on. The program of before writes none of this, and bounds nothing.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE commitment_makings (
    commitment_id uuid PRIMARY KEY, -- which may be gone
    helper_id     uuid NOT NULL,
    made_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT commitment_makings_helper FOREIGN KEY (helper_id) REFERENCES participants (id) ON DELETE CASCADE
);
CREATE INDEX commitment_makings_helper_id ON commitment_makings (helper_id, made_at);
CREATE INDEX commitment_makings_made_at ON commitment_makings (made_at);
INSERT INTO commitment_makings (commitment_id, helper_id, made_at)
    SELECT id, helper_id, created_at FROM commitments WHERE created_at > now() - interval '1 day';
