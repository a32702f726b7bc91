// Package file takes in the files of ideas: drawings, calculations, minutes. They are kept as they were sent, and handed out only to be saved,
// never to be shown by a browser as part of the installation.
package file

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/change"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idea"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Bounds: files of one idea, and files that one person may send within a day.
const (
	MaxOfIdea = idea.MaxFiles
	MaxADay   = 20
)

// Store keeps files.
type Store struct {
	db    *gorm.DB
	blobs *blob.Store
}

// NewStore keeps in db what files there are, and their bytes in blobs.
func NewStore(db *gorm.DB, blobs *blob.Store) *Store { return &Store{db: db, blobs: blobs} }

// Create gives an idea a file that body holds, under a name whose end says what it is. Who may edit the idea may do so. key (nil for none)
// makes it safe to repeat. The caller bounds the length of body, whose errors come back as they are. The problem is TooMany beyond
// [MaxOfIdea], TooManyRequests beyond [MaxADay], FileKind for a name of no known kind, and OtherFileKind where the content is not what
// the name says.
func (s *Store) Create(ctx context.Context, who auth.Principal, key *string, ideaID uuid.UUID, name string, body io.Reader) (idea.File, error) {
	i, err := idea.Editable(s.db.WithContext(ctx), who, ideaID) // before a large body is read
	if err != nil {
		return idea.File{}, err
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return idea.File{}, err
	}
	kind, name, err := kindOf(name, data)
	if err != nil {
		return idea.File{}, err
	}
	once, err := onceKey(who, key, i.ID, name, data)
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
	f.ID, err = idempotency.Once(ctx, s.db, once, id, func(tx *gorm.DB) error { return s.insert(tx, who, i.ID, f) })
	return f, err
}

func onceKey(who auth.Principal, key *string, ideaID uuid.UUID, name string, data []byte) (idempotency.Key, error) {
	sum := sha256.Sum256(data)
	return idempotency.NewKey(who.ID, key, "createIdeaFile", ideaID.String()+" "+name+" "+hex.EncodeToString(sum[:]))
}

// insert writes a file whose bytes are there.
func (s *Store) insert(tx *gorm.DB, who auth.Principal, ideaID uuid.UUID, f idea.File) error {
	i, err := idea.LockEditable(tx, who, ideaID)
	if err != nil {
		return err
	}
	if err := checkRoom(tx, who, i.ID); err != nil {
		return err
	}
	if err := s.blobs.Keep(tx, folder(f.ID)); err != nil {
		return err
	}
	postgres.Changed(tx, change.Record(i.ID))
	return tx.Exec(`INSERT INTO idea_files (id, idea_id, owner_id, name, kind, bytes) VALUES (?, ?, ?, ?, ?, ?)`,
		f.ID, i.ID, who.ID, f.Name, f.Kind, f.Bytes).Error
}

// checkRoom counts while the account is locked, so that what is sent at once is counted one after another.
func checkRoom(tx *gorm.DB, who auth.Principal, ideaID uuid.UUID) error {
	if err := tx.Exec(`SELECT FROM accounts WHERE id = ? FOR NO KEY UPDATE`, who.ID).Error; err != nil {
		return err
	}
	var now struct{ OfIdea, Today int }
	err := tx.Raw(`SELECT (SELECT count(*) FROM idea_files WHERE idea_id = ?) AS of_idea,
		(SELECT count(*) FROM idea_files WHERE owner_id = ? AND created_at > now() - interval '1 day') AS today`, ideaID, who.ID).Scan(&now).Error
	switch {
	case err != nil:
		return err
	case now.OfIdea >= MaxOfIdea:
		return errs.Invalid("body", errs.TooMany, MaxOfIdea)
	case now.Today >= MaxADay:
		problem := errs.New(errs.TooManyRequests)
		problem.RetryAfter = time.Hour
		return problem
	}
	return nil
}

// Delete takes a file from its idea for good. Who may edit the idea may do so.
func (s *Store) Delete(ctx context.Context, who auth.Principal, id uuid.UUID) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		var of []struct{ ID uuid.UUID }
		if err := tx.Raw(`SELECT idea_id AS id FROM idea_files WHERE id = ?`, id).Scan(&of).Error; err != nil {
			return err
		}
		if len(of) == 0 {
			return errs.New(errs.NotFound)
		}
		i, err := idea.LockEditable(tx, who, of[0].ID)
		if err != nil {
			return err
		}
		postgres.Changed(tx, change.Record(i.ID))
		return tx.Exec(`DELETE FROM idea_files WHERE id = ?`, id).Error
	})
}

// Read returns a file's name and bytes. Files of an idea that is hidden or withdrawn are not found; one of a draft is found by whoever knows
// its id, which nobody can guess: a browser saves it without saying who asks.
func (s *Store) Read(ctx context.Context, id uuid.UUID) (name string, data []byte, err error) {
	var found []struct{ Name string }
	err = s.db.WithContext(ctx).Raw(`SELECT f.name FROM idea_files f JOIN ideas i ON i.id = f.idea_id
		WHERE f.id = ? AND i.state IN ('draft', 'waiting', 'published', 'merged')`, id).Scan(&found).Error
	if err != nil {
		return "", nil, err
	}
	if len(found) == 0 {
		return "", nil, errs.New(errs.NotFound)
	}
	data, err = s.blobs.Read(ctx, folder(id), content)
	return found[0].Name, data, err
}

// content is the one piece of a file's folder.
const content = "content"

func folder(id uuid.UUID) string { return "files/" + id.String() }
