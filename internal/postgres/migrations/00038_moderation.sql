-- Moderation: what people report, what was decided about it and why, and appeals. Nothing that the binary of before reads changes: an
-- idea's lock and an organisation's being hidden are new columns that it does not look at, and it may still hide an idea by itself.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- One thing that is to be judged, with all that is reported of it. The thing has no foreign key: it may be of four kinds, and a case
-- outlives it.
CREATE TABLE moderation_cases (
    id           uuid PRIMARY KEY,
    thing_kind   text NOT NULL,
    thing_id     uuid NOT NULL,
    -- Whose it is: the author, or the organisation or person itself.
    author_id    uuid NOT NULL,
    cause        text NOT NULL,
    state        text NOT NULL DEFAULT 'open',
    report_count integer NOT NULL DEFAULT 0,
    -- Who is at it. It lapses by itself, see internal/moderation.
    taken_by     uuid,
    taken_at     timestamptz,
    version      integer NOT NULL DEFAULT 1,
    opened_at    timestamptz NOT NULL DEFAULT now(),
    closed_at    timestamptz,
    CONSTRAINT moderation_cases_author FOREIGN KEY (author_id) REFERENCES participants (id),
    CONSTRAINT moderation_cases_taken_by FOREIGN KEY (taken_by) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT moderation_cases_thing_kind CHECK (thing_kind IN ('idea', 'comment', 'organisation', 'person')),
    CONSTRAINT moderation_cases_cause CHECK (cause IN ('report', 'moderator', 'held')),
    CONSTRAINT moderation_cases_state CHECK (state IN ('open', 'closed')),
    CONSTRAINT moderation_cases_closed_at CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
    CONSTRAINT moderation_cases_report_count CHECK (report_count >= 0)
);
-- Reports of one thing come together.
CREATE UNIQUE INDEX moderation_cases_one_open ON moderation_cases (thing_kind, thing_id) WHERE state = 'open';
CREATE INDEX moderation_cases_queue ON moderation_cases (id) WHERE state = 'open';
CREATE INDEX moderation_cases_closed ON moderation_cases (closed_at, id) WHERE state = 'closed';
CREATE INDEX moderation_cases_author_id ON moderation_cases (author_id, id DESC);
CREATE INDEX moderation_cases_taken_by ON moderation_cases (taken_by) WHERE taken_by IS NOT NULL;

-- Who reported what and why. Without a reporter it was a guest, who paid by a proof of work.
CREATE TABLE reports (
    id          uuid PRIMARY KEY,
    case_id     uuid NOT NULL,
    thing_id    uuid NOT NULL,
    reporter_id uuid,
    reason      text NOT NULL,
    note        text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reports_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id) ON DELETE CASCADE,
    CONSTRAINT reports_reporter FOREIGN KEY (reporter_id) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT reports_once UNIQUE (thing_id, reporter_id),
    CONSTRAINT reports_reason CHECK (reason IN
        ('unlawful', 'hate', 'harassment', 'personal-data', 'copyright', 'spam', 'impersonation', 'off-topic', 'other')),
    CONSTRAINT reports_note CHECK (char_length(note) <= 2000 AND (reason <> 'other' OR note <> ''))
);
CREATE INDEX reports_case_id ON reports (case_id, id);
CREATE INDEX reports_reporter_id ON reports (reporter_id, id DESC) WHERE reporter_id IS NOT NULL;

-- What was decided, with the statement of reasons that its author reads (Regulation (EU) 2022/2065, article 17).
CREATE TABLE moderation_decisions (
    id            uuid PRIMARY KEY,
    case_id       uuid NOT NULL,
    thing_kind    text NOT NULL,
    thing_id      uuid NOT NULL,
    title         text NOT NULL,
    author_id     uuid NOT NULL,
    action        text NOT NULL,
    ground        text,
    rule          text,
    facts         text NOT NULL,
    automated     boolean NOT NULL,
    decided_by    uuid,
    decided_at    timestamptz NOT NULL DEFAULT now(),
    appeal_until  timestamptz,
    -- Until when somebody is suspended; null: until it is lifted.
    ends_at       timestamptz,
    suspension_id uuid,
    -- When it was undone: by an appeal, or because a moderator restored the thing.
    undone_at     timestamptz,
    CONSTRAINT moderation_decisions_case FOREIGN KEY (case_id) REFERENCES moderation_cases (id) ON DELETE CASCADE,
    CONSTRAINT moderation_decisions_author FOREIGN KEY (author_id) REFERENCES participants (id),
    CONSTRAINT moderation_decisions_decided_by FOREIGN KEY (decided_by) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT moderation_decisions_suspension FOREIGN KEY (suspension_id) REFERENCES suspensions (id) ON DELETE SET NULL,
    CONSTRAINT moderation_decisions_not_own CHECK (decided_by <> author_id),
    CONSTRAINT moderation_decisions_action CHECK (action IN ('keep', 'hide', 'lock', 'warn', 'suspend', 'restore')),
    CONSTRAINT moderation_decisions_ground CHECK (ground IN
        ('unlawful', 'hate', 'harassment', 'personal-data', 'copyright', 'spam', 'impersonation', 'off-topic', 'other')),
    -- Who is restricted is told what for.
    CONSTRAINT moderation_decisions_reasons CHECK (action IN ('keep', 'restore')
        OR ground IS NOT NULL AND char_length(rule) BETWEEN 3 AND 200 AND char_length(facts) >= 10 AND appeal_until IS NOT NULL),
    CONSTRAINT moderation_decisions_facts CHECK (char_length(facts) <= 2000),
    -- An appeal refers to who decided, too.
    CONSTRAINT moderation_decisions_id_decided_by UNIQUE (id, decided_by)
);
CREATE INDEX moderation_decisions_case_id ON moderation_decisions (case_id);
CREATE INDEX moderation_decisions_author_id ON moderation_decisions (author_id, id DESC);
CREATE INDEX moderation_decisions_thing_id ON moderation_decisions (thing_id) WHERE undone_at IS NULL;
CREATE INDEX moderation_decisions_decided_by ON moderation_decisions (decided_by) WHERE decided_by IS NOT NULL;
CREATE INDEX moderation_decisions_suspension_id ON moderation_decisions (suspension_id) WHERE suspension_id IS NOT NULL;

-- Appeals go to somebody else: the row carries who took the decision, so that the database itself can hold it.
CREATE TABLE appeals (
    id          uuid PRIMARY KEY,
    decision_id uuid NOT NULL,
    decision_by uuid,
    by_id       uuid NOT NULL,
    words       text NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    outcome     text,
    reason      text,
    decided_by  uuid,
    decided_at  timestamptz,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT appeals_decision FOREIGN KEY (decision_id) REFERENCES moderation_decisions (id) ON DELETE CASCADE,
    CONSTRAINT appeals_decision_by FOREIGN KEY (decision_id, decision_by) REFERENCES moderation_decisions (id, decided_by) ON UPDATE CASCADE ON DELETE CASCADE,
    CONSTRAINT appeals_by FOREIGN KEY (by_id) REFERENCES accounts (id) ON DELETE CASCADE,
    CONSTRAINT appeals_decided_by FOREIGN KEY (decided_by) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT appeals_once UNIQUE (decision_id),
    CONSTRAINT appeals_other_decider CHECK (decided_by <> decision_by),
    CONSTRAINT appeals_words CHECK (char_length(words) BETWEEN 10 AND 2000),
    CONSTRAINT appeals_outcome CHECK (outcome IN ('upheld', 'overturned')),
    CONSTRAINT appeals_decided CHECK ((outcome IS NULL) = (decided_at IS NULL) AND (outcome IS NULL OR char_length(reason) BETWEEN 10 AND 2000))
);
CREATE INDEX appeals_waiting ON appeals (id) WHERE outcome IS NULL;
CREATE INDEX appeals_by_id ON appeals (by_id);
CREATE INDEX appeals_decided_by ON appeals (decided_by) WHERE decided_by IS NOT NULL;

-- The text of a hidden comment lies here and no longer in the comment, so that whatever reads comments cannot show it; from here it can
-- be put back.
CREATE TABLE hidden_comments (
    comment_id uuid PRIMARY KEY,
    body       text NOT NULL,
    hidden_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT hidden_comments_comment FOREIGN KEY (comment_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT hidden_comments_body CHECK (char_length(body) BETWEEN 1 AND 5000)
);
CREATE INDEX hidden_comments_hidden_at ON hidden_comments (hidden_at);

-- What each year is told of in public. It says nothing of anybody and stays when cases go.
CREATE TABLE moderation_counts (
    year   smallint NOT NULL,
    what   text NOT NULL,
    ground text NOT NULL,
    count  integer NOT NULL,
    CONSTRAINT moderation_counts_pkey PRIMARY KEY (year, what, ground),
    CONSTRAINT moderation_counts_count CHECK (count > 0)
);

-- The rules that everybody may read, as Markdown in two languages, once an administrator has worded them; before that the program has its own.
CREATE TABLE moderation_policy (
    only_one   boolean PRIMARY KEY DEFAULT true,
    swedish    text NOT NULL,
    english    text NOT NULL,
    version    integer NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT moderation_policy_only_one CHECK (only_one),
    CONSTRAINT moderation_policy_texts CHECK (char_length(swedish) BETWEEN 1 AND 20000 AND char_length(english) BETWEEN 1 AND 20000)
);

-- A locked idea takes no comments and is not edited. It lies with the counters, which whoever comments locks anyway.
ALTER TABLE idea_stats ADD COLUMN locked boolean NOT NULL DEFAULT false;
-- A hidden organisation is seen by its members and by moderators.
ALTER TABLE organisations ADD COLUMN hidden_at timestamptz;
