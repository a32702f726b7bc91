package idea

import (
	"slices"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// maxLinks is how many links of a text are shown with what their pages say of themselves.
const maxLinks = 3

// Link is one in the text of an idea, with what its page says of itself.
type Link struct{ URL, Title, Description string }

// noteLinks keeps the first links of an idea's present wording. What is previewed already is shown at once. It holds those previews until the
// end of the transaction: whoever deletes one sees the links to it afterwards, or is seen here.
func noteLinks(tx *gorm.DB, id uuid.UUID, urls []string) error {
	var previewed []string
	err := tx.Raw(`SELECT url FROM link_previews WHERE md5(url) IN (SELECT md5(u) FROM unnest(?::text[]) AS u) ORDER BY md5(url) FOR SHARE`, postgres.Texts(urls)).Scan(&previewed).Error
	if err != nil {
		return err
	}
	if err := tx.Exec(`DELETE FROM idea_links WHERE idea_id = ?`, id).Error; err != nil {
		return err
	}
	for n, url := range urls {
		err := tx.Exec(`INSERT INTO idea_links (idea_id, position, url, previewed) VALUES (?, ?, ?, ?)`, id, n+1, url, slices.Contains(previewed, url)).Error
		if err != nil {
			return err
		}
	}
	return nil
}

// links are those of i whose pages have said something.
func links(db *gorm.DB, i Idea) (found []Link, err error) {
	if i.PreviewCount == 0 {
		return nil, nil
	}
	err = db.Raw(`SELECT l.url, p.title, p.description FROM idea_links l JOIN link_previews p ON md5(p.url) = md5(l.url) AND p.url = l.url
		WHERE l.idea_id = ? AND l.previewed AND p.title <> '' ORDER BY l.position`, i.ID).Scan(&found).Error
	return found, err
}
