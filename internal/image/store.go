// Package image takes in the pictures of challenges: whatever is sent is decoded, scaled and encoded
// again, so that nothing of the original file stays, be it metadata or something hidden in it.
package image

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"github.com/google/uuid"
	"golang.org/x/sync/semaphore"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/permission"
)

// Image is a stored picture.
type Image struct {
	ID            uuid.UUID
	Width, Height int // pixels
}

// Store keeps pictures.
type Store struct {
	db *gorm.DB
	// decoding lets one picture at a time be decoded: the largest one takes some hundred megabytes.
	decoding *semaphore.Weighted
}

// NewStore keeps pictures in db.
func NewStore(db *gorm.DB) *Store { return &Store{db: db, decoding: semaphore.NewWeighted(1)} }

// Create stores the picture that body holds, as [prepare] describes. key (nil for none) makes it safe to
// repeat. The caller bounds the length of body, whose errors come back as they are.
func (s *Store) Create(ctx context.Context, who auth.Principal, key *string, mediaType string, body io.Reader) (Image, error) {
	if err := who.Check(permission.CreateImage, 0); err != nil {
		return Image{}, err
	}
	data, err := io.ReadAll(body)
	if err != nil {
		return Image{}, err
	}
	once, err := onceKey(who, key, mediaType, data)
	if err != nil {
		return Image{}, err
	}
	p, err := s.prepared(ctx, mediaType, data)
	if err != nil {
		return Image{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Image{}, err
	}
	id, err = idempotency.Once(ctx, s.db, once, id, func(tx *gorm.DB) error {
		return tx.Exec(`INSERT INTO images (id, owner_id, width, height, jpeg) VALUES (?, ?, ?, ?, ?)`, id, who.ID, p.width, p.height, p.jpeg).Error
	})
	return Image{ID: id, Width: p.width, Height: p.height}, err
}

func onceKey(who auth.Principal, key *string, mediaType string, data []byte) (idempotency.Key, error) {
	sum := sha256.Sum256(data)
	return idempotency.NewKey(who.ID, key, "createImage", mediaType+" "+hex.EncodeToString(sum[:]))
}

// prepared waits for its turn to prepare a picture.
func (s *Store) prepared(ctx context.Context, mediaType string, data []byte) (picture, error) {
	if err := s.decoding.Acquire(ctx, 1); err != nil {
		return picture{}, errs.Wrap(errs.Unavailable, err)
	}
	defer s.decoding.Release(1)
	return prepare(ctx, mediaType, data)
}

// JPEG returns a stored picture. It never changes.
func (s *Store) JPEG(ctx context.Context, id uuid.UUID) ([]byte, error) {
	var found [][]byte
	if err := s.db.WithContext(ctx).Raw(`SELECT jpeg FROM images WHERE id = ?`, id).Scan(&found).Error; err != nil {
		return nil, err
	}
	if len(found) == 0 {
		return nil, errs.New(errs.NotFound)
	}
	return found[0], nil
}
