package demo

import (
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"

	"github.com/medskapa/medskapa/internal/text"
)

func (l *loader) addWorkshop(w workshop) error {
	id, err := l.newID("workshop", w.Key)
	if err != nil {
		return err
	}
	starts := l.start(w)
	var challenge *uuid.UUID
	if w.Challenge != "" {
		found, err := l.id("challenge", w.Challenge)
		if err != nil {
			return err
		}
		challenge = &found
	}
	seated := min(w.Signups, w.Seats)
	err = l.tx.Exec(`INSERT INTO workshops (id, title, description, starts_at, ends_at, place, link, seats, seated_count, waiting_count, audience, challenge_id, state, created_at, updated_at)
		VALUES (?, ?, ?, ?, ?, nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?)`, id, w.Title, w.Description, starts, starts.Add(time.Duration(w.Minutes)*time.Minute),
		w.Place, w.Link, w.Seats, seated, w.Signups-seated, textArray(w.Audience), challenge, w.State, starts.AddDate(0, 0, -30), starts.AddDate(0, 0, -30)).Error
	if err != nil {
		return err
	}
	if err := l.addLeaders("workshop", id, w.Leaders); err != nil {
		return err
	}
	return l.addSignups(id, w)
}

// start is at a full hour in Sweden, whatever the season.
func (l *loader) start(w workshop) time.Time {
	day := text.Local(l.now).AddDate(0, 0, w.StartsInDays)
	return time.Date(day.Year(), day.Month(), day.Day(), w.StartHour, 0, 0, 0, day.Location())
}

// addSignups fills the seats, then the waiting list, with people whom the workshop is for.
func (l *loader) addSignups(id uuid.UUID, w workshop) error {
	n := 0
	for _, who := range l.shuffled(uuid.Nil) {
		if n == w.Signups {
			break
		}
		if !l.invited(who, w.Audience) {
			continue
		}
		state := "seated"
		if n >= w.Seats {
			state = "waiting"
		}
		n++
		err := l.tx.Exec(`INSERT INTO signups (workshop_id, participant_id, state, created_at) VALUES (?, ?, ?, ?)`,
			id, who, state, l.at(-5+float64(n)/100)).Error
		if err != nil {
			return err
		}
	}
	if n < w.Signups {
		return fmt.Errorf("demo content: only %d of %d can sign up for %q", n, w.Signups, w.Key)
	}
	return nil
}

func (l *loader) invited(who uuid.UUID, audience []string) bool {
	if len(audience) == 0 {
		return true
	}
	return slices.ContainsFunc(l.people, func(p person) bool {
		return l.ids["participant/"+p.Key] == who && slices.Contains(audience, p.Kind)
	})
}

// textArray is an array literal of Postgres; the kinds need no quoting.
func textArray(kinds []string) string {
	literal := "{"
	for i, kind := range kinds {
		if i > 0 {
			literal += ","
		}
		literal += kind
	}
	return literal + "}"
}
