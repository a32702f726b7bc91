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

// answer is what a leader answered to an idea.
type answer struct {
	Idea, By, Decision, Body string
	Department, Contact      string
	NextStep                 string  `yaml:"nextStep"`
	DaysAgo                  float64 `yaml:"daysAgo"`
}

// addAnswer adds another version of an official answer, and takes the step that it decides.
func (l *loader) addAnswer(a answer) error {
	id, err := l.newID("answer", a.Idea)
	if err != nil {
		return err
	}
	ideaID, err := l.id("idea", a.Idea)
	if err != nil {
		return err
	}
	by, err := l.id("participant", a.By)
	if err != nil {
		return err
	}
	excerpt, err := l.markdown.Excerpt(a.Body, excerptLength)
	if err != nil {
		return err
	}
	err = l.tx.Exec(`INSERT INTO official_answers (id, idea_id, number, decision, body, next_step, contact, by_id, department, answered_at)
		SELECT ?, i.id, 1 + (SELECT count(*) FROM official_answers WHERE idea_id = i.id), ?, ?, ?, ?, ?, ?, ? FROM ideas i WHERE id = ?`,
		id, a.Decision, a.Body, a.NextStep, a.Contact, by, a.Department, l.at(-a.DaysAgo), ideaID).Error
	if err != nil {
		return err
	}
	return l.addStep(step{Idea: a.Idea, By: a.By, To: a.Decision, Reason: excerpt, DaysAgo: a.DaysAgo})
}
