-- Pictures move from their rows into the installation's folder or bucket, in several sizes, and ideas may show them. A node of the
-- version before goes on answering the pictures that it knows: their rows keep the bytes until a later version drops them.
-- +goose Up
SET LOCAL lock_timeout = '5s';

ALTER TABLE images
    ALTER COLUMN jpeg DROP NOT NULL,
    ADD COLUMN stored boolean NOT NULL DEFAULT false,
    ADD CONSTRAINT images_somewhere CHECK (stored OR jpeg IS NOT NULL);
CREATE INDEX images_to_store ON images (id) WHERE NOT stored;

-- Folders that no row stands for: not yet, or not any more.
CREATE TABLE loose_blobs (
    folder text PRIMARY KEY,
    due_at timestamptz NOT NULL
);
CREATE INDEX loose_blobs_due_at ON loose_blobs (due_at);

-- +goose StatementBegin
CREATE FUNCTION loosen_blobs() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO loose_blobs (folder, due_at) VALUES (TG_ARGV[0] || '/' || OLD.id, now())
        ON CONFLICT ON CONSTRAINT loose_blobs_pkey DO UPDATE SET due_at = now();
    RETURN NULL;
END $$;
-- +goose StatementEnd
CREATE TRIGGER images_loosen AFTER DELETE ON images FOR EACH ROW EXECUTE FUNCTION loosen_blobs('images');

-- The pictures in the present wording of an idea.
CREATE TABLE idea_images (
    idea_id  uuid NOT NULL,
    image_id uuid NOT NULL,
    CONSTRAINT idea_images_pkey PRIMARY KEY (idea_id, image_id),
    CONSTRAINT idea_images_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_images_image FOREIGN KEY (image_id) REFERENCES images (id)
);
CREATE INDEX idea_images_image_id ON idea_images (image_id);
