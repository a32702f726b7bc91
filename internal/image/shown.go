package image

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/errs"
	"github.com/medskapa/medskapa/internal/markdown"
	"github.com/medskapa/medskapa/internal/postgres"
)

// maxShown is how many different pictures a text may show, and maxAlt how many characters may say what one shows.
const (
	maxShown = 20
	maxAlt   = 300
)

// Named returns the pictures that a text shows, each once. All must be described in words, or said to be decorative; the
// problems are of the field body.
func Named(shown []markdown.Shown) ([]uuid.UUID, error) {
	var ids []uuid.UUID
	var faults errs.Fields
	for _, s := range shown {
		switch {
		case !s.Described():
			faults.Add("body", errs.AltRequired)
		case len([]rune(s.Alt)) > maxAlt:
			faults.Add("body", errs.TooLong, maxAlt)
		case !slices.Contains(ids, s.ID):
			ids = append(ids, s.ID)
		}
	}
	if len(ids) > maxShown {
		faults.Add("body", errs.TooMany, maxShown)
	}
	return ids, faults.Err()
}

// Show says which pictures the present wording of an idea shows. They must be of whoever writes it, or have been in it before.
func Show(tx *gorm.DB, writer, idea uuid.UUID, ids []uuid.UUID) error {
	names := map[string]any{"writer": writer, "idea": idea, "ids": postgres.IDs(ids)}
	if err := tx.Exec(`DELETE FROM idea_images WHERE idea_id = @idea AND image_id <> ALL (@ids)`, names).Error; err != nil || len(ids) == 0 {
		return err
	}
	err := tx.Exec(`INSERT INTO idea_images (idea_id, image_id) SELECT @idea, id FROM images WHERE id = ANY (@ids) AND owner_id = @writer
		ON CONFLICT ON CONSTRAINT idea_images_pkey DO NOTHING`, names).Error
	if err != nil {
		return err
	}
	var shown int
	if err := tx.Raw(`SELECT count(*) FROM idea_images WHERE idea_id = @idea`, names).Scan(&shown).Error; err != nil {
		return err
	}
	if shown < len(ids) {
		return errs.Invalid("body", errs.PictureUnknown)
	}
	return nil
}

// Of returns the pictures that an idea shows, which are served below the address base of the installation.
func Of(db *gorm.DB, base string, idea uuid.UUID) (map[uuid.UUID]markdown.Picture, error) {
	var found []Image
	err := db.Raw(`SELECT i.id, i.width, i.height FROM idea_images n JOIN images i ON i.id = n.image_id WHERE n.idea_id = ?`, idea).Scan(&found).Error
	pictures := make(map[uuid.UUID]markdown.Picture, len(found))
	for _, i := range found {
		url := base + "/api/v1/images/" + i.ID.String()
		pictures[i.ID] = markdown.Picture{URL: url, Srcset: Srcset(url, i.Width), Width: i.Width, Height: i.Height}
	}
	return pictures, err
}
