package image

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"

	"github.com/google/uuid"
	"golang.org/x/image/draw"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Move stores the pictures whose bytes still lie in their rows: those of an earlier version, and of the demo. The rows keep them,
// for nodes of that version. Each is a transaction; runs at the same time move nothing twice. One that cannot be moved is left to the
// next run and holds up no other.
func (s *Store) Move(ctx context.Context) error {
	var faults []error
	failed := postgres.IDs{}
	for more := true; more && len(failed) < maxFailed; {
		var id uuid.UUID
		err := postgres.Transaction(ctx, s.db, func(tx *gorm.DB) (err error) {
			id, err = s.moveOne(ctx, tx, failed)
			return err
		})
		if err != nil && (id == uuid.Nil || ctx.Err() != nil) {
			return errors.Join(append(faults, err)...)
		}
		if err != nil {
			faults, failed = append(faults, fmt.Errorf("picture %s: %w", id, err)), append(failed, id)
		}
		more = id != uuid.Nil
	}
	return errors.Join(faults...)
}

// maxFailed bounds how many pictures of one run may fail before it gives up: then it is where they are stored that fails.
const maxFailed = 20

// moveOne stores the next picture but those that failed, and says which; none waits when that is nil.
func (s *Store) moveOne(ctx context.Context, tx *gorm.DB, failed postgres.IDs) (uuid.UUID, error) {
	var next []struct {
		ID   uuid.UUID
		JPEG []byte
	}
	if err := tx.Raw(`SELECT id, jpeg FROM images WHERE NOT stored AND id <> ALL (?) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`, failed).Scan(&next).Error; err != nil || len(next) == 0 {
		return uuid.Nil, err
	}
	id := next[0].ID
	p, err := repeated(next[0].JPEG)
	if err != nil {
		return id, err
	}
	if err := s.blobs.Put(ctx, folder(id), p.pieces()...); err != nil {
		return id, err
	}
	return id, errors.Join(s.blobs.Keep(tx, folder(id)), tx.Exec(`UPDATE images SET stored = true WHERE id = ?`, id).Error)
}

// repeated is a picture that was prepared before, in all sizes; its own is kept as it is.
func repeated(data []byte) (picture, error) {
	source, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return picture{}, err
	}
	m := image.NewRGBA(image.Rect(0, 0, source.Bounds().Dx(), source.Bounds().Dy()))
	draw.Draw(m, m.Rect, source, source.Bounds().Min, draw.Src)
	p, err := inSizes(m)
	if err == nil {
		p.sizes[len(p.sizes)-1].jpeg = data
	}
	return p, err
}
