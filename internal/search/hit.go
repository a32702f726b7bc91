package search

import (
	"regexp"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// longest is how much of a text is looked through for what to show of it, in characters: two thousand signs or so of every hit are parsed anew.
const longest = 2_000

// hits reads what is shown of entries, in their order. What has come to be hidden since they were found is left out.
func (s *Store) hits(db *gorm.DB, words string, entries []entry) ([]Hit, error) {
	rows, err := shown(db, entries)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	texts := make(postgres.Texts, 0, 2*len(rows))
	for _, row := range rows {
		plain, err := s.plain(row.Body)
		if err != nil {
			return nil, err
		}
		texts = append(texts, row.Headline, plain)
	}
	marks, err := mark(db, words, texts)
	if err != nil {
		return nil, err
	}
	byID := map[uuid.UUID]Hit{}
	for n, row := range rows {
		row.Title, row.Excerpt = pieces([]rune(texts[2*n]), marks[2*n]), excerpt([]rune(texts[2*n+1]), marks[2*n+1])
		byID[row.ID] = row.Hit
	}
	hits := make([]Hit, 0, len(rows))
	for _, e := range entries {
		if hit, ok := byID[e.ID]; ok {
			hits = append(hits, hit)
		}
	}
	return hits, nil
}

// text is a hit with what is shown of it.
type text struct {
	Hit      `gorm:"embedded"`
	Headline string
	Body     string
}

func shown(db *gorm.DB, entries []entry) (rows []text, err error) {
	ids := make(postgres.IDs, len(entries))
	for n, e := range entries {
		ids[n] = e.ID
	}
	err = db.Raw(`SELECT x.id, x.kind, x.at, x.idea_id, COALESCE(x.stage, '') AS stage, COALESCE(i.title, x.title) AS headline, left(x.body, ?) AS body, p.id AS author_id,
			p.display_name AS author_display_name, p.kind AS author_kind, p.organisation AS author_organisation, p.former_at IS NOT NULL AS author_former
		FROM search_public x LEFT JOIN ideas i ON i.id = x.idea_id LEFT JOIN participants p ON p.id = x.author_id
		WHERE x.id = ANY (?)`, longest, ids).Scan(&rows).Error
	return rows, err
}

// mention is how the text of a comment names somebody.
var mention = regexp.MustCompile(`@[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}`)

func (s *Store) plain(source string) (string, error) {
	return s.markdown.Excerpt(mention.ReplaceAllString(source, "@…"), longest)
}
