-- Authors are told that their idea is found to repeat another, and that nobody has taken it over in time, which is no answer. The program of
-- before neither tells nor reads of either.
-- +goose Up
SET LOCAL lock_timeout = '5s';

-- Wider than before, so every row fits and none needs to be looked at.
ALTER TABLE notification_events DROP CONSTRAINT notification_events_kind;
ALTER TABLE notification_events ADD CONSTRAINT notification_events_kind CHECK (kind IN (
    'idea-published', 'idea-stage', 'idea-repeats', 'idea-answered', 'idea-supported', 'comment', 'reply', 'mention', 'thanks', 'official-reply',
    'phase-turned', 'phase-moved', 'answer-due', 'co-author-invited', 'hand-over-offered', 'hand-over-answered', 'hand-over-expired', 'adoption-offered',
    'idea-taken-over', 'merge-proposed', 'merge-decided', 'vote-move-asked', 'match-found', 'contact-asked', 'contact-answered', 'commitment',
    'commitment-outcome', 'moderation-decision', 'appeal-decided', 'post-published', 'report-acted', 'report-kept')) NOT VALID;
