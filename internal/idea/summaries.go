package idea

import (
	"github.com/google/uuid"
	"gorm.io/gorm"

	"github.com/medskapa/medskapa/internal/postgres"
)

// Summaries returns the ideas that there are among ids, in every state and without their challenges:
// what features that hang on ideas decide by.
func Summaries(db *gorm.DB, ids ...uuid.UUID) (map[uuid.UUID]Summary, error) {
	var rows []Summary
	err := db.Raw(`SELECT `+columns+` FROM ideas i JOIN participants p ON p.id = i.author_id LEFT JOIN idea_stats s ON s.idea_id = i.id
		WHERE i.id = ANY (?)`, postgres.Array[uuid.UUID](ids)).Scan(&rows).Error
	found := make(map[uuid.UUID]Summary, len(rows))
	for _, row := range rows {
		found[row.ID] = row
	}
	return found, err
}
