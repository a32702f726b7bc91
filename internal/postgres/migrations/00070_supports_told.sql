-- Of how many votes authors have been told, at most: who takes a vote back and gives it again, or changes it to and fro, was told of as one
-- more each time. An idea without a row has told of those before the ones that are counted next. The program of before writes none of this.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE supports_told (
    idea_id uuid PRIMARY KEY,
    count   integer NOT NULL,
    CONSTRAINT supports_told_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE
);
