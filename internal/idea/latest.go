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
	err = s.db.WithContext(ctx).Raw(`SELECT a.id, a.number, a.decision, a.body, a.next_step, a.contact, a.answered_at AS at, a.department_id,
			COALESCE(d.display_name, a.department) AS department_name, p.id AS by_id, p.display_name AS by_display_name, p.kind AS by_kind,
			p.former_at IS NOT NULL AS by_former, p.organisation AS by_organisation, i.id AS idea_id, i.title AS idea_title
		FROM official_answers a JOIN ideas i ON i.id = a.idea_id AND i.state = 'published'
			JOIN participants p ON p.id = a.by_id LEFT JOIN participants d ON d.id = a.department_id
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
	err = s.db.WithContext(ctx).Raw(`SELECT s.number, s.from_stage AS "from", s.to_stage AS "to", s.reason, s.capacity, s.taken_at AS at, p.id AS by_id,
			p.display_name AS by_display_name, p.kind AS by_kind, p.former_at IS NOT NULL AS by_former, p.organisation AS by_organisation,
			i.id AS idea_id, i.title AS idea_title
		FROM idea_steps s JOIN ideas i ON i.id = s.idea_id AND i.state = 'published' JOIN participants p ON p.id = s.by_id
		WHERE s.to_stage IN ('accepted', 'partly-accepted', 'declined')
		ORDER BY s.taken_at DESC, s.idea_id DESC, s.number DESC LIMIT ?`, n).Scan(&found).Error
	return found, err
}
