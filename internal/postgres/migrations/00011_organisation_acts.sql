-- What is done in an organisation's name, and by whom. The person stands here and nowhere else, so no public answer can show them by
-- mistake, and what people write in their own name costs nothing more.
-- +goose Up
CREATE TABLE organisation_acts (
    number          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    organisation_id uuid NOT NULL,
    account_id      uuid NOT NULL,
    action          text NOT NULL,
    idea_id         uuid,
    comment_id      uuid,
    member_id       uuid, -- of whom, where it is about a member
    at              timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT organisation_acts_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
    CONSTRAINT organisation_acts_account FOREIGN KEY (account_id) REFERENCES participants (id),
    CONSTRAINT organisation_acts_member FOREIGN KEY (member_id) REFERENCES participants (id),
    CONSTRAINT organisation_acts_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT organisation_acts_comment FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT organisation_acts_action CHECK (action IN ('founded', 'profile-edited',
        'idea-created', 'idea-edited', 'idea-published', 'idea-withdrawn', 'comment-created', 'comment-edited', 'comment-deleted',
        'member-invited', 'invitation-revoked', 'member-joined', 'mandate-changed', 'member-removed', 'member-left',
        'owner-appointed', 'fell-dormant', 'verified', 'verification-withdrawn'))
);
CREATE INDEX organisation_acts_latest ON organisation_acts (organisation_id, number DESC);
-- Invitations that somebody has sent lately are counted.
CREATE INDEX organisation_acts_account_id ON organisation_acts (account_id, action, at);
CREATE INDEX organisation_acts_member_id ON organisation_acts (member_id) WHERE member_id IS NOT NULL;
CREATE INDEX organisation_acts_idea_id ON organisation_acts (idea_id) WHERE idea_id IS NOT NULL;
CREATE INDEX organisation_acts_comment_id ON organisation_acts (comment_id) WHERE comment_id IS NOT NULL;
