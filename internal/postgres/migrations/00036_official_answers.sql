-- What the municipality answers to an idea, in every version: a new answer stands beside the earlier ones, and none is changed.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE official_answers (
    id            uuid PRIMARY KEY,
    idea_id       uuid NOT NULL,
    number        integer NOT NULL, -- from 1; the last is the one that holds
    decision      text NOT NULL,
    body          text NOT NULL,    -- Markdown: the decision's reason
    next_step     text NOT NULL DEFAULT '',
    contact       text NOT NULL DEFAULT '',
    by_id         uuid NOT NULL,
    -- On whose behalf: an organisation that takes part here, or in words.
    department_id uuid,
    department    text,
    answered_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT official_answers_idea FOREIGN KEY (idea_id) REFERENCES ideas (id),
    CONSTRAINT official_answers_number UNIQUE (idea_id, number),
    CONSTRAINT official_answers_by FOREIGN KEY (by_id) REFERENCES participants (id),
    CONSTRAINT official_answers_department_id FOREIGN KEY (department_id) REFERENCES organisations (id),
    CONSTRAINT official_answers_one_department CHECK (num_nonnulls(department_id, department) = 1),
    CONSTRAINT official_answers_department CHECK (char_length(department) BETWEEN 2 AND 120),
    CONSTRAINT official_answers_decision CHECK (decision IN ('in-dialogue', 'accepted', 'partly-accepted', 'declined')),
    CONSTRAINT official_answers_body CHECK (char_length(body) BETWEEN 1 AND 10000),
    CONSTRAINT official_answers_next_step CHECK (char_length(next_step) <= 1000),
    CONSTRAINT official_answers_contact CHECK (char_length(contact) <= 200)
);
CREATE INDEX official_answers_by_id ON official_answers (by_id);
CREATE INDEX official_answers_department_id ON official_answers (department_id) WHERE department_id IS NOT NULL;

-- +goose StatementBegin
CREATE FUNCTION keep_official_answers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.id, OLD.idea_id, OLD.number, OLD.decision, OLD.body, OLD.next_step, OLD.contact, OLD.answered_at)
            = (NEW.id, NEW.idea_id, NEW.number, NEW.decision, NEW.body, NEW.next_step, NEW.contact, NEW.answered_at) THEN
        RETURN NEW; -- who leaves becomes somebody who was here
    END IF;
    RAISE EXCEPTION 'official answers are only added to' USING ERRCODE = 'restrict_violation';
END
$$;
-- +goose StatementEnd
CREATE TRIGGER official_answers_kept BEFORE UPDATE OR DELETE ON official_answers FOR EACH ROW EXECUTE FUNCTION keep_official_answers();
