package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/auth"
	"github.com/medskapa/medskapa/internal/lead"
	"github.com/medskapa/medskapa/internal/permission"
	"github.com/medskapa/medskapa/internal/postgres"
)

// Standings is what p is to an idea: its author, and its leader who leads a challenge that it answers.
func Standings(db *gorm.DB, p auth.Principal, i Summary) (permission.Standings, error) {
	led, err := ledBy(db, p, i.ID)
	return i.standing(p) | led[i.ID] | i.looksAfter(p), err
}

// looksAfter is what p is to an idea that answers no challenge, which nobody leads: a project leader takes it on.
func (i Summary) looksAfter(p auth.Principal) permission.Standings {
	return permission.If(len(i.Challenges) == 0 && p.Role == auth.ProjectLeader, permission.Leader)
}

// ledBy is as what p leads ideas: by challenges that they answer, or those challenges' focus areas.
func ledBy(db *gorm.DB, p auth.Principal, ids ...uuid.UUID) (map[uuid.UUID]permission.Standings, error) {
	if !p.SignedIn() {
		return nil, nil
	}
	var rows []struct {
		IdeaID uuid.UUID
		Role   lead.Role
	}
	err := db.Raw(`SELECT DISTINCT a.idea_id, l.role FROM lead_assignments l
			JOIN challenges c ON `+lead.Leading+` JOIN challenge_ideas a ON a.challenge_id = c.id
		WHERE l.account_id = ? AND a.idea_id = ANY (?)`, p.ID, postgres.IDs(ids)).Scan(&rows).Error
	led := make(map[uuid.UUID]permission.Standings, len(rows))
	for _, row := range rows {
		led[row.IdeaID] |= row.Role.Standing()
	}
	return led, err
}
