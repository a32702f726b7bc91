package demo

import (
	"time"

	"github.com/google/uuid"
)

// handingOver is that an idea got another author, or looks for one: with From it was theirs before, without it anybody may take it.
type handingOver struct {
	Idea, From, Reason string
	DaysAgo            float64 `yaml:"daysAgo"`
}

func (l *loader) addHandover(h handingOver) error {
	about, err := l.id("idea", h.Idea)
	if err != nil {
		return err
	}
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	made := l.at(-h.DaysAgo)
	if h.From == "" {
		return l.tx.Exec(`INSERT INTO idea_handovers (id, idea_id, kind, from_id, offered_by, capacity, reason, created_at)
			SELECT ?, id, 'adoption', author_id, author_id, 'author', ?, ? FROM ideas WHERE id = ?`, id, h.Reason, made, about).Error
	}
	from, err := l.id("participant", h.From)
	if err != nil {
		return err
	}
	err = l.tx.Exec(`INSERT INTO idea_handovers (id, idea_id, kind, state, from_id, to_id, offered_by, capacity, reason, created_at, settled_by, settled_at)
		SELECT ?, id, 'hand-over', 'accepted', ?, author_id, ?, 'author', ?, ?, author_id, ? FROM ideas WHERE id = ?`,
		id, from, from, h.Reason, made, made.Add(5*time.Hour), about).Error
	if err != nil {
		return err
	}
	return l.tx.Exec(`UPDATE idea_revisions SET editor_id = ? WHERE idea_id = ? AND version = 1`, from, about).Error
}
