package demo

import (
	"time"

	"github.com/google/uuid"

	phases "github.com/medskapa/medskapa/internal/challenge"
)

// addPhases lays out the phases of a challenge, which decide its times from then on. Of those that have begun people have been told.
func (l *loader) addPhases(id uuid.UUID, c challenge) error {
	from := l.at(c.OpensInDays)
	for n, p := range c.Phases {
		open := phases.PhaseKind(p.Kind).Opens()
		if p.Open != nil {
			open = p.Open
		}
		var until, told *time.Time
		if p.EndsInDays != nil {
			until = new(l.at(*p.EndsInDays))
		}
		if from.Before(l.at(0)) {
			told = &from
		}
		phase, err := uuid.NewV7()
		if err != nil {
			return err
		}
		err = l.tx.Exec(`INSERT INTO phases (id, challenge_id, number, kind, starts_at, ends_at, open, description, told_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			phase, id, n+1, p.Kind, from, until, open, p.Text, told).Error
		if err != nil {
			return err
		}
		if until != nil {
			from = *until
		}
	}
	return nil
}
