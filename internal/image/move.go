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
// for nodes of that version. Each is a transaction; runs at the same time move nothing twice.
func (s *Store) Move(ctx context.Context) (err error) {
	for more := true; more && err == nil; {
		err = postgres.Transaction(ctx, s.db, func(tx *gorm.DB) (err error) {
			more, err = s.moveOne(ctx, tx)
			return err
		})
	}
	return err
}

func (s *Store) moveOne(ctx context.Context, tx *gorm.DB) (bool, error) {
	var next []struct {
		ID   uuid.UUID
		JPEG []byte
	}
	if err := tx.Raw(`SELECT id, jpeg FROM images WHERE NOT stored ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`).Scan(&next).Error; err != nil || len(next) == 0 {
		return false, err
	}
	id := next[0].ID
	p, err := repeated(next[0].JPEG)
	if err != nil {
		return false, fmt.Errorf("picture %s: %w", id, err)
	}
	if err := s.blobs.Put(ctx, folder(id), p.pieces()...); err != nil {
		return false, err
	}
	return true, errors.Join(s.blobs.Keep(tx, folder(id)), tx.Exec(`UPDATE images SET stored = true WHERE id = ?`, id).Error)
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
