-- Leading becomes an assignment of its own: of a challenge, a workshop or a focus area, as leader or co-leader, until a day or
-- until it is taken back, and given by somebody. Who leads no longer needs a role in the installation.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- What challenges have in common; who leads the area leads all of them.
CREATE TABLE focus_areas (
    id          uuid PRIMARY KEY,
    title       text NOT NULL,
    description text NOT NULL DEFAULT '',
    position    integer NOT NULL DEFAULT 0,
    state       text NOT NULL DEFAULT 'active',
    version     integer NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT focus_areas_title CHECK (char_length(title) BETWEEN 3 AND 100),
    CONSTRAINT focus_areas_description CHECK (char_length(description) <= 2000),
    CONSTRAINT focus_areas_position CHECK (position BETWEEN 0 AND 1000),
    CONSTRAINT focus_areas_state CHECK (state IN ('active', 'archived'))
);
CREATE INDEX focus_areas_order ON focus_areas (state, position, id);

ALTER TABLE challenges ADD COLUMN focus_area_id uuid CONSTRAINT challenges_focus_area REFERENCES focus_areas (id);
CREATE INDEX challenges_focus_area_id ON challenges (focus_area_id) WHERE focus_area_id IS NOT NULL;

CREATE TABLE lead_assignments (
    id            uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    account_id    uuid NOT NULL,
    role          text NOT NULL DEFAULT 'leader',
    challenge_id  uuid,
    workshop_id   uuid,
    focus_area_id uuid,
    -- The assignment counts until then, whatever remembers it; null: until it is taken back.
    ends_at       timestamptz,
    granted_by    uuid,
    granted_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT lead_assignments_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT lead_assignments_challenge FOREIGN KEY (challenge_id) REFERENCES challenges (id) ON DELETE CASCADE,
    CONSTRAINT lead_assignments_workshop FOREIGN KEY (workshop_id) REFERENCES workshops (id) ON DELETE CASCADE,
    CONSTRAINT lead_assignments_focus_area FOREIGN KEY (focus_area_id) REFERENCES focus_areas (id) ON DELETE CASCADE,
    CONSTRAINT lead_assignments_granted_by FOREIGN KEY (granted_by) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT lead_assignments_role CHECK (role IN ('leader', 'co-leader')),
    CONSTRAINT lead_assignments_ends_at CHECK (ends_at >= granted_at),
    CONSTRAINT lead_assignments_one_thing CHECK (num_nonnulls(challenge_id, workshop_id, focus_area_id) = 1),
    CONSTRAINT lead_assignments_once_a_challenge UNIQUE (challenge_id, account_id),
    CONSTRAINT lead_assignments_once_a_workshop UNIQUE (workshop_id, account_id),
    CONSTRAINT lead_assignments_once_a_focus_area UNIQUE (focus_area_id, account_id)
);
CREATE INDEX lead_assignments_account_id ON lead_assignments (account_id, id);
CREATE INDEX lead_assignments_granted_by ON lead_assignments (granted_by) WHERE granted_by IS NOT NULL;

-- Who has lost the role no longer led, though the row was there; so it stays.
LOCK TABLE challenge_leaders, workshop_leaders IN ACCESS EXCLUSIVE MODE;
INSERT INTO lead_assignments (account_id, challenge_id, granted_at, ends_at)
SELECT l.account_id, l.challenge_id, c.created_at, CASE WHEN a.role NOT IN ('project-leader', 'administrator') THEN now() END
FROM challenge_leaders l JOIN challenges c ON c.id = l.challenge_id JOIN accounts a ON a.id = l.account_id;
INSERT INTO lead_assignments (account_id, workshop_id, granted_at, ends_at)
SELECT l.account_id, l.workshop_id, w.created_at, CASE WHEN a.role NOT IN ('project-leader', 'administrator') THEN now() END
FROM workshop_leaders l JOIN workshops w ON w.id = l.workshop_id JOIN accounts a ON a.id = l.account_id;

-- A node of the version before reads and writes leaders by the old names while it still serves. It sees those who lead, and
-- not co-leaders, who are no leaders to it. A later version drops the views.
DROP TABLE challenge_leaders, workshop_leaders;
CREATE VIEW challenge_leaders AS SELECT challenge_id, account_id FROM lead_assignments
    WHERE challenge_id IS NOT NULL AND role = 'leader' AND (ends_at IS NULL OR ends_at > now());
CREATE VIEW workshop_leaders AS SELECT workshop_id, account_id FROM lead_assignments
    WHERE workshop_id IS NOT NULL AND role = 'leader' AND (ends_at IS NULL OR ends_at > now());

-- Who leads something is remembered with who is signed in (00007).
-- +goose StatementBegin
CREATE FUNCTION tell_leading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('medskapa_changes', 'postgres account:' || CASE TG_OP WHEN 'DELETE' THEN OLD.account_id ELSE NEW.account_id END);
    RETURN NULL;
END
$$;
-- +goose StatementEnd
CREATE TRIGGER lead_assignments_changed AFTER INSERT OR UPDATE OR DELETE ON lead_assignments
    FOR EACH ROW EXECUTE FUNCTION tell_leading();
