// Package image takes in the pictures of challenges and ideas: whatever is sent is decoded, scaled and encoded
// again, so that nothing of the original file stays, be it metadata or something hidden in it.
package image

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"golang.org/x/sync/semaphore"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/blob"
	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/idempotency"
	"github.com/medskapa/medskapa/internal/pace"
	"github.com/medskapa/medskapa/internal/permission"
)

// Image is a stored picture.
type Image struct {
	ID            uuid.UUID
	Width, Height int // pixels
}

// Srcset lists the sizes of a picture of the given width that lies at url, as an img element's srcset has them.
func Srcset(url string, width int) string {
	var sizes []string
	for _, w := range Widths(width) {
		sizes = append(sizes, fmt.Sprintf("%[1]s?width=%[2]d %[2]dw", url, w))
	}
	return strings.Join(sizes, ", ")
}

// Store keeps pictures.
type Store struct {
	db    *gorm.DB
	blobs *blob.Store
	// decoding lets one picture at a time be decoded: the largest one takes some hundred megabytes.
	decoding *semaphore.Weighted
}

// NewStore keeps in db what pictures there are, and their bytes in blobs.
func NewStore(db *gorm.DB, blobs *blob.Store) *Store {
	return &Store{db: db, blobs: blobs, decoding: semaphore.NewWeighted(1)}
}

// MaxADay is how many pictures one person may send within a day.
const MaxADay = 50

var (
	perDay     = pace.Limit{Table: "images", By: "owner_id", At: "created_at", Most: MaxADay, In: pace.Day}
	unreadable = pace.Failures{Of: "picture", Most: MaxADay}
)

// Create stores the picture that body holds, as [prepare] describes. key (nil for none) makes it safe to
// repeat. The caller bounds the length of body, whose errors come back as they are. The problem is TooManyRequests after
// [MaxADay].
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
	// Who has sent very many is refused before a picture costs anything to read, and so is who sends what is none.
	if err := perDay.Check(s.db.WithContext(ctx), who.ID); err != nil {
		return Image{}, err
	}
	var p picture
	err = unreadable.Try(ctx, s.db, who.ID.String(), func() (err error) {
		p, err = s.prepared(ctx, mediaType, data)
		return err
	}, errs.Unprocessable, errs.UnsupportedMediaType)
	if err != nil {
		return Image{}, err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return Image{}, err
	}
	if err := s.blobs.Put(ctx, folder(id), p.pieces()...); err != nil {
		return Image{}, err
	}
	id, err = idempotency.Once(ctx, s.db, once, id, func(tx *gorm.DB) error { return s.insert(tx, who, id, p) })
	return Image{ID: id, Width: p.width, Height: p.height}, err
}

func onceKey(who auth.Principal, key *string, mediaType string, data []byte) (idempotency.Key, error) {
	sum := sha256.Sum256(data)
	return idempotency.NewKey(who.ID, key, "createImage", mediaType+" "+hex.EncodeToString(sum[:]))
}

// insert writes a picture whose bytes are there.
func (s *Store) insert(tx *gorm.DB, who auth.Principal, id uuid.UUID, p picture) error {
	if err := perDay.Check(tx, who.ID); err != nil {
		return err
	}
	if err := s.blobs.Keep(tx, folder(id)); err != nil {
		return err
	}
	return tx.Exec(`INSERT INTO images (id, owner_id, width, height, stored) VALUES (?, ?, ?, ?, true)`, id, who.ID, p.width, p.height).Error
}

// folder is where the sizes of a picture lie.
func folder(id uuid.UUID) string { return "images/" + id.String() }

func name(width int) string { return strconv.Itoa(width) + ".jpg" }

// pieces are what is stored of a picture.
func (p picture) pieces() []blob.Piece {
	all := make([]blob.Piece, len(p.sizes))
	for i, s := range p.sizes {
		all[i] = blob.Piece{Name: name(s.width), MediaType: "image/jpeg", Data: s.jpeg}
	}
	return all
}

// prepared waits for its turn to prepare a picture.
func (s *Store) prepared(ctx context.Context, mediaType string, data []byte) (picture, error) {
	if err := s.decoding.Acquire(ctx, 1); err != nil {
		return picture{}, errs.Wrap(errs.Unavailable, err)
	}
	defer s.decoding.Release(1)
	return prepare(ctx, mediaType, data)
}

// JPEG returns a stored picture in one of its [Widths], nil for its own. It never changes. A picture that only ideas show that
// are hidden or withdrawn is not found, and one that a hidden idea shows in no other idea of the same author either, who must not bring
// back what a moderator took down by showing it elsewhere. One that nothing shows yet is found by whoever knows its id, which nobody can guess.
func (s *Store) JPEG(ctx context.Context, id uuid.UUID, width *int) ([]byte, error) {
	var found []struct {
		Width  int
		Stored bool
		JPEG   []byte
	}
	err := s.db.WithContext(ctx).Raw(`SELECT width, stored, CASE WHEN NOT stored THEN jpeg END AS jpeg FROM images i WHERE id = ? AND `+seen, id).Scan(&found).Error
	if err != nil {
		return nil, err
	}
	if len(found) == 0 || width != nil && !slices.Contains(Widths(found[0].Width), *width) {
		return nil, errs.New(errs.NotFound)
	}
	if !found[0].Stored {
		return found[0].JPEG, nil
	}
	if width == nil {
		width = &found[0].Width
	}
	return s.blobs.Read(ctx, folder(id), name(*width))
}

// seen is the SQL for whether a picture i is to be seen. An idea that passed to another author has nothing to do with what becomes of the
// other ideas of who uploaded its pictures.
const seen = `(EXISTS (SELECT FROM challenges c WHERE c.image_id = i.id) OR NOT EXISTS (SELECT FROM idea_images WHERE image_id = i.id)
	OR EXISTS (SELECT FROM idea_images n JOIN ideas d ON d.id = n.idea_id WHERE n.image_id = i.id AND d.state IN ('draft', 'waiting', 'published', 'merged')
		AND NOT EXISTS (SELECT FROM idea_images m JOIN ideas h ON h.id = m.idea_id WHERE m.image_id = i.id AND h.state = 'hidden' AND h.author_id = d.author_id)))`
