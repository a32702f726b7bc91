-- What happened and is to be told. Features insert, so that telling costs them one row however many follow; who they are is found out in
-- the background. The binary of before neither reads nor writes it.
-- +goose Up
CREATE TABLE notification_events (
    id           uuid PRIMARY KEY,
    kind         text NOT NULL,
    -- Who did it is not told of it. No foreign key: the row is kept for a day, and what happened is told even when they leave meanwhile.
    actor_id     uuid,
    subject_kind text NOT NULL,
    subject_id   uuid NOT NULL,
    object_id    uuid,
    -- How often it happened, where that is counted and told together.
    count        integer NOT NULL DEFAULT 1,
    -- Who is told whatever they follow: participants.
    named        uuid[] NOT NULL DEFAULT '{}',
    happened_at  timestamptz NOT NULL DEFAULT now(),
    -- Everybody up to this account is told.
    told_to      uuid,
    -- When everybody was told.
    done_at      timestamptz,
    CONSTRAINT notification_events_kind CHECK (kind IN (
        'idea-published', 'idea-stage', 'idea-answered', 'idea-supported', 'comment', 'reply', 'mention', 'thanks', 'official-reply',
        'phase-turned', 'answer-due', 'co-author-invited', 'hand-over-offered', 'adoption-offered', 'merge-proposed', 'merge-decided',
        'vote-move-asked', 'match-found', 'contact-asked', 'commitment', 'moderation-decision', 'appeal-decided')),
    CONSTRAINT notification_events_subject_kind CHECK (
        subject_kind IN ('idea', 'challenge', 'workshop', 'organisation', 'person', 'topic', 'district')),
    CONSTRAINT notification_events_count CHECK (count > 0),
    CONSTRAINT notification_events_named CHECK (cardinality(named) <= 50)
);
CREATE INDEX notification_events_waiting ON notification_events (id) WHERE done_at IS NULL;
-- Whoever is told of a comment since it names them is not told of it once more since they follow what it is about.
CREATE INDEX notification_events_object_id ON notification_events (object_id) WHERE object_id IS NOT NULL;
CREATE INDEX notification_events_done_at ON notification_events (done_at) WHERE done_at IS NOT NULL;
