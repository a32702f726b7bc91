package demo

import "math"

// promise is what a challenge promises its ideas, and when those that have reached it did.
type promise struct {
	Challenge  string
	Threshold  int
	PerMille   *float64 `yaml:"perMille"` // then Threshold follows from it
	WindowDays *int     `yaml:"windowDays"`
	AnswerDays int      `yaml:"answerDays"`
	Reached    []reached
}

type reached struct {
	Idea    string
	DaysAgo float64 `yaml:"daysAgo"`
}

// addPromise promises answers, and owes them since the ideas reached it.
func (l *loader) addPromise(p promise) error {
	id, err := l.id("challenge", p.Challenge)
	if err != nil {
		return err
	}
	var population *int
	if p.PerMille != nil {
		population = &l.population
		p.Threshold = int(math.Ceil(*p.PerMille * float64(l.population) / 1000))
	}
	err = l.tx.Exec(`UPDATE challenges SET answer_threshold = ?, answer_per_mille = ?, answer_population = ?, answer_window_days = ?, answer_days = ?,
		answer_counts_from = 'threshold' WHERE id = ?`, p.Threshold, p.PerMille, population, p.WindowDays, p.AnswerDays, id).Error
	if err != nil {
		return err
	}
	if err := l.tx.Exec(`SELECT owe_answers(array_agg(idea_id), 0) FROM challenge_ideas WHERE challenge_id = ?`, id).Error; err != nil {
		return err
	}
	return each(p.Reached, func(r reached) error {
		about, err := l.id("idea", r.Idea)
		if err != nil {
			return err
		}
		return l.tx.Exec(`UPDATE answer_duties SET reached_at = ?, due_at = ? WHERE idea_id = ?`,
			l.at(-r.DaysAgo), l.at(float64(p.AnswerDays)-r.DaysAgo), about).Error
	})
}
