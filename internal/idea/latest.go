package idea

import (
	"context"

	"github.com/google/uuid"
)

// PublicAnswer is an official answer with the idea that it answers.
type PublicAnswer struct {
	OfficialAnswer
	IdeaID    uuid.UUID
	IdeaTitle string
}

// LatestAnswers returns the latest versions of official answers to ideas that everybody may read, at most n, the latest first.
func (s *Store) LatestAnswers(ctx context.Context, n int) (found []PublicAnswer, err error) {
	err = s.db.WithContext(ctx).Raw(`SELECT `+officialColumns()+`, i.id AS idea_id, i.title AS idea_title`+officialTables+`JOIN ideas i ON i.id = a.idea_id AND i.state = 'published'
		ORDER BY a.answered_at DESC, a.id DESC LIMIT ?`, n).Scan(&found).Error
	for i := range found {
		if err == nil {
			found[i].BodyHTML, err = s.markdown.HTML(found[i].Body)
		}
	}
	return found, err
}

// PublicStep is a step with the idea that took it.
type PublicStep struct {
	Step
	IdeaID    uuid.UUID
	IdeaTitle string
}

// LatestDecisions returns the latest steps by which ideas that everybody may read were accepted, wholly or partly, or declined, at most
// n, the latest first.
func (s *Store) LatestDecisions(ctx context.Context, n int) (found []PublicStep, err error) {
	err = s.db.WithContext(ctx).Raw(`SELECT `+stepColumns()+`, i.id AS idea_id, i.title AS idea_title
		FROM idea_steps s JOIN ideas i ON i.id = s.idea_id AND i.state = 'published' JOIN participants p ON p.id = s.by_id
		WHERE s.to_stage IN ('accepted', 'partly-accepted', 'declined')
		ORDER BY s.taken_at DESC, s.idea_id DESC, s.number DESC LIMIT ?`, n).Scan(&found).Error
	return found, err
}
