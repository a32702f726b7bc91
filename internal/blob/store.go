package blob

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Store keeps folders of bytes that rows of the database stand for. What no row stands for is loose and goes: a folder is loose
// until [Store.Keep], in the transaction that writes its row, and again once that row is deleted, which triggers see to. So a
// program that is killed between the two leaves nothing behind.
type Store struct {
	db     *gorm.DB
	bucket *Bucket
}

// NewStore keeps folders in bucket.
func NewStore(db *gorm.DB, bucket *Bucket) *Store { return &Store{db: db, bucket: bucket} }

// Piece is one file of a folder.
type Piece struct {
	Name, MediaType string
	Data            []byte
}

// patience is how long a folder may be loose before it goes, in which its row must come.
const patience = time.Hour

// Put writes the pieces of a new folder, such as images/<id>. It is loose.
func (s *Store) Put(ctx context.Context, folder string, pieces ...Piece) error {
	err := s.db.WithContext(ctx).Exec(`INSERT INTO loose_blobs (folder, due_at) VALUES (?, now() + make_interval(secs => ?))
		ON CONFLICT ON CONSTRAINT loose_blobs_pkey DO UPDATE SET due_at = EXCLUDED.due_at`,
		folder, patience.Seconds()).Error
	if err != nil {
		return err
	}
	for _, p := range pieces {
		if err := s.bucket.write(ctx, folder+"/"+p.Name, p.MediaType, p.Data); err != nil {
			return errs.Wrap(errs.Unavailable, err)
		}
	}
	return nil
}

// Keep says that a row stands for the folder from now on.
func (s *Store) Keep(tx *gorm.DB, folder string) error {
	kept := tx.Exec(`DELETE FROM loose_blobs WHERE folder = ?`, folder)
	if kept.Error == nil && kept.RowsAffected == 0 { // it took longer than patience
		return errs.New(errs.Unavailable)
	}
	return kept.Error
}

// Read returns a piece; NotFound when there is none.
func (s *Store) Read(ctx context.Context, folder, name string) ([]byte, error) {
	data, err := s.bucket.read(ctx, folder+"/"+name)
	if err != nil && errs.CodeOf(err) != errs.NotFound {
		err = errs.Wrap(errs.Unavailable, err)
	}
	return data, err
}

// Open returns a piece to be read, closed after that, and its length in bytes; NotFound when there is none.
func (s *Store) Open(ctx context.Context, folder, name string) (io.ReadCloser, int64, error) {
	r, length, err := s.bucket.open(ctx, folder+"/"+name)
	if err != nil && errs.CodeOf(err) != errs.NotFound {
		err = errs.Wrap(errs.Unavailable, err)
	}
	return r, length, err
}

// Discard removes a folder that is loose at once, instead of when its time comes. One that is not stays.
func (s *Store) Discard(ctx context.Context, folder string) error {
	return postgres.Transaction(ctx, s.db, func(tx *gorm.DB) error {
		loose := tx.Exec(`DELETE FROM loose_blobs WHERE folder = ?`, folder)
		if loose.Error != nil || loose.RowsAffected == 0 {
			return loose.Error
		}
		return s.bucket.removeAll(ctx, folder)
	})
}

// maxFailed bounds how many folders of one run may fail before it gives up: then it is the bucket that fails, not the folders.
const maxFailed = 20

// Sweep removes loose folders whose time has come, one a transaction. Runs at the same time do nothing twice. A folder that cannot
// be removed is left to the next run and holds up no other.
func (s *Store) Sweep(ctx context.Context) error {
	var faults []error
	failed := postgres.Texts{}
	for more := true; more && len(failed) < maxFailed; {
		var folder string
		err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) (err error) {
			folder, err = s.sweepOne(ctx, tx, failed)
			return err
		})
		if err != nil && (folder == "" || ctx.Err() != nil) {
			return errors.Join(append(faults, err)...)
		}
		if err != nil {
			faults, failed = append(faults, fmt.Errorf("folder %s: %w", folder, err)), append(failed, folder)
		}
		more = folder != ""
	}
	return errors.Join(faults...)
}

// sweepOne removes the next folder but those that failed, and says which; none is due when that is empty.
func (s *Store) sweepOne(ctx context.Context, tx *gorm.DB, failed postgres.Texts) (string, error) {
	var due []string
	err := tx.Raw(`SELECT folder FROM loose_blobs WHERE due_at <= now() AND folder <> ALL (?) ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`, failed).Scan(&due).Error
	if err != nil || len(due) == 0 {
		return "", err
	}
	return due[0], errors.Join(s.bucket.removeAll(ctx, due[0]), tx.Exec(`DELETE FROM loose_blobs WHERE folder = ?`, due[0]).Error)
}
