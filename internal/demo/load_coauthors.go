package demo

import "time"

// writing is that somebody writes an idea with its author.
type writing struct {
	Idea, With string
	DaysAgo    float64 `yaml:"daysAgo"`
}

func (l *loader) addCoAuthor(w writing) error {
	about, err := l.id("idea", w.Idea)
	if err != nil {
		return err
	}
	with, err := l.id("participant", w.With)
	if err != nil {
		return err
	}
	asked := l.at(-w.DaysAgo)
	return l.tx.Exec(`INSERT INTO idea_coauthors (idea_id, participant_id, invited_by, state, invited_at, settled_at)
		SELECT id, ?, author_id, 'accepted', ?, ? FROM ideas WHERE id = ?`, with, asked, asked.Add(3*time.Hour), about).Error
}
