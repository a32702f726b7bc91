// Package file takes in the files of ideas: drawings, calculations, minutes. They are kept as they were sent, and handed out only to be saved,
// never to be shown by a browser as part of the installation.
package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/postgres"
)

// MaxADay is how many files one person may send within a day.
const MaxADay = 20

// Store keeps files.
type Store struct {
	db    *gorm.DB
	blobs *blob.Store
}

// NewStore keeps in db what files there are, and their bytes in blobs.
func NewStore(db *gorm.DB, blobs *blob.Store) *Store { return &Store{db: db, blobs: blobs} }

// perDay is counted before anything of a file is read, and again while the account is held. It counts what was sent, which stays when a file goes.
var perDay = pace.Limit{Table: "file_sendings", By: "account_id", At: "sent_at", Most: MaxADay, In: pace.Day} //nolint:gochecknoglobals // a constant

// Create gives an idea a file that body holds, under a name whose end says what it is. Who may edit the idea may do so. key (nil for none)
// makes it safe to repeat. The caller bounds the length of body, whose errors come back as they are. The problem is TooMany beyond
// [idea.MaxFiles], TooManyRequests beyond [MaxADay], EditWouldWait for a newcomer whose first posts are read first, FileKind for a name of no known kind, and OtherFileKind where the content is not what
// the name says. What is refused leaves nothing behind.
func (s *Store) Create(ctx context.Context, who auth.Principal, key *string, ideaID uuid.UUID, name string, body io.Reader) (idea.File, error) {
	data, kind, name, err := s.receive(ctx, who, ideaID, name, body)
	if err != nil {
		return idea.File{}, err
	}
	once, err := onceKey(who, key, ideaID, name, data)
	if err != nil {
		return idea.File{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return idea.File{}, err
	}
	if err := s.blobs.Put(ctx, folder(id), blob.Piece{Name: content, MediaType: "application/octet-stream", Data: data}); err != nil {
		return idea.File{}, err
	}
	f := idea.File{ID: id, Name: name, Kind: kind, Bytes: len(data)}
	f.ID, err = idempotency.Once(ctx, s.db, once, id, func(tx *gorm.DB) error { return s.insert(tx, who, ideaID, f) })
	if err != nil || f.ID != id {
		err = errors.Join(err, s.blobs.Discard(context.WithoutCancel(ctx), folder(id)))
	}
	return f, err
}

// receive reads a file that may be kept, as far as can be said before.
func (s *Store) receive(ctx context.Context, who auth.Principal, ideaID uuid.UUID, name string, body io.Reader) ([]byte, idea.FileKind, string, error) {
	db := s.db.WithContext(ctx)
	if _, err := idea.Extendable(db, who, ideaID); err != nil {
		return nil, "", "", err
	}
	if err := checkRoom(db, who, ideaID); err != nil {
		return nil, "", "", err
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return nil, "", "", err
	}
	kind, name, err := kindOf(name, data)
	return data, kind, name, err
}

func onceKey(who auth.Principal, key *string, ideaID uuid.UUID, name string, data []byte) (idempotency.Key, error) {
	sum := sha256.Sum256(data)
	return idempotency.NewKey(who.ID, key, "createIdeaFile", ideaID.String()+" "+name+" "+hex.EncodeToString(sum[:]))
}

// insert writes a file whose bytes are there.
func (s *Store) insert(tx *gorm.DB, who auth.Principal, ideaID uuid.UUID, f idea.File) error {
	if err := pace.Hold(tx, who.ID); err != nil {
		return err
	}
	i, err := idea.LockExtendable(tx, who, ideaID)
	if err != nil {
		return err
	}
	if err := checkRoom(tx, who, i.ID); err != nil {
		return err
	}
	if err := s.blobs.Keep(tx, folder(f.ID)); err != nil {
		return err
	}
	if err := tx.Exec(`INSERT INTO file_sendings (file_id, account_id) VALUES (?, ?)`, f.ID, who.ID).Error; err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(i.ID))
	return tx.Exec(`INSERT INTO idea_files (id, idea_id, owner_id, name, kind, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
		f.ID, i.ID, who.ID, f.Name, f.Kind, f.Bytes).Error
}

// checkRoom refuses one more of an idea, or of somebody's day. Only what is counted while the account and the idea are held is sure.
func checkRoom(db *gorm.DB, who auth.Principal, ideaID uuid.UUID) error {
	var all int
	if err := db.Raw(`SELECT count(*) FROM idea_files WHERE idea_id = ?`, ideaID).Scan(&all).Error; err != nil {
		return err
	}
	if all >= idea.MaxFiles {
		return errs.Invalid("body", errs.TooMany, idea.MaxFiles)
	}
	return perDay.Check(db, who.ID)
}

// Delete takes a file from its idea for good. Who may edit the idea may do so.
func (s *Store) Delete(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		of, err := find(tx, id)
		if err != nil {
			return err
		}
		i, err := idea.LockEditable(tx, who, of.IdeaID)
		if err != nil {
			return err
		}
		postgres.Changed(tx, change.Record(i.ID))
		return tx.Exec(`DELETE FROM idea_files WHERE id = ?`, id).Error
	})
	if err != nil {
		return err
	}
	return s.blobs.Discard(ctx, folder(id))
}

// stored is a file as it lies there.
type stored struct {
	IdeaID uuid.UUID
	Name   string
	Public bool // its idea is read by everybody
}

func find(db *gorm.DB, id uuid.UUID) (stored, error) {
	var found []stored
	err := db.Raw(`SELECT f.idea_id, f.name, i.state IN ('published', 'merged') AS public FROM idea_files f JOIN ideas i ON i.id = f.idea_id WHERE f.id = ?`, id).Scan(&found).Error
	if err == nil && len(found) == 0 {
		err = errs.New(errs.NotFound)
	}
	if err != nil {
		return stored{}, err
	}
	return found[0], nil
}

// File is one to be saved.
type File struct {
	Name    string
	Length  int64 // bytes
	Content io.ReadCloser
}

// Open returns a file to whoever may read its idea. Its content must be closed.
func (s *Store) Open(ctx context.Context, who auth.Principal, id uuid.UUID) (File, error) {
	db := s.db.WithContext(ctx)
	f, err := find(db, id)
	if err != nil {
		return File{}, err
	}
	if !f.Public {
		if _, err := idea.Readable(db, who, f.IdeaID); err != nil {
			return File{}, err
		}
	}
	data, length, err := s.blobs.Open(ctx, folder(id), content)
	return File{Name: f.Name, Length: length, Content: data}, err
}

// content is the one piece of a file's folder.
const content = "content"

func folder(id uuid.UUID) string { return "files/" + id.String() }
