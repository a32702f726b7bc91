package idea

import (
	"context"
	"math"

	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/page"
	"github.com/medskapa/medskapa/internal/participant"
)

// officialColumns are those of [OfficialAnswer], from official_answers a and officialTables.
func officialColumns() string {
	return `a.id, a.number, a.decision, a.body, a.next_step, a.contact, a.answered_at AS at, a.department_id,
		COALESCE(d.display_name, a.department) AS department_name, ` + participant.Columns("p", "by")
}

const officialTables = ` FROM official_answers a JOIN participants p ON p.id = a.by_id LEFT JOIN participants d ON d.id = a.department_id `

// official reads one answer; the zero answer when there is none.
func (s *Store) official(db *gorm.DB, where string, arg any) (OfficialAnswer, error) {
	var found []OfficialAnswer
	if err := db.Raw(`SELECT `+officialColumns()+officialTables+`WHERE `+where, arg).Scan(&found).Error; err != nil || len(found) == 0 {
		return OfficialAnswer{}, err
	}
	var err error
	found[0].BodyHTML, err = s.markdown.HTML(found[0].Body)
	return found[0], err
}

// lastAnswer is the answer to i that holds; nil while there is none.
func (s *Store) lastAnswer(db *gorm.DB, i Idea) (*OfficialAnswer, error) {
	if i.Version == 1 { // an answer counts as an edit
		return nil, nil
	}
	last, err := s.official(db, `a.idea_id = ? ORDER BY a.number DESC LIMIT 1`, i.ID)
	if err != nil || last.Number == 0 {
		return nil, err
	}
	return &last, nil
}

// ListOfficial returns the versions of the official answer to an idea, the one that holds first, to those who
// may read the idea.
func (s *Store) ListOfficial(ctx context.Context, who auth.Principal, id uuid.UUID, r page.Request) (page.Result[OfficialAnswer], error) {
	db := s.db.WithContext(ctx)
	if _, err := findReadable(db, who, id); err != nil {
		return page.Result[OfficialAnswer]{Request: r}, err
	}
	number := func(a OfficialAnswer) int { return a.Number }
	result, err := page.Read(r, "official answers", math.MaxInt32, number, func(before, offset, limit int) (items []OfficialAnswer, err error) {
		err = db.Raw(`SELECT `+officialColumns()+officialTables+`WHERE a.idea_id = ? AND a.number < ?::integer ORDER BY a.number DESC OFFSET ? LIMIT ?`, id, before, offset, limit).Scan(&items).Error
		return items, err
	})
	if err != nil {
		return result, err
	}
	for n := range result.Items {
		if result.Items[n].BodyHTML, err = s.markdown.HTML(result.Items[n].Body); err != nil {
			return result, err
		}
	}
	err = result.Count(db, `FROM official_answers WHERE idea_id = ?`, id)
	return result, err
}
