-- Ideas have files: drawings, calculations, minutes. Their bytes lie in the installation's folder or bucket, under files/<id>. The program of
-- before neither shows nor writes them.
-- +goose Up
SET LOCAL lock_timeout = '5s';

CREATE TABLE idea_files (
    id         uuid PRIMARY KEY,
    idea_id    uuid NOT NULL,
    owner_id   uuid NOT NULL, -- who sent it
    name       text NOT NULL,
    kind       text NOT NULL,
    bytes      integer NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT idea_files_idea FOREIGN KEY (idea_id) REFERENCES ideas (id) ON DELETE CASCADE,
    CONSTRAINT idea_files_owner FOREIGN KEY (owner_id) REFERENCES participants (id),
    CONSTRAINT idea_files_name CHECK (name ~ '^[^[:cntrl:]/\\]+$' AND length(name) <= 120),
    CONSTRAINT idea_files_kind CHECK (kind IN ('pdf', 'odt', 'ods', 'odp', 'docx', 'xlsx', 'pptx', 'txt', 'csv')),
    CONSTRAINT idea_files_bytes CHECK (bytes BETWEEN 1 AND 10485760)
);
CREATE INDEX idea_files_idea_id ON idea_files (idea_id);
CREATE INDEX idea_files_owner_id_created_at ON idea_files (owner_id, created_at);
CREATE TRIGGER idea_files_loosen AFTER DELETE ON idea_files FOR EACH ROW EXECUTE FUNCTION loosen_blobs('files');
