-- What is written may wait until a moderator has read it, and everything written gets a score for spam. The program of before writes none of
-- this. Of an idea that waits it knows nothing, so it shows it to nobody; of a comment that waits there is no row where it looks.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Wider than before, so every row fits and none needs to be looked at. What waits has never been public, and neither has what is refused.
ALTER TABLE ideas DROP CONSTRAINT ideas_state,
    ADD CONSTRAINT ideas_state CHECK (state IN ('draft', 'waiting', 'published', 'withdrawn', 'hidden', 'merged')) NOT VALID,
    DROP CONSTRAINT ideas_published_at,
    ADD CONSTRAINT ideas_published_at CHECK (state = 'hidden' OR (state IN ('draft', 'waiting')) = (published_at IS NULL)) NOT VALID;

-- Comments that wait, or that were refused, whose text is kept as that of hidden ones is. They lie apart, so that whatever reads comments
-- cannot show or count them; let through they become comments with the same id.
CREATE TABLE held_comments (
    id         uuid PRIMARY KEY,
    idea_id    uuid NOT NULL,
    author_id  uuid NOT NULL,
    -- Who wrote it: a person also where an organisation speaks.
    account_id uuid,
    parent_id  uuid,
    kind       text NOT NULL,
    body       text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    refused_at timestamptz,
    CONSTRAINT held_comments_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT held_comments_author FOREIGN KEY (author_id) REFERENCES participants (id),
    CONSTRAINT held_comments_account FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE SET NULL,
    CONSTRAINT held_comments_parent FOREIGN KEY (parent_id) REFERENCES comments (id) ON DELETE CASCADE,
    CONSTRAINT held_comments_kind CHECK (kind IN ('comment', 'question', 'suggestion', 'concern', 'thanks')),
    CONSTRAINT held_comments_body CHECK (char_length(body) BETWEEN 1 AND 5000)
);
CREATE INDEX held_comments_author_id ON held_comments (author_id, id);
CREATE INDEX held_comments_idea_id ON held_comments (idea_id);
CREATE INDEX held_comments_parent_id ON held_comments (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX held_comments_account_id ON held_comments (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX held_comments_refused_at ON held_comments (refused_at) WHERE refused_at IS NOT NULL;

-- What a municipality lets wait; without a row nothing does.
CREATE TABLE moderation_settings (
    only_one    boolean PRIMARY KEY DEFAULT true,
    -- How many ideas and comments of a newcomer are read before others see them.
    first_posts smallint NOT NULL DEFAULT 0,
    -- Whether what looks like spam waits, or is published and read afterwards.
    hold_spam   boolean NOT NULL DEFAULT false,
    version     integer NOT NULL DEFAULT 1,
    CONSTRAINT moderation_settings_only_one CHECK (only_one),
    CONSTRAINT moderation_settings_first_posts CHECK (first_posts BETWEEN 0 AND 10)
);

-- What the filter has learnt: in how many texts that were spam, and that were not, a word stood. Words are kept as numbers, from which a
-- text cannot be put together again.
CREATE TABLE spam_words (
    word    bigint PRIMARY KEY,
    spam    integer NOT NULL,
    ham     integer NOT NULL,
    seen_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT spam_words_counts CHECK (least(spam, ham) >= 0 AND spam + ham > 0)
);
CREATE INDEX spam_words_seen_at ON spam_words (seen_at, word);
CREATE TABLE spam_lessons (
    only_one boolean PRIMARY KEY DEFAULT true,
    spam     integer NOT NULL,
    ham      integer NOT NULL,
    CONSTRAINT spam_lessons_only_one CHECK (only_one),
    CONSTRAINT spam_lessons_counts CHECK (least(spam, ham) >= 0)
);

-- The score of a thing when its case was opened, and what it comes from.
ALTER TABLE moderation_cases
    ADD COLUMN spam_score smallint,
    ADD COLUMN spam_signs jsonb NOT NULL DEFAULT '[]',
    ADD CONSTRAINT moderation_cases_spam_score CHECK (spam_score BETWEEN 0 AND 100),
    DROP CONSTRAINT moderation_cases_cause,
    ADD CONSTRAINT moderation_cases_cause CHECK (cause IN ('report', 'moderator', 'held', 'spam')) NOT VALID;
ALTER TABLE moderation_decisions
    DROP CONSTRAINT moderation_decisions_action,
    ADD CONSTRAINT moderation_decisions_action CHECK (action IN ('keep', 'publish', 'hide', 'lock', 'warn', 'suspend', 'restore')) NOT VALID,
    DROP CONSTRAINT moderation_decisions_reasons,
    ADD CONSTRAINT moderation_decisions_reasons CHECK (action IN ('keep', 'publish', 'restore')
        OR ground IS NOT NULL AND char_length(rule) BETWEEN 3 AND 200 AND char_length(facts) >= 10 AND appeal_until IS NOT NULL) NOT VALID;

ALTER TABLE notification_events DROP CONSTRAINT notification_events_kind;
ALTER TABLE notification_events ADD CONSTRAINT notification_events_kind CHECK (kind IN (
    'idea-published', 'idea-stage', 'idea-answered', 'idea-supported', 'comment', 'reply', 'mention', 'thanks', 'official-reply',
    'phase-turned', 'answer-due', 'co-author-invited', 'hand-over-offered', 'hand-over-answered', 'adoption-offered', 'idea-taken-over', 'merge-proposed', 'merge-decided',
    'vote-move-asked', 'match-found', 'contact-asked', 'contact-answered', 'commitment', 'commitment-outcome', 'moderation-decision', 'appeal-decided',
    'post-published', 'report-acted', 'report-kept')) NOT VALID;
