-- Ideas that say the same are merged, with consent: what is proposed, by whom it was agreed or decided, and that it was undone. The program of
-- before writes none of this; an idea that is merged it shows to nobody, since it does not know the state.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Wider than before, so every row fits and none needs to be looked at.
ALTER TABLE ideas DROP CONSTRAINT ideas_state,
    ADD CONSTRAINT ideas_state CHECK (state IN ('draft', 'published', 'withdrawn', 'hidden', 'merged')) NOT VALID;

-- An idea is part of another, or has others as its parts, never both: so there are no chains and no circles, whoever merges what at once.
CREATE TABLE merge_roles (
    idea_id uuid NOT NULL,
    role    text NOT NULL,
    CONSTRAINT merge_roles_pkey PRIMARY KEY (idea_id),
    CONSTRAINT merge_roles_idea FOREIGN KEY (idea_id) REFERENCES ideas (id),
    CONSTRAINT merge_roles_idea_role UNIQUE (idea_id, role),
    CONSTRAINT merge_roles_role CHECK (role IN ('part', 'whole'))
);

CREATE TABLE idea_merges (
    id             uuid PRIMARY KEY,
    idea_id        uuid NOT NULL, -- that becomes a part
    into_id        uuid NOT NULL, -- of this one
    state          text NOT NULL DEFAULT 'proposed',
    proposed_by    uuid NOT NULL,
    capacity       text NOT NULL, -- as what
    reason         text NOT NULL, -- for those who are asked
    created_at     timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL DEFAULT now() + interval '30 days',
    -- When the authors of either agreed.
    idea_agreed_at timestamptz,
    into_agreed_at timestamptz,
    decided_as     text,
    decided_by     uuid,
    decided_reason text,
    decided_at     timestamptz,
    undone_by      uuid,
    undone_reason  text,
    undone_at      timestamptz,
    version        integer NOT NULL DEFAULT 1,
    -- What the two are while it is in force.
    idea_role      text GENERATED ALWAYS AS (CASE WHEN state = 'merged' THEN 'part' END) STORED,
    into_role      text GENERATED ALWAYS AS (CASE WHEN state = 'merged' THEN 'whole' END) STORED,
    CONSTRAINT idea_merges_idea FOREIGN KEY (idea_id) REFERENCES ideas (id),
    CONSTRAINT idea_merges_into FOREIGN KEY (into_id) REFERENCES ideas (id),
    CONSTRAINT idea_merges_part FOREIGN KEY (idea_id, idea_role) REFERENCES merge_roles (idea_id, role),
    CONSTRAINT idea_merges_whole FOREIGN KEY (into_id, into_role) REFERENCES merge_roles (idea_id, role),
    CONSTRAINT idea_merges_proposed_by FOREIGN KEY (proposed_by) REFERENCES participants (id),
    CONSTRAINT idea_merges_decided_by FOREIGN KEY (decided_by) REFERENCES participants (id),
    CONSTRAINT idea_merges_undone_by FOREIGN KEY (undone_by) REFERENCES participants (id),
    CONSTRAINT idea_merges_two CHECK (idea_id <> into_id),
    CONSTRAINT idea_merges_state CHECK (state IN ('proposed', 'merged', 'declined', 'taken-back', 'expired', 'undone')),
    CONSTRAINT idea_merges_capacity CHECK (capacity IN ('author', 'leader', 'moderator', 'member')),
    CONSTRAINT idea_merges_decided_as CHECK (decided_as IN ('author', 'moderator')),
    CONSTRAINT idea_merges_reasons CHECK (char_length(reason) BETWEEN 3 AND 1000 AND char_length(decided_reason) BETWEEN 3 AND 1000
        AND char_length(undone_reason) BETWEEN 3 AND 1000),
    CONSTRAINT idea_merges_settled CHECK ((state = 'proposed') = (decided_at IS NULL)),
    CONSTRAINT idea_merges_decided CHECK (state NOT IN ('merged', 'declined', 'undone') OR decided_as IS NOT NULL AND decided_by IS NOT NULL),
    -- Nothing is merged unless the authors of both agree, or a moderator who did not propose it says why.
    CONSTRAINT idea_merges_consent CHECK (state NOT IN ('merged', 'undone') OR CASE decided_as
        WHEN 'author' THEN idea_agreed_at IS NOT NULL AND into_agreed_at IS NOT NULL ELSE decided_reason IS NOT NULL END),
    CONSTRAINT idea_merges_not_own CHECK (decided_as = 'author' OR decided_by <> proposed_by),
    CONSTRAINT idea_merges_undone CHECK ((state = 'undone') = (undone_at IS NOT NULL) AND (undone_at IS NULL) = (undone_reason IS NULL)
        AND (undone_at IS NULL) = (undone_by IS NULL))
);
-- Two ideas wait for one answer at most, whichever of them would be the part.
CREATE UNIQUE INDEX idea_merges_one_proposal ON idea_merges (least(idea_id, into_id), greatest(idea_id, into_id)) WHERE state = 'proposed';
CREATE UNIQUE INDEX idea_merges_in_force ON idea_merges (idea_id) WHERE state = 'merged';
CREATE INDEX idea_merges_idea_id ON idea_merges (idea_id, id DESC);
CREATE INDEX idea_merges_into_id ON idea_merges (into_id, id DESC);
CREATE INDEX idea_merges_waiting ON idea_merges (id) WHERE state = 'proposed';
CREATE INDEX idea_merges_expires_at ON idea_merges (expires_at) WHERE state = 'proposed';
CREATE INDEX idea_merges_proposed_by ON idea_merges (proposed_by, created_at);
CREATE INDEX idea_merges_decided_by ON idea_merges (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX idea_merges_undone_by ON idea_merges (undone_by) WHERE undone_by IS NOT NULL;

-- Who moved their vote when ideas were merged, so that they can be asked once it is undone. It is as secret as the vote, and goes with it:
-- nobody is told, and who leaves takes it along.
CREATE TABLE vote_moves (
    merge_id   uuid NOT NULL,
    account_id uuid NOT NULL,
    moved_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT vote_moves_pkey PRIMARY KEY (merge_id, account_id),
    CONSTRAINT vote_moves_merge FOREIGN KEY (merge_id) REFERENCES idea_merges (id) ON DELETE CASCADE,
    CONSTRAINT vote_moves_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
);
CREATE INDEX vote_moves_account_id ON vote_moves (account_id);
