package demo

// step is one move of an idea from the stage that it had to another.
type step struct {
	Idea, By, To, Reason string
	DaysAgo              float64 `yaml:"daysAgo"`
}

// addStep takes a step as whoever wrote the idea, or else as its leader.
func (l *loader) addStep(s step) error {
	id, err := l.id("idea", s.Idea)
	if err != nil {
		return err
	}
	by, err := l.id("participant", s.By)
	if err != nil {
		return err
	}
	err = l.tx.Exec(`INSERT INTO idea_steps (idea_id, number, from_stage, to_stage, reason, by_id, capacity, taken_at)
		SELECT id, 1 + (SELECT count(*) FROM idea_steps WHERE idea_id = i.id), stage, ?, ?, ?, CASE WHEN author_id = ? THEN 'author' ELSE 'leader' END, ?
		FROM ideas i WHERE id = ?`, s.To, s.Reason, by, by, l.at(-s.DaysAgo), id).Error
	if err != nil {
		return err
	}
	return l.tx.Exec(`UPDATE ideas SET stage = ?, version = version + 1 WHERE id = ?`, s.To, id).Error
}
