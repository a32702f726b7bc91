package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/participant"
)

// editor is in whose name p, who may edit i, does so: its author's before a co-author's, and one's own before an organisation's.
func (i Summary) editor(p auth.Principal) uuid.UUID {
	editor := i.Author.ID
	if p.To(editor) != 0 {
		return editor
	}
	for _, id := range i.CoAuthorIDs {
		if id == p.ID {
			return id
		}
		if p.To(id) != 0 {
			editor = id
		}
	}
	return editor
}

// coAuthors are those who write i with its author, who came first before who came later.
func coAuthors(db *gorm.DB, i Summary) (found []participant.Ref, err error) {
	if len(i.CoAuthorIDs) == 0 {
		return nil, nil
	}
	err = db.Raw(`SELECT p.id, p.display_name, p.kind, p.organisation, p.former_at IS NOT NULL AS former
		FROM idea_coauthors c JOIN participants p ON p.id = c.participant_id
		WHERE c.idea_id = ? AND c.state = 'accepted' ORDER BY c.settled_at, p.id`, i.ID).Scan(&found).Error
	return found, err
}
